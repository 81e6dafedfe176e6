import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ending } from '../../api/calls.ts';
import { longDate } from '../../format.ts';
import { Sheet } from '../../parts/page.tsx';
import { useSession } from '../../session.ts';
import styles from './space.module.css';

/** When the space ended, and until when it is read; null while the subscription runs, undefined while it is asked. */
export const useEnding = () => {
  const session = useSession();
  return useQuery({ queryKey: ['ending', session?.clientId], queryFn: ending }).data;
};

/** Says to everybody of a space that ended what can still be done in it. */
export function EndingNotice() {
  const { t } = useTranslation();
  const its = useEnding();
  if (!its) return null;
  return (
    <div className={styles.opened}>
      <Sheet tone="accent">
        <p role="status">
          {t('space.ending', { date: longDate(its.endedAt), until: longDate(its.readableUntil) })}
        </p>
      </Sheet>
    </div>
  );
}
