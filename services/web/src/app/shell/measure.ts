import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { secretPaths } from '../../paths.ts';

const isUncounted = () => /(?:^|; )ks_choice=uncounted\./.test(document.cookie);
/** By a name that the build does not follow: the collector serves these on this very site. */
const load = (file: string): Promise<unknown> => import(/* @vite-ignore */ file);

/**
 * Loads the measuring script, once, on the first page whose address carries no secret; not at all for who asked not to
 * be counted. A script that does not come (the collector is away, or blocked) is nobody's trouble.
 */
export function useMeasure(): void {
  const page = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath ?? '' });
  useEffect(() => {
    if (page === '' || secretPaths.includes(page) || isUncounted()) return;
    load('/k.js').catch(() => undefined);
  }, [page]);
}

/** Opens the choice about cookies, from the foot of each page. */
export async function openChoice(): Promise<void> {
  const dialog = (await load('/api/browsing/choice.js')) as { open: () => void };
  dialog.open();
}
