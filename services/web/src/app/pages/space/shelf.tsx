import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import type { ContentSummary } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import styles from './space.module.css';

/** What the space holds for everybody: a sheet each. */
export function Shelf({ contents: onShelf }: { contents: ContentSummary[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.shelf}>
      {onShelf.map(({ contentId, title, summary, kind, updatedAt }) => (
        <li key={contentId} className={styles.book} data-kind={kind}>
          <h3>
            <Link to={paths.content} params={{ contentId }}>
              {title || t('space.untitled')}
            </Link>
          </h3>
          <p className={styles.summary}>{summary}</p>
          <p>{t('space.updated', { date: longDate(updatedAt) })}</p>
        </li>
      ))}
    </ul>
  );
}
