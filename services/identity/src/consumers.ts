import type { ServiceEvents } from '@kstudio/chassis';
import { closeSpace } from './close-space.ts';
import type { IdentityDeps } from './deps.ts';
import { openSpace, renameSpace } from './open-space.ts';
import { resumeSpace } from './resume-space.ts';

/** What identity learns from the other services: a line per event. */
export const consumers = (deps: IdentityDeps): ServiceEvents<'identity'> => ({
  'account.subscription-opened.v1': (tx, { data }) => openSpace(deps, tx, data),
  'account.request-settled.v1': (tx, { data }) => renameSpace(deps, tx, data.clientId),
  'account.subscription-ended.v1': (tx, { data }) => closeSpace(deps, tx, data),
  'account.subscription-resumed.v1': (tx, { data }) => resumeSpace(deps, tx, data),
});
