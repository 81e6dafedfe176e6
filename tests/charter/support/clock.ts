import { Guest } from '../../support/guest.ts';
import { signInOperator } from '../../support/operator.ts';
import type { Ready } from '../../support/ready.ts';

export interface ClockReading {
  now: string;
  shiftMs: number;
  /** Where a move that takes long is still going. */
  movingTo: string | null;
  stoppedBy: string[] | null;
}

/** Each due date of six services on the way is stopped at; five years of them take a while on a busy machine. */
const PATIENCE_MS = 280_000;

/**
 * Moves the clock of the whole running system, as an operator does, and resolves when everything that was due on the
 * way has been done everywhere. Whoever was signed in for longer than a token lives has to sign in again.
 */
export async function moveClock(system: Ready, move: { by: string } | { to: string }): Promise<ClockReading> {
  const operator = await signInOperator(system);
  const until = Date.now() + Guest.patience;
  let begun = await post(operator, move);
  // The service that moves it is away, and has begun nothing.
  while (begun === 'away' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    begun = await post(operator, move);
  }
  if (begun === 'away') throw new Error('the clock does not move: its service is away');
  return begun.movingTo === null ? begun : arrival(system);
}

/** Looks every two seconds. A look may come to nothing: the clock leaps over the life of the token it was made with. */
async function arrival(system: Ready): Promise<ClockReading> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const reading = await clockOf(system).catch((error: Error) => error);
    if ('now' in reading && reading.stoppedBy) throw new Error(`stopped by ${reading.stoppedBy.join(', ')}`);
    if ('now' in reading && reading.movingTo === null) return reading;
    if (Date.now() > end) throw new Error(`the clock did not arrive: ${JSON.stringify(reading)}`);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

async function post({ origin, cookie }: Guest, move: object): Promise<ClockReading | 'away'> {
  const response = await fetch(`${origin}/api/charter/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(move),
  });
  const text = await response.text();
  if (response.status === 503) return 'away';
  if (response.status !== 200) throw new Error(`the clock does not move: ${response.status} ${text}`);
  return JSON.parse(text) as ClockReading;
}

/** The time by which the system lives. */
export async function clockOf(system: Ready): Promise<ClockReading> {
  const operator = await signInOperator(system);
  return operator.demand<ClockReading>(200, 'GET', '/api/charter/clock');
}
