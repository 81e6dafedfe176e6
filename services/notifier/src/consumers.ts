import type { ServiceEvents } from '@kstudio/chassis';
import type { NotifierDeps } from './deps.ts';
import { queueNotice } from './queue-notice.ts';
import { queuePasswordMail } from './send-password-mail.ts';

/** What notifier hears, and the notice that each owes. */
export function consumers(deps: NotifierDeps): ServiceEvents<'notifier'> {
  return {
    'account.subscription-requested.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'confirmation', new Date(data.requestedAt)),
    'account.subscription-opened.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'welcome', new Date(data.openedAt)),
    'account.subscription-ended.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'subscription-ended', new Date(data.endedAt)),
    'identity.password-reset-asked.v1': async (tx, { data }) =>
      queuePasswordMail(tx, data.resetId, 'password-reset', data.askedAt),
    'identity.password-changed.v1': async (tx, { data }) =>
      queuePasswordMail(tx, data.resetId, 'password-changed', data.changedAt),
    'retention.notice-due.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, data.kind, new Date(data.purgeOn), data.certificateId),
    'retention.certificate-key-announced.v1': (tx, { data, occurredAt }) =>
      deps.certificateKeys.learn(tx, data.fingerprint, occurredAt),
  };
}
