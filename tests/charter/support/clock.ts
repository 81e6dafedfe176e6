import { signInOperator } from '../../support/operator.ts';
import type { Ready } from '../../support/ready.ts';

export interface ClockReading {
  now: string;
  shiftMs: number;
}

/** An advance passes each due date of six services; five years of them take a while. */
const PATIENCE_MS = 280_000;

/**
 * Moves the clock of the whole running system, as an operator does, and resolves when everything that was due on the
 * way has been done everywhere. Whoever was signed in for longer than a token lives has to sign in again.
 */
export async function moveClock(system: Ready, move: { by: string } | { to: string }): Promise<ClockReading> {
  const operator = await signInOperator(system);
  const response = await fetch(`${system.application}/api/charter/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: operator.origin, cookie: operator.cookie },
    body: JSON.stringify(move),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the clock stopped: ${response.status} ${text}`);
  return JSON.parse(text) as ClockReading;
}

/** The time by which the system lives. */
export async function clockOf(system: Ready): Promise<ClockReading> {
  const operator = await signInOperator(system);
  return operator.demand<ClockReading>(200, 'GET', '/api/charter/clock');
}
