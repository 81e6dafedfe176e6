import type { ServiceEvents } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { openSpace } from './open-space.ts';

/** What content hears, and what it does about it. */
export function consumers(deps: ContentDeps): ServiceEvents<'content'> {
  return {
    'account.subscription-opened.v1': (tx, { data }) =>
      openSpace(deps, tx, data.clientId, new Date(data.openedAt)),
    'account.subscription-ended.v1': (tx, { data }) =>
      deps.spaces.noteLife(tx, data.clientId, data.version, new Date(data.endedAt)),
    'account.subscription-resumed.v1': (tx, { data }) =>
      deps.spaces.noteLife(tx, data.clientId, data.version, null),
    // Drafts that nobody else reads stay closed; the manager's archive can hold them under break-glass.
    'identity.user-removed.v1': async (tx, { data: { clientId, personId } }) =>
      deps.contents.handToSpace(tx, clientId, personId, [...(await deps.publications.idsOf(clientId))]),
  };
}
