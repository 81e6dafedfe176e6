import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../parts/links.tsx';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session.ts';
import styles from './account.module.css';
import { CalendarTable, useCalendar } from './calendar-table.tsx';
import { Timeline } from './timeline.tsx';

/** What goes when (5.subscription-term, 5.browsing-term). */
export function CalendarPage() {
  const { t } = useTranslation();
  const query = useCalendar(useSession()?.clientId ?? '');
  const running = query.data?.some((row) => row.ifEndedNow ?? row.startsAt === null) ?? true;
  return (
    <Page title={t('account.calendar.title')} lead={t('account.calendar.lead')}>
      {query.data && (
        <>
          <p className={styles.running}>
            {t(running ? 'account.calendar.ifToday' : 'account.calendar.ended')}
          </p>
          <Timeline rows={query.data} />
        </>
      )}
      <CalendarTable query={query} />
      <p className={styles.back}>
        <TextLink to={paths.account}>{t('account.calendar.back')}</TextLink>
      </p>
    </Page>
  );
}
