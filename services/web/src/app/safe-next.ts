import { isPage } from '../paths.ts';

/** Where a sign-in may lead afterwards: a page of ours, never another site. */
export function safeNext(next: unknown): string | undefined {
  if (typeof next !== 'string' || !next.startsWith('/') || next.startsWith('//')) return undefined;
  return isPage(next.split(/[?#]/)[0] ?? '') ? next : undefined;
}
