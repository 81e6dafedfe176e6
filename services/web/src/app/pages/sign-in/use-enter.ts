import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../../session.ts';

/** After a sign-in: asks anew who is here, forgets what the visitor saw, and opens a page. */
export function useEnter(): (to: string) => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async (to) => {
    await queries.resetQueries({ queryKey: sessionQuery.queryKey });
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    router.history.push(to);
  };
}
