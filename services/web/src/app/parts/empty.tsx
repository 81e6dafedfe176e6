import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** Nothing here yet: what it is, and what will fill it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true" className={styles.drawing}>
        <path d="M14 6h26l10 10v26H14z" />
        <path d="M40 6v10h10M22 24h20M22 32h12" />
      </svg>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.text}>{children}</p>}
    </div>
  );
}
