import { queryOptions } from '@tanstack/react-query';
import { ownSessions } from '../../api/calls.ts';

/** Under which her own sessions are kept until they are asked for again, in every language. */
export const sessionsKey = ['own-sessions'];

/** Her own sessions, in words of this language. */
export const sessionsQuery = (language: string) =>
  queryOptions({ queryKey: [...sessionsKey, language], queryFn: ownSessions, staleTime: 0 });
