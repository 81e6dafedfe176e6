import { setTimeout as wait } from 'node:timers/promises';
import { signingKeys } from '@kstudio/contracts';
import type { Core } from './service.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Asks for the keys that sign tokens until they are told: a service whose database is new has not heard the events. */
export function learnKeys({ name, ask, auth, log }: Pick<Core, 'name' | 'ask' | 'auth' | 'log'>) {
  const stopping = new AbortController();
  const { signal } = stopping;
  if (name !== 'identity') void keepAsking();
  return { stop: () => stopping.abort() };

  async function keepAsking(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        const { keys } = await ask(signingKeys, {}, { deadlineMs: 5_000 });
        for (const key of keys) await auth.learnKey(key);
        if (keys.length > 0) return;
      } catch (err) {
        log.warn({ err }, 'signing keys not learnt yet');
      }
      await wait(waitMs, undefined, { signal, ref: false }).catch(() => undefined); // a stop ends the wait
    }
  }
}
