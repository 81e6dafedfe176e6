import type { Content } from './contents.store.ts';

const PAUSE_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

/**
 * Whether what a document says is kept as a version before it changes: when somebody goes on after ten minutes, and at
 * the latest after an hour of writing; never twice the same. Pure.
 */
export function versionDue(
  {
    lastUpdate,
    versionUpdate,
    versionAt,
    updatedAt,
  }: Pick<Content, 'lastUpdate' | 'versionUpdate' | 'versionAt' | 'updatedAt'>,
  now: Date,
): boolean {
  if (lastUpdate <= versionUpdate) return false;
  const since = (moment: Date) => now.getTime() - moment.getTime();
  return since(updatedAt) >= PAUSE_MS || since(versionAt) >= HOUR_MS;
}
