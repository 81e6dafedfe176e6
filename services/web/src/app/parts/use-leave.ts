import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { sessionQuery } from '../session.ts';
import { toast } from './toast.ts';

/** What a page may keep when nobody is signed in any more; to clear all would leave the open page with its old answers. */
const forEverybody: unknown[] = [sessionQuery.queryKey[0], 'charter', 'offers'];

/** What follows once the session of this browser has ended: the first page, nothing kept of her, and a word about it. */
export function useLeave(): (said: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (said) => {
    await navigate({ to: paths.home });
    queries.setQueryData(sessionQuery.queryKey, null);
    queries.removeQueries({ predicate: ({ queryKey }) => !forEverybody.includes(queryKey[0]) });
    void toast(said);
  };
}
