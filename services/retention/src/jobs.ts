import type { JobHandler } from '@kstudio/chassis';
import { announceEndOfTerm } from './announce-end-of-term.ts';
import { closeAccess } from './close-access.ts';
import type { RetentionDeps } from './deps.ts';
import { APPLY_CHARTER, applyCharter, TELL_CLIENTS, tellClients } from './follow-charter.ts';
import { forgetUnconfirmed } from './forget-unconfirmed.ts';
import { FORGET_CLIENT, forgetClient } from './issue-certificate.ts';
import type { StepName } from './life.ts';
import { NOTE_RESTORE, noteRestore } from './note-restore.ts';
import { SEND_ORDER, sendOrder } from './order-purge.ts';
import { OWNERS_TURN, ownersTurn } from './owners-turn.ts';
import { purgeAtTerm } from './purge-at-term.ts';

type JobName =
  | StepName
  | typeof OWNERS_TURN
  | typeof FORGET_CLIENT
  | typeof NOTE_RESTORE
  | typeof SEND_ORDER
  | typeof APPLY_CHARTER
  | typeof TELL_CLIENTS;

/** What retention does at a date, by the shiftable clock. */
export function jobs(deps: RetentionDeps): Record<JobName, JobHandler> {
  return {
    'unconfirmed-over': (tx, { clientId }) => forgetUnconfirmed(deps, tx, clientId as string),
    'grace-over': (tx, { clientId }) => closeAccess(deps, tx, clientId as string),
    'notice-due': (tx, { clientId }) => announceEndOfTerm(deps, tx, clientId as string),
    'term-over': (tx, { clientId }) => purgeAtTerm(deps, tx, clientId as string),
    [APPLY_CHARTER]: (tx, { clientId }) => applyCharter(deps, tx, clientId as string),
    [TELL_CLIENTS]: (tx, { key, data }) =>
      tellClients(deps, tx, key, data?.before ? String(data.before) : null),
    [OWNERS_TURN]: (tx, { key }) => ownersTurn(deps, tx, key),
    [SEND_ORDER]: (tx, { key }) => sendOrder(deps, tx, key),
    [FORGET_CLIENT]: (tx, { key }) => forgetClient(deps, tx, key),
    [NOTE_RESTORE]: (tx, job) => noteRestore(deps, tx, job),
  };
}
