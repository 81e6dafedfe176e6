import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endOwnSession } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { OwnSession } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { toast } from '../../parts/toast.ts';
import { useLeave } from '../../parts/use-leave.ts';
import { useDeviceName } from './device-name.tsx';
import { sessionsKey } from './sessions-query.ts';

/** Ends one session; her own is left by it. One that ended meanwhile, in another tab, is none to complain about. */
export function EndSession({ session }: { session: OwnSession }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useLeave();
  const device = useDeviceName()(session);
  const { openedAt, present, sessionId } = session;
  const gone = async (said: string) => {
    if (present) return leave(t('shell.session.signedOut'));
    void toast(said);
    await queries.invalidateQueries({ queryKey: sessionsKey });
    // The row with the button that was pressed is gone: the focus goes to the page's heading.
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  const ending = useMutation({
    mutationFn: () => endOwnSession(sessionId),
    onSuccess: () => gone(t('myAccess.sessions.ended')),
    onError: (error) => {
      const { detail, status } = asProblem(error);
      if (status === 404) return gone(t('myAccess.sessions.endedAlready'));
      void toast(detail ?? t('problems.network'));
    },
  });
  return (
    <Button
      size="sm"
      variant="default"
      loading={ending.isPending}
      aria-label={present ? undefined : t('myAccess.sessions.endOf', { device, date: dateTime(openedAt) })}
      onClick={() => ending.mutate()}
    >
      {present ? t('myAccess.sessions.leave') : t('myAccess.sessions.end')}
    </Button>
  );
}
