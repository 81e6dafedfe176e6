import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api/problem.ts';
import { sessionQuery } from './session.ts';

/** A refusal is final; a service that is down or a network that is gone may come back. */
const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

/** A 401 that a renewal could not mend: identity, which alone knows, is asked whether the session is over. */
function askAboutSession(error: Error): void {
  if (error instanceof ApiProblem && error.status === 401) {
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  }
}

/** What was asked of the services, kept for a little while. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
  queryCache: new QueryCache({ onError: askAboutSession }),
  mutationCache: new MutationCache({ onError: askAboutSession }),
});
