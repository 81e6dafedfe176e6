import { QuestionUnanswered } from './question-unanswered.ts';
import type { Delay } from './topology.ts';

export type RetryPlan = {
  /** The wait before attempt 2, 3, … After the last one the event is parked. */
  faults: readonly Delay[];
  /** How often to wait a minute for a service that does not answer, or a version that knows the event. */
  unanswered: number;
};

/** Five attempts within about two minutes; a day for a service that is away. */
export const defaultRetries: RetryPlan = { faults: ['1s', '10s', '60s', '60s'], unanswered: 1_440 };

/** Where to wait before the next attempt; null when there is none. */
export function nextDelay(plan: RetryPlan, attempt: number, error: unknown): Delay | null {
  const later = error instanceof QuestionUnanswered || (error as { later?: boolean }).later;
  if (later && attempt > plan.faults.length) {
    return attempt < plan.unanswered ? '60s' : null;
  }
  return plan.faults[attempt - 1] ?? null;
}
