import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notices } from '../../api/calls.ts';
import type { Notice } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNoticeWords } from '../../parts/notice-words.ts';
import { Section } from '../../parts/page.tsx';
import styles from './account.module.css';

/** The notices sent to this client, with the proof that they were delivered. */
export function NoticesSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const word = useNoticeWords();
  const query = useQuery({ queryKey: ['notices', clientId], queryFn: () => notices(clientId) });
  return (
    <Section id="notices" title={t('account.notices.title')}>
      <Loaded query={query} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.note}>{t('account.notices.none')}</p>
          ) : (
            <DataTable<Notice>
              label={t('account.notices.title')}
              rows={all}
              keyOf={(notice) => notice.id}
              columns={[
                { title: t('account.notices.what'), cell: (notice) => word('kinds', notice.kind) },
                {
                  title: t('account.notices.when'),
                  cell: (notice) => (notice.acceptedAt ? dateTime(notice.acceptedAt) : '—'),
                },
                { title: t('account.notices.state'), cell: (notice) => word('states', notice.state) },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
