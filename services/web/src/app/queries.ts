import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api/problem.ts';
import { sessionQuery } from './session.ts';

/** A refusal is final; a service that is down or a network that is gone may come back. */
const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

/** A 401 that a renewal could not mend: the session is over, here or elsewhere. */
function noteEndOfSession(error: Error): void {
  if (error instanceof ApiProblem && error.status === 401) queries.setQueryData(sessionQuery.queryKey, null);
}

/** What was asked of the services, kept for a little while. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
  queryCache: new QueryCache({ onError: noteEndOfSession }),
  mutationCache: new MutationCache({ onError: noteEndOfSession }),
});
