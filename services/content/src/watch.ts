import { Problem } from '@kstudio/chassis';
import { newId, type Tally } from '@kstudio/contracts';
import type { ContentDeps } from './deps.ts';
import { contentFor, type Person } from './rights.ts';

/**
 * What this service sees of violations: whether a content can be read from another client's space. It is tried, on one
 * that everybody of its own space reads, by an administrator who does not exist; nothing of it is noted.
 */
export async function watch(
  deps: Pick<ContentDeps, 'contents' | 'audit' | 'clock'>,
): Promise<{ tallies: Tally[] }> {
  const contentId = await deps.contents.newestOfSpaces();
  const count = contentId !== null && (await strangerReads(deps, contentId)) ? 1 : 0;
  return { tallies: [{ rule: '6.safeguards', count }] };
}

async function strangerReads(
  deps: Pick<ContentDeps, 'contents' | 'audit' | 'clock'>,
  contentId: string,
): Promise<boolean> {
  const stranger: Person = {
    kind: 'user',
    clientId: newId(),
    personId: newId(),
    sessionId: newId(),
    role: 'administrator',
    manager: false,
  };
  const audit = { ...deps.audit, note: async () => undefined };
  try {
    await contentFor({ ...deps, audit }, stranger, contentId, 'read');
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
