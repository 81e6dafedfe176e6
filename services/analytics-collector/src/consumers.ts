import type { ServiceEvents } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';

/** What the collector hears: which clients there are, and at which address each is read. */
export function consumers({ clients, readingSites }: CollectorDeps): ServiceEvents<'analytics-collector'> {
  return {
    'account.subscription-opened.v1': (tx, { data }) =>
      clients.note(tx, data.clientId, { openedAt: new Date(data.openedAt) }),
    'account.subscription-ended.v1': (tx, { data }) =>
      clients.noteLife(tx, data.clientId, data.version, new Date(data.endedAt)),
    'account.subscription-resumed.v1': (tx, { data }) =>
      clients.noteLife(tx, data.clientId, data.version, null),
    'content.reading-site-named.v1': (tx, { data }) =>
      readingSites.learn(tx, data.clientId, data.version, data.address),
  };
}
