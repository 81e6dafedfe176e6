import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import styles from './header.module.css';

/** The mark: a K of three pen strokes. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className={styles.mark}>
      <rect width="32" height="32" rx="7" />
      <path d="M10 7v18" />
      <path d="M23 7.5C17.5 9 13.4 12.3 11.6 17c4.3-.3 8 2.4 11.4 8" />
    </svg>
  );
}

/** The name of the house, which leads home. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <Link to={paths.home} className={styles.wordmark} aria-label={t('shell.home')}>
      <Mark />
      <span aria-hidden="true">K-Studio</span>
    </Link>
  );
}
