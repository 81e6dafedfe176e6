import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from '../failure.ts';
import type { RunningProcess } from '../processes.ts';

/**
 * Waits until `answers` says yes (an error thrown by it counts as no, a StartFailure ends the wait). Fails with a
 * sentence when the process ends first or `limitMs` pass, naming its log and the reason read there.
 */
export async function waitUntilUp(
  what: string,
  server: RunningProcess,
  log: string,
  answers: () => Promise<boolean>,
  limitMs = 90_000,
): Promise<void> {
  for (const begun = performance.now(); ; await pause(100)) {
    if (server.hasExited()) throw reasonFrom(log, `${what} ended while starting.`);
    if (await attempt(answers)) return;
    if (performance.now() - begun > limitMs) {
      await server.stop({ graceMs: 5_000 });
      throw reasonFrom(log, `${what} did not answer within ${Math.round(limitMs / 1000)} s.`);
    }
  }
}

async function attempt(answers: () => Promise<boolean>): Promise<boolean> {
  try {
    return await answers();
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    return false;
  }
}

/** The last lines of a log, at most 16 KiB. */
export function tail(file: string): string {
  try {
    const handle = openSync(file, 'r');
    const { size } = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(size, 16_384));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    closeSync(handle);
    return buffer.toString('utf8');
  } catch {
    return '';
  }
}

function reasonFrom(log: string, what: string): Error {
  const text = tail(log);
  if (/no space left on device|ENOSPC|enospc/i.test(text)) {
    return Object.assign(new Error(what), { code: 'ENOSPC' });
  }
  if (/eaddrinuse|address already in use/i.test(text)) {
    return new StartFailure(`${what} One of its ports was taken in the same moment.`, 'Start again.');
  }
  return new StartFailure(what, `Its log tells why: ${log}`);
}
