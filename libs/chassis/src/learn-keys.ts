import { signingKeys } from '@kstudio/contracts';
import type { Core } from './service.ts';

/** Asks for the keys that sign tokens: a service whose database is new has not heard the events. */
export function learnKeys({ name, ask, auth, log }: Pick<Core, 'name' | 'ask' | 'auth' | 'log'>) {
  const learn = async () => {
    if (name === 'identity') return;
    const { keys } = await ask(signingKeys, {}, { deadlineMs: 5_000 });
    for (const key of keys) await auth.learnKey(key);
  };
  learn().catch((err) => log.warn({ err }, 'signing keys not learnt yet; they come as events'));
  return { stop: () => undefined };
}
