import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clients } from '../../api/operator-calls.ts';
import type { ClientRow } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Waiting } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

const tones = { pending: 'open', active: 'kept', ending: 'accent', archive: 'muted', gone: 'muted' } as const;

/** As many clients as one answer holds. */
const pageSize = 100;

/** Every client with its state, a hundred at a time. */
export function ClientsTab() {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['operator', 'clients'],
    queryFn: ({ pageParam }) => clients(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.clientId),
    refetchInterval: 10_000,
  });
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const rows = query.data.pages.flat();
  if (rows.length === 0) return <Empty title={t('operator.clients.none')} />;
  return (
    <>
      <ClientTable rows={rows} />
      {query.hasNextPage && (
        <Button
          variant="default"
          mt="lg"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('operator.clients.more')}
        </Button>
      )}
    </>
  );
}

function ClientTable({ rows }: { rows: ClientRow[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<ClientRow>
      label={t('operator.tabs.clients')}
      rows={rows}
      keyOf={(row) => row.clientId}
      columns={[
        { title: t('operator.clients.name'), cell: (row) => <Name row={row} /> },
        {
          title: t('operator.clients.state'),
          cell: (row) => <StateMark tone={tones[row.state]}>{t(`shell.states.${row.state}`)}</StateMark>,
        },
        { title: t('operator.clients.since'), cell: (row) => longDate(row.since) },
        { title: t('operator.clients.id'), cell: (row) => <code>{row.clientId}</code> },
      ]}
    />
  );
}

/** An archive has no name here: the first letters of its id tell it from another. */
function Name({ row: { companyName, clientId } }: { row: ClientRow }) {
  const { t } = useTranslation();
  if (companyName !== null) return <strong>{companyName}</strong>;
  return <em>{t('operator.clients.archive', { id: clientId.slice(0, 8) })}</em>;
}
