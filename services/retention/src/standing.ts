import { type ClientTerm, endOfTerm, noticeOfChange, termYearsOf } from '@kstudio/charter';
import type { Published } from './charters.store.ts';

/** A substantial version that a client's manager is being told of, and when that was delivered. */
export interface CharterNotice {
  version: string;
  /** Null: not delivered, or it came back. */
  toldAt: Date | null;
  by: 'accepted' | 'bounced' | 'told-by-letter' | 'read' | null;
}

/** What decides which charter a client lives under: the version she was shown, and the notices of later ones. */
export interface CharterFacts {
  shown: string | null;
  notices: readonly CharterNotice[];
}

export interface Standing {
  inForce: Published;
  /** What she gave lives this long: the fewest years of every version she has lived under (the one-way ratchet). */
  term: ClientTerm;
  /** Later versions, in order, with the instant from which each applies; null as long as its notice is not delivered. */
  ahead: { its: Published; appliesAt: Date | null }[];
}

/** The first instant of a day in Paris. */
const startOf = (day: string): Date => endOfTerm(new Date(`${day}T12:00:00Z`), 'P0D').instant;
const later = (one: Date, other: Date): Date => (one > other ? one : other);

/**
 * From when a version applies to a client: a minor one at once; a substantial one thirty days after its notice was
 * delivered and not before its own day; null: not as long as that notice is not delivered. Pure.
 * @enforces 7.change-notice
 */
export function appliesFrom(
  { charter, substantial, publishedAt }: Published,
  notices: readonly CharterNotice[],
): Date | null {
  if (!substantial) return publishedAt;
  const told = notices.find(({ version }) => version === charter.version)?.toldAt;
  return told ? later(startOf(charter.effectiveOn), endOfTerm(told, noticeOfChange).instant) : null;
}

/**
 * Where a client stands: the version in force for her, her term, and what is ahead. Versions follow one another: one
 * that waits for its notice holds up those that were built on it. Pure.
 */
export function standingOf({ shown, notices }: CharterFacts, all: readonly Published[], now: Date): Standing {
  const born = Math.max(
    0,
    all.findIndex(({ charter }) => charter.version === shown),
  );
  let inForce = all[born] as Published;
  let term: ClientTerm = { years: termYearsOf(inForce.charter), since: null };
  const ahead: Standing['ahead'] = [];
  for (const its of all.slice(born + 1)) {
    const from = appliesFrom(its, notices);
    const held = ahead.length > 0;
    if (held || !from || from > now) {
      ahead.push({ its, appliesAt: from });
      continue;
    }
    inForce = its;
    const years = termYearsOf(its.charter);
    if (years < term.years) term = { years, since: from };
  }
  return { inForce, term, ahead };
}

/** The substantial versions whose notice is still owed to a client. Pure. */
export const owedTo = (notices: readonly CharterNotice[], { ahead }: Pick<Standing, 'ahead'>): Published[] =>
  ahead
    .map(({ its }) => its)
    .filter(
      ({ substantial, charter }) =>
        substantial && !notices.some(({ version }) => version === charter.version),
    );
