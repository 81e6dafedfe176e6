import { charterDiff, parisDay, termYearsOf } from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import type { z } from 'zod';
import type { Published } from './charters.store.ts';
import type { RetentionDeps } from './deps.ts';
import type { CharterList, ClientCharter } from './shapes.ts';
import { standingOf } from './standing.ts';

type Deps = Pick<RetentionDeps, 'charters' | 'terms'>;

/** For operators: every version, newest first, and how many clients live under it or wait for it. */
export async function listCharters({ charters, terms }: Deps): Promise<z.input<typeof CharterList>> {
  const [all, living] = await Promise.all([charters.all(), terms.countByCharter()]);
  const under = (from: number) =>
    all.slice(from).reduce((sum, { charter }) => sum + (living.get(charter.version) ?? 0), 0);
  return all
    .map((its, index) => ({
      version: its.charter.version,
      publishedAt: index === 0 ? null : its.publishedAt.toISOString(),
      effectiveOn: its.charter.effectiveOn,
      substantial: its.substantial,
      termYears: termYearsOf(its.charter),
      clients: living.get(its.charter.version) ?? 0,
      waiting: under(0) - under(index),
      changes: changesOf(all, its),
    }))
    .reverse();
}

/** For the manager: the version in force for her client, and what is ahead, with what changes. Throws not-found. */
export async function showClientCharter(
  { charters, terms, clock }: Deps & Pick<RetentionDeps, 'clock'>,
  clientId: string,
): Promise<z.input<typeof ClientCharter>> {
  const [all, known] = await Promise.all([charters.all(), terms.find(clientId)]);
  if (!known) throw problems.unknown();
  const { charterVersion: shown, charterNotices: notices } = known;
  const { inForce, term, ahead } = standingOf({ shown, notices }, all, clock.now());
  return {
    version: inForce.charter.version,
    termYears: term.years,
    ahead: ahead.map(({ its, appliesAt }) => {
      const notice = notices.find(({ version }) => version === its.charter.version);
      return {
        version: its.charter.version,
        effectiveOn: its.charter.effectiveOn,
        appliesOn: appliesAt && parisDay(appliesAt),
        toldAt: notice?.toldAt?.toISOString() ?? null,
        read: notice?.by === 'read',
        changes: changesOf(all, its),
      };
    }),
  };
}

/** What a version says otherwise than the one before it. */
export function changesOf(all: readonly Published[], its: Published) {
  const before = all[all.indexOf(its) - 1];
  return before ? charterDiff(before.charter, its.charter) : [];
}
