import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api/problem.ts';
import { sessionQuery } from './session.ts';

/** A refusal is final; a service that is down or a network that is gone may come back. */
const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

/** What was asked of the services, kept for a little while. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    onError: (error) => {
      // The session ended elsewhere: ask again who is signed in, so that the header tells the truth.
      if (error instanceof ApiProblem && error.status === 401) {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
    },
  }),
});
