import type { AnyEvent, AnyQuestion } from './define.ts';
import { addressChange } from './events/account.address-change.v1.ts';
import { archiveDoorAsked } from './events/account.archive-door-asked.v1.ts';
import { accountAuditSealed } from './events/account.audit-sealed.v1.ts';
import { erasureAsked } from './events/account.erasure-asked.v1.ts';
import { noticeBounced } from './events/account.notice-bounced.v1.ts';
import { accountPurgeAnswered } from './events/account.purge-answered.v1.ts';
import { requestReceived } from './events/account.request-received.v1.ts';
import { requestSettled } from './events/account.request-settled.v1.ts';
import { subscriptionEnded } from './events/account.subscription-ended.v1.ts';
import { subscriptionOpened } from './events/account.subscription-opened.v1.ts';
import { subscriptionRequested } from './events/account.subscription-requested.v1.ts';
import { subscriptionResumed } from './events/account.subscription-resumed.v1.ts';
import { analyticsCollectorAuditSealed } from './events/analytics-collector.audit-sealed.v1.ts';
import { handOverReady } from './events/analytics-collector.hand-over-ready.v1.ts';
import { analyticsCollectorPurgeAnswered } from './events/analytics-collector.purge-answered.v1.ts';
import { contentAuditSealed } from './events/content.audit-sealed.v1.ts';
import { draftsOpened } from './events/content.drafts-opened.v1.ts';
import { contentPurgeAnswered } from './events/content.purge-answered.v1.ts';
import { readingSiteNamed } from './events/content.reading-site-named.v1.ts';
import { spaceOpened } from './events/content.space-opened.v1.ts';
import { identityAuditSealed } from './events/identity.audit-sealed.v1.ts';
import { correctionAsked } from './events/identity.correction-asked.v1.ts';
import { correctionSettled } from './events/identity.correction-settled.v1.ts';
import { emailChange } from './events/identity.email-change.v1.ts';
import { managerJoined } from './events/identity.manager-joined.v1.ts';
import { passwordChanged } from './events/identity.password-changed.v1.ts';
import { passwordResetAsked } from './events/identity.password-reset-asked.v1.ts';
import { identityPurgeAnswered } from './events/identity.purge-answered.v1.ts';
import { refreshTokenReused } from './events/identity.refresh-token-reused.v1.ts';
import { sessionRevoked } from './events/identity.session-revoked.v1.ts';
import { signingKeyAnnounced } from './events/identity.signing-key-announced.v1.ts';
import { userInvited } from './events/identity.user-invited.v1.ts';
import { userRemoved } from './events/identity.user-removed.v1.ts';
import { notifierAuditSealed } from './events/notifier.audit-sealed.v1.ts';
import { charterNotice } from './events/notifier.charter-notice.v1.ts';
import { noticeAccepted } from './events/notifier.notice-accepted.v2.ts';
import { noticeToldByLetter } from './events/notifier.notice-told-by-letter.v2.ts';
import { notifierPurgeAnswered } from './events/notifier.purge-answered.v1.ts';
import { retentionAuditSealed } from './events/retention.audit-sealed.v1.ts';
import { certificateIssued } from './events/retention.certificate-issued.v1.ts';
import { certificateKeyAnnounced } from './events/retention.certificate-key-announced.v1.ts';
import { charterApplied } from './events/retention.charter-applied.v1.ts';
import { charterNoticeDue } from './events/retention.charter-notice-due.v1.ts';
import { charterPublished } from './events/retention.charter-published.v1.ts';
import { noticeDue } from './events/retention.notice-due.v1.ts';
import { retentionPurgeAnswered } from './events/retention.purge-answered.v1.ts';
import { purgeOrdered } from './events/retention.purge-ordered.v1.ts';
import { type ServiceName, services } from './kinds.ts';
import { accountAuditPage } from './questions/account.audit-page.v1.ts';
import { recipient } from './questions/account.recipient.v1.ts';
import { subscriptionState } from './questions/account.subscription-state.v1.ts';
import { accountWatch } from './questions/account.watch.v1.ts';
import { clock } from './questions/all.clock.v1.ts';
import { analyticsCollectorAuditPage } from './questions/analytics-collector.audit-page.v1.ts';
import { collectorWatch } from './questions/analytics-collector.watch.v1.ts';
import { contentAuditPage } from './questions/content.audit-page.v1.ts';
import { contentWatch } from './questions/content.watch.v1.ts';
import { administrators } from './questions/identity.administrators.v1.ts';
import { identityAuditPage } from './questions/identity.audit-page.v1.ts';
import { personRecipient } from './questions/identity.recipient.v1.ts';
import { resetRecipient } from './questions/identity.reset-recipient.v1.ts';
import { signingKeys } from './questions/identity.signing-keys.v1.ts';
import { traces } from './questions/identity.traces.v1.ts';
import { identityWatch } from './questions/identity.watch.v1.ts';
import { notifierAuditPage } from './questions/notifier.audit-page.v1.ts';
import { notifierWatch } from './questions/notifier.watch.v1.ts';
import { retentionAuditPage } from './questions/retention.audit-page.v1.ts';
import { charterFor } from './questions/retention.charter-for.v1.ts';

export type EventRow = { event: AnyEvent; publisher: ServiceName; consumers: readonly ServiceName[] };
export type QuestionRow = {
  question: AnyQuestion;
  owner: ServiceName | 'all';
  askers: readonly ServiceName[];
};
export type Catalogue = { events: readonly EventRow[]; questions: readonly QuestionRow[] };

const everybody = services;
const [account, identity, content, collector, retention, notifier] = services;

