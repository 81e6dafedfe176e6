import { Waiting } from './loaded.tsx';
import styles from './page.module.css';

/** Stands where a page will be while its code is on its way. */
export function PageWaiting() {
  return (
    <div className={styles.page}>
      <Waiting lines={6} />
    </div>
  );
}
