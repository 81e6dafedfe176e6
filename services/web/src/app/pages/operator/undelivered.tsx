import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undelivered } from '../../api/operator-calls.ts';
import type { Undelivered } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import styles from './operator.module.css';

/** The notices that did not arrive, what waits for each, and the last channel: a registered letter. */
export function UndeliveredNotices() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'undelivered'], queryFn: undelivered });
  const [telling, setTelling] = useState<Undelivered | null>(null);
  return (
    <Section id="undelivered" title={t('operator.undelivered.title')}>
      <p className={styles.lead}>{t('operator.undelivered.lead')}</p>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('operator.undelivered.none')} />
          ) : (
            <UndeliveredTable rows={rows} onTell={setTelling} />
          )
        }
      </Loaded>
      <LetterDialog notice={telling} onClose={() => setTelling(null)} />
    </Section>
  );
}

function UndeliveredTable({ rows, onTell }: { rows: Undelivered[]; onTell: (row: Undelivered) => void }) {
  const { t } = useTranslation();
  return (
    <DataTable<Undelivered>
      label={t('operator.undelivered.title')}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { title: t('operator.deliveries.when'), cell: (row) => dateTime(row.queuedAt) },
        { title: t('operator.deliveries.kind'), cell: (row) => t(`account.notices.kinds.${row.kind}`) },
        { title: t('operator.deliveries.client'), cell: (row) => <code>{row.clientId}</code> },
        { title: t('operator.undelivered.failure'), cell: (row) => <code>{row.failure ?? '—'}</code> },
        { title: t('operator.undelivered.waits'), cell: (row) => <Waits row={row} /> },
        {
          title: t('operator.undelivered.letter'),
          cell: (row) => (
            <Button size="xs" variant="default" onClick={() => onTell(row)}>
              {t('operator.undelivered.record')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Waits({ row: { holdsUp } }: { row: Undelivered }) {
  const { t } = useTranslation();
  return (
    <StateMark tone={holdsUp ? 'bad' : 'muted'}>
      {t(`operator.undelivered.holds.${holdsUp ?? 'nothing'}`)}
    </StateMark>
  );
}
