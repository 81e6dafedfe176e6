import type { ServiceEvents } from '@kstudio/chassis';
import { declareReuse } from './declare-incident.ts';
import type { NotifierDeps } from './deps.ts';
import { queueLetter, queueNotice } from './queue-notice.ts';
import { queuePasswordMail } from './send-password-mail.ts';
import { takeBounce } from './take-bounce.ts';

/** What notifier hears, and the notice that each owes. */
export function consumers(deps: NotifierDeps): ServiceEvents<'notifier'> {
  return {
    'account.subscription-requested.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'confirmation', new Date(data.requestedAt)),
    'account.subscription-opened.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'welcome', new Date(data.openedAt)),
    'account.subscription-ended.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'subscription-ended', new Date(data.endedAt)),
    'account.subscription-resumed.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'subscription-resumed', new Date(data.resumedAt)),
    'account.archive-door-asked.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'archive-door', new Date(data.until)),
    'identity.password-reset-asked.v1': async (tx, { data }) =>
      queuePasswordMail(tx, data.resetId, 'password-reset', data.askedAt),
    'identity.password-changed.v1': async (tx, { data }) =>
      queuePasswordMail(tx, data.resetId, 'password-changed', data.changedAt),
    'retention.notice-due.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, data.kind, new Date(data.purgeOn), data.certificateId),
    'retention.charter-notice-due.v1': (tx, { data: { clientId, charterVersion, effectiveAt } }) =>
      queueLetter(
        deps,
        tx,
        { clientId, personId: null },
        'charter-change',
        new Date(effectiveAt),
        charterVersion,
      ),
    'account.notice-bounced.v1': (tx, { data }) => takeBounce(deps, tx, data.noticeId),
    'account.request-received.v1': (tx, { data }) =>
      queueLetter(
        deps,
        tx,
        { clientId: data.clientId, personId: null },
        data.extended ? 'request-extended' : 'request-received',
        new Date(data.dueAt),
      ),
    'account.request-settled.v1': (tx, { data, occurredAt }) =>
      queueLetter(
        deps,
        tx,
        { clientId: data.clientId, personId: null },
        `request-${data.outcome}`,
        occurredAt,
      ),
    'account.address-change.v1': (tx, { data }) => {
      const kind = data.state === 'waiting' ? 'record-address-to-confirm' : 'record-address-changed';
      const to = { clientId: data.clientId, personId: null };
      return queueLetter(deps, tx, to, kind, new Date(data.until), data.changeId);
    },
    'identity.user-invited.v1': (tx, { data }) =>
      queueLetter(deps, tx, data, 'invitation', new Date(data.expiresAt)),
    'identity.correction-asked.v1': async (tx, { data, occurredAt }) => {
      for (const personId of data.administrators)
        await queueLetter(deps, tx, { clientId: data.clientId, personId }, 'correction-asked', occurredAt);
    },
    'identity.correction-settled.v1': (tx, { data, occurredAt }) =>
      queueLetter(deps, tx, data, `correction-${data.outcome}`, occurredAt),
    'identity.email-change.v1': (tx, { data }) => {
      const kind = data.state === 'waiting' ? 'address-to-confirm' : 'address-changed';
      return queueLetter(deps, tx, data, kind, new Date(data.until), data.changeId);
    },
    'content.drafts-opened.v1': (tx, { data }) =>
      queueLetter(deps, tx, data, 'drafts-opened', new Date(data.until), data.accessId),
    'identity.refresh-token-reused.v1': (tx, { data }) => declareReuse(deps, tx, data),
    'identity.user-removed.v1': (tx, { data }) => deps.notices.forget(tx, data.clientId, data.personId),
    'analytics-collector.hand-over-ready.v1': (tx, { data }) =>
      queueNotice(deps, tx, data.clientId, 'hand-over-ready', new Date(data.until)),
    'retention.certificate-key-announced.v1': (tx, { data, occurredAt }) =>
      deps.certificateKeys.learn(tx, data.fingerprint, occurredAt),
  };
}
