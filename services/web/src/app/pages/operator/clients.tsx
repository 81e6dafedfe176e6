import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clients } from '../../api/operator-calls.ts';
import type { ClientRow } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';

const tones = { pending: 'open', active: 'kept', ending: 'accent', archive: 'muted', gone: 'muted' } as const;

/** Every client with its state. */
export function ClientsTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'clients'], queryFn: clients, refetchInterval: 10_000 });
  return (
    <Loaded query={query}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={t('operator.clients.none')} />
        ) : (
          <DataTable<ClientRow>
            label={t('operator.tabs.clients')}
            rows={rows}
            keyOf={(row) => row.clientId}
            columns={[
              { title: t('operator.clients.name'), cell: (row) => <strong>{row.companyName}</strong> },
              {
                title: t('operator.clients.state'),
                cell: (row) => (
                  <StateMark tone={tones[row.state]}>{t(`shell.states.${row.state}`)}</StateMark>
                ),
              },
              { title: t('operator.clients.since'), cell: (row) => longDate(row.since) },
              { title: t('operator.clients.id'), cell: (row) => <code>{row.clientId}</code> },
            ]}
          />
        )
      }
    </Loaded>
  );
}
