import type { ServiceEvents } from '@kstudio/chassis';
import type { AccountDeps } from './deps.ts';

/** What account learns from the other services: a line per event. */
export function consumers({ clients, certificateKeys, charters }: AccountDeps): ServiceEvents<'account'> {
  return {
    'identity.manager-joined.v1': async (tx, { data, occurredAt }) =>
      void (await clients.note(tx, data.clientId, { managerJoinedAt: occurredAt })),
    'content.space-opened.v1': async (tx, { data, occurredAt }) =>
      void (await clients.note(tx, data.clientId, { spaceReadyAt: occurredAt })),
    'notifier.notice-accepted.v2': async (tx, { data }) => {
      if (data.kind !== 'confirmation') return;
      await clients.note(tx, data.clientId, { confirmationSentAt: new Date(data.acceptedAt) });
    },
    'retention.charter-published.v1': (tx, { data }) =>
      charters.learn(tx, data.charterVersion, new Date(data.publishedAt)),
    'retention.charter-applied.v1': (tx, { data: { clientId, version, termYears } }) =>
      clients.applyTerm(tx, clientId, termYears, version),
    'retention.certificate-key-announced.v1': (tx, { data, occurredAt }) =>
      certificateKeys.learn(tx, data.fingerprint, occurredAt),
  };
}
