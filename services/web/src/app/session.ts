import { queryOptions, useQuery } from '@tanstack/react-query';
import { refreshOnce, send } from './api/client.ts';
import type { Session } from './api/types.ts';

/** Who is signed in, as identity says: nobody, or one that the refresh cookie could bring back. */
interface SessionAnswer {
  session: Session | null;
  refreshable?: boolean;
}

async function whoAmI(): Promise<Session | null> {
  const ask = () => send<SessionAnswer>('/api/identity/session', {}, false);
  const answer = await ask();
  if (answer.session || !answer.refreshable) return answer.session;
  return (await refreshOnce()) ? (await ask()).session : null;
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
  return session.memberships?.find((membership) => membership.clientId === session.clientId)?.companyName;
}
