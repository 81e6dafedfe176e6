import { charterDiff } from '@kstudio/charter';
import type { ServiceAnswers } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';

/** What retention answers to the other services' questions: a line per question. */
export function answers({
  terms,
  charters,
}: Pick<RetentionDeps, 'terms' | 'charters'>): ServiceAnswers<'retention'> {
  return {
    'retention.charter-for.v1': async ({ clientId, about }) => {
      const [known, all] = await Promise.all([terms.find(clientId), charters.all()]);
      if (!known) return { found: false };
      const at = all.findIndex(({ charter }) => charter.version === about);
      const changes = at > 0 ? charterDiff(all[at - 1]!.charter, all[at]!.charter) : [];
      return {
        found: true,
        termYears: known.term.years,
        changes: changes.map(({ title, before, after }) => ({ title, before, after })),
      };
    },
  };
}
