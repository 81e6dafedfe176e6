import type { ServiceEvents } from '@kstudio/chassis';
import type { NotifierDeps } from './deps.ts';
import { queueNotice } from './queue-notice.ts';

/** What notifier hears, and the notice that each owes. */
export function consumers(deps: NotifierDeps): ServiceEvents<'notifier'> {
  return {
    'account.subscription-requested.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'confirmation', new Date(data.requestedAt)),
    'account.subscription-opened.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'welcome', new Date(data.openedAt)),
    'account.subscription-ended.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'subscription-ended', new Date(data.endedAt)),
    'retention.notice-due.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, data.kind, new Date(data.purgeOn), data.certificateId),
    'analytics-collector.hand-over-ready.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'hand-over-ready', new Date(data.until)),
    'retention.certificate-key-announced.v1': (tx, { data, occurredAt }) =>
      deps.certificateKeys.learn(tx, data.fingerprint, occurredAt),
  };
}
