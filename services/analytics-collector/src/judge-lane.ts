import type { Choice } from './cookies.ts';

/** What may be kept of a request: nothing; day counters; events of a visitor who agreed. */
export type Lane = 'nothing' | 'counts' | 'events';

export interface Standing {
  choice: Choice | undefined;
  /** `Sec-GPC: 1` or `DNT: 1`. */
  signalled: boolean;
  /** Whether this visitor's acceptance, on this site and of this charter, is in force. */
  consented: boolean;
}

/**
 * Before a choice, after a refusal, and whenever the browser asks not to be tracked, day counters alone; after "do not
 * count me" nothing; events where an acceptance is in force. Pure.
 *
 * @enforces 2.browsing
 */
export function judgeLane({ choice, signalled, consented }: Standing): Lane {
  if (choice?.what === 'uncounted') return 'nothing';
  if (signalled || !consented || choice?.what !== 'accepted') return 'counts';
  return 'events';
}

/** Global Privacy Control and Do Not Track are a refusal (charter, "The law behind it"). */
export const signalledBy = (headers: Record<string, unknown>): boolean =>
  headers['sec-gpc'] === '1' || headers['dnt'] === '1';
