import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveries } from '../../api/operator-calls.ts';
import type { Delivery } from '../../api/types.ts';
import { count, dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNoticeWords } from '../../parts/notice-words.ts';
import { Section } from '../../parts/page.tsx';
import { UndeliveredNotices } from './undelivered.tsx';

/** The notices that did not arrive, then the mails that left and those that did not yet. */
export function DeliveriesTab() {
  const { t } = useTranslation();
  return (
    <>
      <UndeliveredNotices />
      <Section id="latest" title={t('operator.deliveries.latest')}>
        <LatestDeliveries />
      </Section>
    </>
  );
}

function LatestDeliveries() {
  const { t } = useTranslation();
  const word = useNoticeWords();
  const query = useQuery({ queryKey: ['operator', 'deliveries'], queryFn: deliveries });
  return (
    <Loaded query={query}>
      {({ latest, counts }) =>
        latest.length === 0 ? (
          <Empty title={t('operator.deliveries.none')}>
            {t('operator.deliveries.accepted', { count: counts.accepted })}
          </Empty>
        ) : (
          <DataTable<Delivery>
            label={t('operator.tabs.deliveries')}
            rows={latest}
            keyOf={(row) => row.id}
            columns={[
              {
                title: t('operator.deliveries.when'),
                cell: (row) => dateTime(row.acceptedAt ?? row.queuedAt),
              },
              { title: t('operator.deliveries.kind'), cell: (row) => word('kinds', row.kind) },
              { title: t('operator.deliveries.client'), cell: (row) => <code>{row.clientId}</code> },
              { title: t('operator.deliveries.state'), cell: (row) => word('states', row.state) },
              {
                title: t('operator.deliveries.attempts'),
                align: 'right',
                cell: (row) => count(row.attempts),
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}
