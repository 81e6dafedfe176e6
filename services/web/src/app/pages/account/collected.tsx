import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { collected } from '../../api/calls.ts';
import { duration } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import styles from './account.module.css';

/** How much was collected automatically for this client. */
export function CollectedSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['collected', clientId], queryFn: () => collected(clientId) });
  return (
    <Section id="collected" title={t('account.collected.title')}>
      <Loaded query={query} lines={2}>
        {({ events, keptFor, collecting }) => (
          <>
            <p className={styles.measure}>
              {events > 0 ? t('account.collected.some', { count: events }) : t('account.collected.none')}{' '}
              {!collecting && `${t('account.collected.over')} `}
              {t('account.collected.kept', { term: duration(keptFor) })} <ClauseMark id="2.browsing" />
            </p>
            <p className={styles.note}>{t('account.collected.signIns')}</p>
          </>
        )}
      </Loaded>
    </Section>
  );
}
