import type { ServiceEvents } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';
import { followErasure, followSubscription } from './follow-subscription.ts';
import { keepAuditHead } from './keep-audit-head.ts';
import { noteCharterDelivery } from './note-charter-delivery.ts';
import { noteDelivery } from './note-delivery.ts';
import { takeAnswer } from './take-answer.ts';

/** What retention hears, and what it does about it. */
export function consumers(deps: RetentionDeps): ServiceEvents<'retention'> {
  return {
    'account.subscription-requested.v1': (tx, { data: { clientId, version, requestedAt, charterVersion } }) =>
      followSubscription(
        deps,
        tx,
        clientId,
        { kind: 'requested', at: new Date(requestedAt), version },
        charterVersion,
      ),
    'account.subscription-opened.v1': (tx, { data: { clientId, version, openedAt, charterVersion } }) =>
      followSubscription(
        deps,
        tx,
        clientId,
        { kind: 'opened', at: new Date(openedAt), version },
        charterVersion,
      ),
    'account.subscription-ended.v1': (tx, { data: { clientId, version, endedAt } }) =>
      followSubscription(deps, tx, clientId, { kind: 'ended', at: new Date(endedAt), version }),
    'account.erasure-asked.v1': (tx, { data: { clientId, version, eraseAt } }) =>
      followErasure(deps, tx, clientId, version, eraseAt === null ? null : new Date(eraseAt)),
    'account.subscription-resumed.v1': (tx, { data: { clientId, version, resumedAt } }) =>
      followSubscription(deps, tx, clientId, { kind: 'resumed', at: new Date(resumedAt), version }),
    'notifier.notice-accepted.v2': (tx, { data: { acceptedAt: at, ...notice } }) =>
      noteDelivery(deps, tx, { by: 'notice-accepted', at, ...notice }),
    'notifier.notice-told-by-letter.v2': (tx, { data: { toldAt: at, ...notice } }) =>
      noteDelivery(deps, tx, { by: 'notice-told-by-letter', at, ...notice }),
    'notifier.charter-notice.v1': (tx, { data }) => noteCharterDelivery(deps, tx, data),

    'account.purge-answered.v1': (tx, { data }) => takeAnswer(deps, tx, 'account', data),
    'identity.purge-answered.v1': (tx, { data }) => takeAnswer(deps, tx, 'identity', data),
    'content.purge-answered.v1': (tx, { data }) => takeAnswer(deps, tx, 'content', data),
    'analytics-collector.purge-answered.v1': (tx, { data }) =>
      takeAnswer(deps, tx, 'analytics-collector', data),
    'retention.purge-answered.v1': (tx, { data }) => takeAnswer(deps, tx, 'retention', data),
    'notifier.purge-answered.v1': (tx, { data }) => takeAnswer(deps, tx, 'notifier', data),

    'account.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
    'identity.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
    'content.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
    'analytics-collector.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
    'retention.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
    'notifier.audit-sealed.v1': (tx, event) => keepAuditHead(deps, tx, event),
  };
}
