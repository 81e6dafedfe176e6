import type { TermEnd } from '@kstudio/charter';
import { type OutputOf, subscriptionState } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import type { OwnerAnswer } from './orders.store.ts';

export type Word = OutputOf<typeof subscriptionState>;
/** What the owner's word allows: to destroy, to wait until a later day, or nothing. */
export type Verdict =
  | { do: 'order'; ownerAnswer: OwnerAnswer }
  | { do: 'wait'; until: Date }
  | { do: 'withhold'; because: 'unknown' | 'pending' | 'active' | 'gone' | 'no-end' };

/** The owner's clock is a little behind ours, or has not been moved yet: it is asked again in a moment. */
export class OwnerBehind extends Error {
  constructor() {
    super('the owner does not count the term as over yet');
    this.name = 'OwnerBehind';
  }
}

/** Asks account itself, because nothing is destroyed on a projection alone. Throws QuestionUnanswered: then wait. */
export function askOwner({ ask }: Pick<RetentionDeps, 'ask'>, clientId: string): Promise<Word> {
  return ask(subscriptionState, { clientId });
}

/** Whether an unconfirmed subscription may go: its owner must have closed it itself. Pure. Throws OwnerBehind. */
export function mayForgetUnconfirmed(word: Word): Verdict {
  if (!word.found) return { do: 'withhold', because: 'unknown' };
  if (word.state === 'pending' && !word.lapsed) throw new OwnerBehind();
  if (word.state === 'pending') return { do: 'order', ownerAnswer: { state: word.state, endedAt: null } };
  return { do: 'withhold', because: word.state === 'gone' ? 'gone' : 'active' };
}

/** Whether what is kept after the end may go now, by the end that the owner knows. Pure. */
export function mayPurgeEnded(word: Word, termEnd: (endedAt: Date) => TermEnd, now: Date): Verdict {
  if (!word.found) return { do: 'withhold', because: 'unknown' };
  if (word.state === 'pending' || word.state === 'active' || word.state === 'gone') {
    return { do: 'withhold', because: word.state };
  }
  if (!word.endedAt) return { do: 'withhold', because: 'no-end' };
  const end = termEnd(new Date(word.endedAt)).instant;
  if (end.getTime() > now.getTime()) return { do: 'wait', until: end };
  return { do: 'order', ownerAnswer: { state: word.state, endedAt: word.endedAt } };
}

/** Whether the owner still says what a purge was ordered on; asked again before its own record goes. Pure. */
export function stillSays({ state, endedAt }: OwnerAnswer, word: Word): boolean {
  if (!word.found) return false;
  if (state === 'pending') return word.state === 'pending' && word.lapsed === true;
  return (word.state === 'ending' || word.state === 'archive') && word.endedAt === endedAt;
}
