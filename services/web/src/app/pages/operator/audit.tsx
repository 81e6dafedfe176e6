import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { audit, type ServicePrefix, services } from '../../api/operator-calls.ts';
import type { Audit, AuditRow } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { AuditPast } from './audit-past.tsx';
import styles from './operator.module.css';

/** Who did what, one service at a time, and whether the chain of its rows still holds. */
export function AuditTab() {
  const { t } = useTranslation();
  const [service, setService] = useState<ServicePrefix>('account');
  const query = useQuery({ queryKey: ['operator', 'audit', service], queryFn: () => audit(service) });
  return (
    <>
      <NativeSelect
        label={t('operator.audit.service')}
        className={styles.select}
        value={service}
        data={services.map(({ prefix, name }) => ({ value: prefix, label: name }))}
        onChange={(event) => setService(event.currentTarget.value as ServicePrefix)}
      />
      <AuditPast service={service} />
      <Loaded query={query}>{(data) => <AuditRows audit={data} />}</Loaded>
    </>
  );
}

function AuditRows({ audit: { chain, rows } }: { audit: Audit }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.chain}>
        {t('operator.audit.chain')}{' '}
        <StateMark tone={chain.intact ? 'kept' : 'bad'}>
          {t(chain.intact ? 'operator.audit.intact' : 'operator.audit.broken')}
        </StateMark>
        <span>{t('operator.audit.rows', { count: chain.rows })}</span>
      </p>
      {rows.length === 0 ? (
        <Empty title={t('operator.audit.none')} />
      ) : (
        <DataTable<AuditRow>
          label={t('operator.tabs.audit')}
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            { title: t('operator.audit.when'), cell: (row) => dateTime(row.at) },
            { title: t('operator.audit.action'), cell: (row) => <Action row={row} /> },
            { title: t('operator.audit.actor'), cell: (row) => <code>{row.actor ?? '—'}</code> },
            { title: t('operator.audit.client'), cell: (row) => <code>{row.clientId ?? '—'}</code> },
          ]}
        />
      )}
    </>
  );
}

function Action({ row }: { row: AuditRow }) {
  const { t } = useTranslation();
  if (!row.action) return <StateMark tone="muted">{t('operator.audit.erased')}</StateMark>;
  return (
    <>
      <code>{row.action}</code>
      {row.outcome === 'refused' && (
        <>
          {' '}
          <StateMark tone="open">{t('operator.audit.refused')}</StateMark>
        </>
      )}
    </>
  );
}
