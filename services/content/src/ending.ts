import { endOfTerm, grace } from '@kstudio/charter';
import { type Caller } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { problems } from './problems.ts';
import { personOf } from './rights.ts';

type Deps = Pick<ContentDeps, 'spaces'>;

/**
 * Within the grace after the end a space is read and taken away, and nothing is written in it any more (charter, "How
 * we read it" 6). Throws space-ending.
 */
export async function demandRunning({ spaces }: Deps, clientId: string): Promise<void> {
  if (await spaces.endedAt(clientId)) throw problems.spaceEnding();
}

/** When the caller's space ended and until when it is read; null while the subscription runs. */
export async function showEnding({ spaces }: Deps, caller: Caller) {
  const endedAt = await spaces.endedAt(personOf(caller).clientId);
  if (!endedAt) return null;
  return { endedAt: endedAt.toISOString(), readableUntil: endOfTerm(endedAt, grace).instant.toISOString() };
}
