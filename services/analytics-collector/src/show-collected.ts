import { categories } from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';

/** What 2.browsing allows to be collected, and nothing more. */
export const collectableFields = [
  'browserType',
  'browserLanguage',
  'ipAddress',
  'pagesViewed',
  'linksClicked',
] as const;

/** For the manager: what was collected in her client's space. Nothing is yet, and the answer says so. */
export async function showCollected({ clients }: CollectorDeps, clientId: string, locale: 'fr' | 'en') {
  const client = await clients.find(clientId);
  if (!client?.openedAt) throw problems.unknown();
  const { clause, term } = categories.browsing;
  return {
    knownSince: client.openedAt.toISOString(),
    collecting: false,
    events: 0,
    categories: [
      {
        id: 'browsing' as const,
        label: categories.browsing.label[locale],
        events: 0,
        fields: [...collectableFields],
        clause,
        rule: term.rule[locale],
      },
    ],
    keptFor: term.keep as string,
  };
}
