import { useTranslation } from 'react-i18next';
import type { Incident } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { currentLocale } from '../../i18n/locale.ts';
import styles from './incidents.module.css';

type Facts = Pick<Incident, 'nature' | 'consequences' | 'measures' | 'categories' | 'people'>;

/** What happened, what may come of it, what is done, and whose data it concerns. */
export function IncidentFacts({ incident }: { incident: Facts }) {
  const { t } = useTranslation();
  const locale = currentLocale();
  return (
    <dl className={styles.facts}>
      <dt>{t('incidents.nature')}</dt>
      <dd>{incident.nature[locale]}</dd>
      <dt>{t('incidents.consequences')}</dt>
      <dd>{incident.consequences[locale]}</dd>
      <dt>{t('incidents.measures')}</dt>
      <dd>
        <ul className={styles.measures}>
          {incident.measures.map(({ at, words }) => (
            <li key={at + words.fr}>
              {words[locale]} <span className={styles.quiet}>({dateTime(at)})</span>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('incidents.categories')}</dt>
      <dd>{incident.categories.map((id) => t(`incidents.categoryNames.${id}`)).join(', ')}</dd>
      <dt>{t('incidents.people')}</dt>
      <dd>{incident.people ?? t('incidents.unknown')}</dd>
    </dl>
  );
}
