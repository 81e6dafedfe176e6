import { categories, parisDay } from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import { firstKeptDay } from './terms.ts';

/** What 2.browsing allows to be collected, and nothing more. */
export const collectableFields = [
  'browserType',
  'browserLanguage',
  'ipAddress',
  'pagesViewed',
  'linksClicked',
] as const;

/** For the manager: how much was collected in her client's space and is still kept. */
export async function showCollected(
  { clients, events, clock }: Pick<CollectorDeps, 'clients' | 'events' | 'clock'>,
  clientId: string,
  locale: 'fr' | 'en',
) {
  const client = await clients.find(clientId);
  if (!client?.openedAt) throw problems.unknown();
  const { clause, term } = categories.browsing;
  const now = clock.now();
  const kept = await events.countOf(clientId, firstKeptDay(now));
  return {
    knownSince: client.openedAt.toISOString(),
    collecting: client.endedAt === null,
    events: kept,
    categories: [
      {
        id: 'browsing' as const,
        label: categories.browsing.label[locale],
        events: kept,
        fields: [...collectableFields],
        clause,
        rule: term.rule[locale],
      },
    ],
    keptFor: term.keep as string,
    today: parisDay(now),
  };
}
