import { useTranslation } from 'react-i18next';
import { ClauseMark } from '../../parts/marks.tsx';
import styles from './home.module.css';

const rows = [
  { what: 'company', clause: '2.subscription', until: 'untilTerm' },
  { what: 'manager', clause: '2.administrator', until: 'untilTerm' },
  { what: 'content', clause: '2.contents', until: 'untilTerm' },
  { what: 'address', clause: '2.browsing', until: 'untilYear' },
] as const;

/** An example of the account page: the product's idea in one picture. */
export function ExampleSheet() {
  const { t } = useTranslation();
  return (
    <figure className={styles.figure}>
      <div className={styles.sheet}>
        <p className={styles.sheetTitle}>{t('home.sheet.title')}</p>
        <dl>
          {rows.map(({ what, clause, until }) => (
            <div key={what} className={styles.row}>
              <dt>{t(`home.sheet.${what}`)}</dt>
              <dd>
                <span className={styles.value}>{t(`home.sheet.${what}Value`)}</span>
                <span className={styles.until}>{t(`home.sheet.${until}`)}</span>
                <ClauseMark id={clause} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <figcaption>{t('home.sheet.caption')}</figcaption>
    </figure>
  );
}