/**
 * The whole system on one page: who tells what to whom, and who may ask whom. Bindings, broker users, their
 * permissions, the types of the services' tables and docs/events.md all come from here.
 */
export const catalogue = {
  // biome-ignore format: a table is read by its columns
  events: [
    { event: subscriptionRequested,           publisher: account,   consumers: [retention, notifier] },
    { event: subscriptionOpened,              publisher: account,   consumers: [identity, content, collector, retention, notifier] },
    { event: subscriptionEnded,               publisher: account,   consumers: [identity, content, collector, retention, notifier] },
    { event: subscriptionResumed,             publisher: account,   consumers: [identity, content, collector, retention, notifier] },
    { event: erasureAsked,                    publisher: account,   consumers: [retention] },
    { event: archiveDoorAsked,                publisher: account,   consumers: [notifier] },
    { event: requestReceived,                 publisher: account,   consumers: [notifier] },
    { event: requestSettled,                  publisher: account,   consumers: [identity, notifier] },
    { event: addressChange,                   publisher: account,   consumers: [notifier] },
    { event: noticeBounced,                  publisher: account,   consumers: [notifier] },
    { event: managerJoined,                   publisher: identity,  consumers: [account] },
    { event: signingKeyAnnounced,             publisher: identity,  consumers: [account, content, collector, retention, notifier] },
    { event: sessionRevoked,                  publisher: identity,  consumers: [account, content, collector, retention, notifier] },
    { event: userInvited,                     publisher: identity,  consumers: [notifier] },
    { event: userRemoved,                     publisher: identity,  consumers: [content, notifier] },
    { event: correctionAsked,                 publisher: identity,  consumers: [notifier] },
    { event: correctionSettled,               publisher: identity,  consumers: [notifier] },
    { event: emailChange,                     publisher: identity,  consumers: [notifier] },
    { event: refreshTokenReused,              publisher: identity,  consumers: [notifier] },
    { event: passwordResetAsked,              publisher: identity,  consumers: [notifier] },
    { event: passwordChanged,                 publisher: identity,  consumers: [notifier] },
    { event: spaceOpened,                     publisher: content,   consumers: [account] },
    { event: readingSiteNamed,                publisher: content,   consumers: [collector] },
    { event: draftsOpened,                    publisher: content,   consumers: [notifier] },
    { event: handOverReady,                   publisher: collector, consumers: [notifier] },
    { event: noticeDue,                       publisher: retention, consumers: [notifier] },
    { event: charterPublished,               publisher: retention, consumers: [account] },
    { event: charterNoticeDue,               publisher: retention, consumers: [notifier] },
    { event: charterApplied,                 publisher: retention, consumers: [account] },
    { event: noticeAccepted,                  publisher: notifier,  consumers: [account, retention] },
    { event: noticeToldByLetter,              publisher: notifier,  consumers: [retention] },
    { event: charterNotice,                  publisher: notifier,  consumers: [retention] },
    { event: purgeOrdered,                    publisher: retention, consumers: everybody },
    { event: accountPurgeAnswered,            publisher: account,   consumers: [retention] },
    { event: identityPurgeAnswered,           publisher: identity,  consumers: [retention] },
    { event: contentPurgeAnswered,            publisher: content,   consumers: [retention] },
    { event: analyticsCollectorPurgeAnswered, publisher: collector, consumers: [retention] },
    { event: retentionPurgeAnswered,          publisher: retention, consumers: [retention] },
    { event: notifierPurgeAnswered,           publisher: notifier,  consumers: [retention] },
    { event: certificateIssued,               publisher: retention, consumers: everybody },
    { event: certificateKeyAnnounced,         publisher: retention, consumers: [account, notifier] },
    { event: accountAuditSealed,              publisher: account,   consumers: [retention] },
    { event: identityAuditSealed,             publisher: identity,  consumers: [retention] },
    { event: contentAuditSealed,              publisher: content,   consumers: [retention] },
    { event: analyticsCollectorAuditSealed,   publisher: collector, consumers: [retention] },
    { event: retentionAuditSealed,            publisher: retention, consumers: [retention] },
    { event: notifierAuditSealed,             publisher: notifier,  consumers: [retention] },
  ],
  // biome-ignore format: a table is read by its columns
  questions: [
    { question: recipient,         owner: account,  askers: [identity, notifier] },
    { question: subscriptionState, owner: account,  askers: [retention] },
    { question: personRecipient,   owner: identity, askers: [notifier] },
    { question: administrators,    owner: identity, askers: [notifier] },
    { question: signingKeys,       owner: identity, askers: [account, content, collector, retention, notifier] },
    { question: resetRecipient,    owner: identity, askers: [notifier] },
    { question: traces,            owner: identity, askers: [collector] },
    { question: charterFor,        owner: retention, askers: [notifier] },
    { question: accountWatch,      owner: account,   askers: [retention] },
    { question: identityWatch,     owner: identity,  askers: [retention] },
    { question: contentWatch,      owner: content,   askers: [retention] },
    { question: collectorWatch,    owner: collector, askers: [retention] },
    { question: notifierWatch,     owner: notifier,  askers: [retention] },
    { question: accountAuditPage,           owner: account,   askers: [collector] },
    { question: identityAuditPage,          owner: identity,  askers: [collector] },
    { question: contentAuditPage,           owner: content,   askers: [collector] },
    { question: analyticsCollectorAuditPage,owner: collector, askers: [collector] },
    { question: retentionAuditPage,         owner: retention, askers: [collector] },
    { question: notifierAuditPage,          owner: notifier,  askers: [collector] },
    { question: clock,             owner: 'all',    askers: [retention] },
  ],
} as const satisfies Catalogue;
