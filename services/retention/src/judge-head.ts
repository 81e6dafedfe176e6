/** How far an audit was sealed: its last row's number and hash, and when, by the service's own clock. */
export interface SealedHead {
  seq: number;
  head: string;
  at: Date;
}

/** Another hash at a place that is known, or a chain that is shorter than it was. */
export const mismatchKinds = ['rewritten', 'went-back'] as const;
export type MismatchKind = (typeof mismatchKinds)[number];

/** Clocks of two replicas of one service differ by less: NTP keeps them within seconds. */
const SKEW_MS = 60_000;

/**
 * What a head says beside the one that is known: `news`, `nothing` new (again, or late: events keep no order), or that
 * the service tells another past than before. Pure. A past that was written again and is longer than the known one by
 * the time it is told is not found out here.
 */
export function judgeHead(known: SealedHead | null, told: SealedHead): 'news' | 'nothing' | MismatchKind {
  if (!known || told.seq > known.seq) return 'news';
  if (told.seq === known.seq) return told.head === known.head ? 'nothing' : 'rewritten';
  return told.at.getTime() > known.at.getTime() + SKEW_MS ? 'went-back' : 'nothing';
}
