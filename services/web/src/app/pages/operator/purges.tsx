import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { purges } from '../../api/operator-calls.ts';
import type { PurgeRow, Purges } from '../../api/types.ts';
import { count, dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import styles from './operator.module.css';

/** What was erased, why, and the certificate that proves it. */
export function PurgesTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'purges'], queryFn: purges, refetchInterval: 10_000 });
  return (
    <Loaded query={query}>
      {(data) => (
        <>
          <LedgerState purges={data} />
          {data.purges.length === 0 ? (
            <Empty title={t('operator.purges.none')} />
          ) : (
            <PurgeTable rows={data.purges} />
          )}
        </>
      )}
    </Loaded>
  );
}

function LedgerState({ purges: { ledger, waiting } }: { purges: Purges }) {
  const { t } = useTranslation();
  return (
    <p className={styles.chain}>
      {t('operator.purges.ledger')}{' '}
      <StateMark tone={ledger.intact ? 'kept' : 'bad'}>
        {t(ledger.intact ? 'operator.purges.intact' : 'operator.purges.broken')}
      </StateMark>
      <span>{t('operator.audit.rows', { count: ledger.entries })}</span>
      {waiting.length > 0 && <span>{t('operator.purges.waiting', { count: waiting.length })}</span>}
    </p>
  );
}

function PurgeTable({ rows }: { rows: PurgeRow[] }) {
  const { t } = useTranslation();
  const deleted = (row: PurgeRow) => count(row.answered.reduce((sum, answer) => sum + answer.deleted, 0));
  return (
    <>
      <DataTable<PurgeRow>
        label={t('operator.tabs.purges')}
        rows={rows}
        keyOf={(row) => row.orderId}
        columns={[
          { title: t('operator.purges.when'), cell: (row) => dateTime(row.orderedAt) },
          {
            title: t('operator.purges.client'),
            cell: (row) => <code>{row.clientId ?? row.clientFingerprint.slice(0, 16)}</code>,
          },
          { title: t('operator.purges.reason'), cell: (row) => t(`operator.purges.reasons.${row.reason}`) },
          { title: t('operator.purges.deleted'), align: 'right', cell: deleted },
          { title: t('operator.purges.certificate'), cell: (row) => <Certificate purge={row} /> },
        ]}
      />
      <p className={styles.note}>{t('operator.purges.verify')}</p>
    </>
  );
}

function Certificate({ purge }: { purge: PurgeRow }) {
  const { t } = useTranslation();
  if (purge.stage !== 'certified') return <StateMark tone="open">{t('operator.purges.underWay')}</StateMark>;
  const file = `certificate-${purge.certificateId}.json`;
  return (
    <Anchor href={`/api/charter/certificates/${purge.certificateId}`} download={file} underline="always">
      {t('operator.purges.download')}
    </Anchor>
  );
}
