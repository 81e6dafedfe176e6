import { useTranslation } from 'react-i18next';
import type { CharterChange } from '../api/types.ts';
import { currentLocale } from '../i18n/locale.ts';
import styles from './charter-changes.module.css';

/** What a version of the charter says otherwise than the one before it: what was, and what will be. */
export function CharterChanges({ changes }: { changes: readonly CharterChange[] }) {
  const { t } = useTranslation();
  const locale = currentLocale();
  return (
    <ul className={styles.list}>
      {changes.map(({ kind, id, title, before, after }) => (
        <li key={`${kind} ${id}`}>
          <p className={styles.title}>
            {title[locale]} <span className={styles.kind}>{t(`charterChange.kinds.${kind}`)}</span>
          </p>
          <dl className={styles.both}>
            <dt>{t('charterChange.before')}</dt>
            <dd>{before?.[locale] ?? t('charterChange.nothing')}</dd>
            <dt>{t('charterChange.after')}</dt>
            <dd>{after?.[locale] ?? t('charterChange.nothing')}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
