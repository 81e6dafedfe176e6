import { confirmation, currentCharter, endOfTerm, grace, termYearsOf } from '@kstudio/charter';

/** A client's state as this service stores it; a client that is `gone` has no row. */
export const clientStates = ['pending', 'active', 'ending', 'archive'] as const;
export type ClientState = (typeof clientStates)[number];

/** What decides about a client: its state and the instants of its life. */
export interface Life {
  state: ClientState;
  requestedAt: Date;
  /** Set when retention was told that nobody confirmed in time: no confirmation opens it any more. */
  lapsedAt?: Date | null;
  openedAt?: Date | null;
  endedAt?: Date | null;
  managerJoinedAt?: Date | null;
  /** When an archive last became a subscription again. */
  resumedAt?: Date | null;
}

/** From this instant an unconfirmed request can no longer be confirmed (charter, "How we read it" 15). */
export const confirmationEnds = (requestedAt: Date): Date => endOfTerm(requestedAt, confirmation).instant;

/** From this instant the ticket of a confirmed subscription lets nobody in; identity counts the same days. */
export const ticketEnds = (openedAt: Date): Date => endOfTerm(openedAt, confirmation).instant;

/** Whether a subscription runs and its manager has not come in: her way in can be given to her again. */
export const waitsForManager = ({ state, managerJoinedAt }: Life): boolean =>
  state === 'active' && !managerJoinedAt;

/** The instant that the ticket of a manager who has not come in is made of; null: there is none, or it is over. */
export function ticketInstant(life: Life, now: Date): Date | null {
  const at = waitsForManager(life) ? (life.resumedAt ?? life.openedAt) : null;
  return at && now < ticketEnds(at) ? at : null;
}

/** When an ended subscription becomes an archive (charter, "How we read it" 6). */
export const graceEnds = (endedAt: Date): Date => endOfTerm(endedAt, grace).instant;

/** The day (Paris) and first instant on which what was given at subscription is gone: clause 5.subscription-term. */
export const subscriptionGoes = (endedAt: Date, termYears = builtInYears) =>
  endOfTerm(endedAt, `P${termYears}Y`);

/** The years of clause 5.subscription-term, as long as retention has told no others for a client. */
export const builtInYears = termYearsOf(currentCharter);

/**
 * What a confirmation link does now: `open` the subscription, give the same answer `again`, or nothing, because
 * it is `expired`, was `used` to sign in, its `ticket-expired`, or the subscription is `over`.
 */
export type Verdict = 'open' | 'again' | 'expired' | 'used' | 'ticket-expired' | 'over';

export function judgeConfirmation(life: Life, now: Date): Verdict {
  if (life.state === 'pending') {
    return !life.lapsedAt && now < confirmationEnds(life.requestedAt) ? 'open' : 'expired';
  }
  if (life.state !== 'active') return 'over';
  if (life.managerJoinedAt) return 'used';
  // Who came back through the archive's door is let in by that door.
  return !life.resumedAt && ticketInstant(life, now) ? 'again' : 'ticket-expired';
}

/** The state at an instant: an ended client is an archive when its grace is over, even before that is written down. */
export function stateAt({ state, endedAt }: Life, now: Date): ClientState {
  return state === 'ending' && endedAt && now >= graceEnds(endedAt) ? 'archive' : state;
}

/** The instant at which the present state began. */
export function stateSince(life: Life): Date {
  if (life.state === 'pending') return life.requestedAt;
  if (life.state === 'active') return life.openedAt ?? life.requestedAt;
  const endedAt = life.endedAt ?? life.requestedAt;
  return life.state === 'ending' ? endedAt : graceEnds(endedAt);
}
