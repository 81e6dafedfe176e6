import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import styles from './account.module.css';
import { stopsOf } from './stops.ts';

/** The same days as the table's, one after the other on a line. */
export function Timeline({ rows }: { rows: CalendarRow[] }) {
  const { t } = useTranslation();
  const stops = stopsOf(rows);
  if (stops.length === 0) return null;
  return (
    <ol className={styles.timeline} aria-label={t('account.calendar.timeline')}>
      <li data-today>
        <span className={styles.stopDay}>{t('account.calendar.today')}</span>
      </li>
      {stops.map(({ day, labels }) => (
        <li key={day}>
          <span className={styles.stopDay}>{longDate(day)}</span>
          {labels.map((label) => (
            <span key={label} className={styles.stopLabel}>
              {label}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
