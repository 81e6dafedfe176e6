import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { calendar } from '../../api/calls.ts';
import type { CalendarRow } from '../../api/types.ts';
import { duration, longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import styles from './account.module.css';

/** The purge calendar of one client, in the language of the page. */
export function useCalendar(clientId: string): UseQueryResult<CalendarRow[]> {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['calendar', clientId, i18n.language],
    queryFn: () => calendar(clientId),
    enabled: clientId !== '',
  });
}

/** What goes when, as a table; `short` leaves the rule out. */
export function CalendarTable({ query, short }: { query: UseQueryResult<CalendarRow[]>; short?: boolean }) {
  const { t } = useTranslation();
  const columns = [
    {
      title: t('account.calendar.category'),
      cell: (row: CalendarRow) => (
        <>
          <span className={styles.category}>{row.label}</span>
          {!short && <span className={styles.until}>{row.rule}</span>}
        </>
      ),
    },
    {
      title: t('account.calendar.keptFor'),
      cell: (row: CalendarRow) => (row.keptFor ? duration(row.keptFor) : t('account.calendar.noTerm')),
    },
    {
      title: t('account.calendar.goesOn'),
      cell: (row: CalendarRow) => (
        <span className={styles.day}>{row.goesOn ? longDate(row.goesOn) : t('account.calendar.noDate')}</span>
      ),
    },
    ...(short
      ? []
      : [
          { title: t('account.calendar.clause'), cell: (row: CalendarRow) => <ClauseMark id={row.clause} /> },
        ]),
  ];
  return (
    <Loaded query={query} lines={5}>
      {(rows) => (
        <DataTable<CalendarRow>
          label={t('account.calendar.title')}
          rows={rows}
          keyOf={(row) => row.category}
          columns={columns}
        />
      )}
    </Loaded>
  );
}
