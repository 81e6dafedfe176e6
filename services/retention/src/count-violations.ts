import type { ClauseId, LawId } from '@kstudio/charter';
import { realTime } from '@kstudio/chassis';
import {
  accountWatch,
  collectorWatch,
  contentWatch,
  identityWatch,
  notifierWatch,
  type Tally,
} from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';

/** A purge that is due, waits for nobody and has not been ordered a day later is overdue. */
const OVERDUE_MS = 86_400_000;
/** Everybody may look at the charter: the services are asked this often at most. */
const FRESH_MS = 30_000;
const DEADLINE_MS = 1_500;

export type Violations = Partial<Record<ClauseId | LawId, number>>;
type Deps = Pick<RetentionDeps, 'ask' | 'auditHeads' | 'clock' | 'log' | 'terms'>;

/**
 * Counts what every service sees of violations at this moment, by rule; a rule that nobody counts is not there, nor is
 * one whose counter does not answer. What was counted less than half a minute ago is not counted again.
 */
export function createViolations(deps: Deps): () => Promise<Violations> {
  let known: { at: number; violations: Promise<Violations> } | undefined;
  return () => {
    const now = realTime.now();
    if (!known || now - known.at > FRESH_MS) {
      const violations = count(deps);
      violations.catch(() => (known = undefined));
      known = { at: now, violations };
    }
    return known.violations;
  };
}

/** Who is asked, and what each counts. */
const watches = [
  { watch: accountWatch, rules: ['law.answer'] },
  { watch: identityWatch, rules: ['5.browsing-term'] },
  { watch: contentWatch, rules: ['6.safeguards'] },
  { watch: collectorWatch, rules: ['5.browsing-term', '2.browsing'] },
  { watch: notifierWatch, rules: ['6.safeguards', '6.incident'] },
] as const satisfies readonly { watch: unknown; rules: readonly (ClauseId | LawId)[] }[];

async function count(deps: Deps): Promise<Violations> {
  const silent = new Set<ClauseId | LawId>();
  const asked = watches.map(({ watch, rules }) =>
    deps.ask(watch, {}, { deadlineMs: DEADLINE_MS }).then(
      ({ tallies }): readonly Tally[] => tallies,
      (error: Error): readonly Tally[] => {
        deps.log.warn({ reason: error.name, question: watch.key }, 'violations could not be counted');
        // Half a count would be no count.
        for (const rule of rules) silent.add(rule);
        return [];
      },
    ),
  );
  const told = (await Promise.all([ownTallies(deps), ...asked])).flat();
  const violations: Violations = {};
  for (const { rule, count: its } of told) {
    if (!silent.has(rule)) violations[rule] = (violations[rule] ?? 0) + its;
  }
  return violations;
}

async function ownTallies({ auditHeads, clock, terms }: Deps): Promise<Tally[]> {
  const before = new Date(clock.now().getTime() - OVERDUE_MS);
  const [mismatches, overdue] = await Promise.all([auditHeads.countMismatches(), terms.countOverdue(before)]);
  return [
    { rule: '5.subscription-term', count: overdue },
    { rule: '6.safeguards', count: mismatches },
  ];
}
