import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endOwnSessions } from '../../api/calls.ts';
import type { OwnSession, OwnSessions } from '../../api/types.ts';
import { dateTime, longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { useLeave } from '../../parts/use-leave.ts';
import styles from './access.module.css';
import { DeviceName } from './device-name.tsx';
import { EndSession } from './end-session.tsx';
import { sessionsKey, sessionsQuery } from './sessions-query.ts';

/** Every session that is open under her name, each with its date of death; one, the others or all can be ended. */
export function OpenSessions() {
  const { t, i18n } = useTranslation();
  const query = useQuery(sessionsQuery(i18n.language));
  return (
    <Section id="sessions" title={t('myAccess.sessions.title')}>
      <p className={styles.text}>{t('myAccess.sessions.text')}</p>
      <Loaded query={query}>
        {(own) => (
          <>
            <SessionsTable own={own.sessions} />
            <EndMany alone={own.sessions.every(({ present }) => present)} />
            <Terms own={own} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SessionsTable({ own }: { own: OwnSession[] }) {
  const { t } = useTranslation();
  const inSeveral = new Set(own.map(({ companyName }) => companyName)).size > 1;
  return (
    <DataTable<OwnSession>
      label={t('myAccess.sessions.title')}
      rows={own}
      keyOf={({ sessionId }) => sessionId}
      columns={[
        {
          title: t('myAccess.sessions.device'),
          cell: (session) => <DeviceName session={session} inSeveral={inSeveral} />,
        },
        { title: t('myAccess.sessions.opened'), cell: (session) => <Opened session={session} /> },
        {
          title: t('myAccess.sessions.used'),
          cell: ({ present, usedAt }) => (present ? t('myAccess.sessions.now') : dateTime(usedAt)),
        },
        { title: t('myAccess.sessions.ends'), cell: (session) => <Ends session={session} /> },
        { title: '', align: 'right', cell: (session) => <EndSession session={session} /> },
      ]}
    />
  );
}

function Opened({ session: { openedAt, from } }: { session: OwnSession }) {
  const { t } = useTranslation();
  return (
    <>
      {dateTime(openedAt)}
      {from && (
        <span className={styles.quiet}>{t('myAccess.sessions.from', { address: from.ipAddress })}</span>
      )}
    </>
  );
}

/** When it is over, and two dates of death: the session's own, and that of what was noted when it was opened. */
function Ends({ session: { endsAt, keptUntil, from } }: { session: OwnSession }) {
  const { t } = useTranslation();
  return (
    <>
      {dateTime(endsAt)}
      <span className={styles.quiet}>{t('myAccess.sessions.gone', { date: longDate(keptUntil) })}</span>
      {from && (
        <span className={styles.quiet}>
          {t('myAccess.sessions.goneFrom', { date: longDate(from.keptUntil) })}
        </span>
      )}
    </>
  );
}

function EndMany({ alone }: { alone: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useLeave();
  const ending = useMutation({
    mutationFn: endOwnSessions,
    onSuccess: async ({ ended }, which) => {
      if (which === 'all') return leave(t('myAccess.sessions.endedAll'));
      void toast(t('myAccess.sessions.endedOthers', { count: ended }));
      await queries.invalidateQueries({ queryKey: sessionsKey });
      // The button that was pressed is gone: the focus goes to the page's heading.
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  });
  const working = (which: 'others' | 'all') => ending.isPending && ending.variables === which;
  return (
    <>
      <div className={styles.many}>
        {alone ? (
          <span>{t('myAccess.sessions.alone')}</span>
        ) : (
          <Button variant="default" loading={working('others')} onClick={() => ending.mutate('others')}>
            {t('myAccess.sessions.endOthers')}
          </Button>
        )}
        <Button variant="default" loading={working('all')} onClick={() => ending.mutate('all')}>
          {t('myAccess.sessions.endAll')}
        </Button>
      </div>
      {ending.isError && <ProblemNote error={ending.error} />}
    </>
  );
}

/** By which clause each of the two is kept, and how long at most. */
function Terms({ own: { kept, noted } }: { own: OwnSessions }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.terms}>
      {[kept, noted].map(({ clause, category, rule }) => (
        <li key={clause}>
          {t('myAccess.sessions.kept', { category, rule })} <ClauseMark id={clause} />
        </li>
      ))}
      <li>{t('myAccess.sessions.stays')}</li>
      <li>{t('myAccess.sessions.nearly')}</li>
    </ul>
  );
}
