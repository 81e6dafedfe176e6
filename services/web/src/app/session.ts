import { queryOptions, useQuery } from '@tanstack/react-query';
import { whoIsSignedIn } from './api/calls.ts';
import { refreshOnce } from './api/client.ts';
import type { Session } from './api/types.ts';

/** Who is signed in; one whose access cookie is over, but whose refresh cookie is not, is brought back. */
async function whoAmI(): Promise<Session | null> {
  const { session, refreshable } = await whoIsSignedIn();
  if (session || !refreshable) return session;
  return (await refreshOnce()) ? (await whoIsSignedIn()).session : null;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: whoAmI,
  staleTime: 5 * 60_000,
  retry: false,
});

/** The session of this browser; null while nobody is signed in, undefined while it is being asked. */
export const useSession = (): Session | null | undefined => useQuery(sessionQuery).data;

/** The company that this session works for. */
export function companyOf(session: Session): string | undefined {
  return session.memberships.find((membership) => membership.clientId === session.clientId)?.companyName;
}
