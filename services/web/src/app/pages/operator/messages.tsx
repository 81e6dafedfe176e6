import { Button } from '@mantine/core';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parking, replay, type ServicePrefix, services } from '../../api/operator-calls.ts';
import type { ParkedMessage } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Waiting } from '../../parts/loaded.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './operator.module.css';

type Parked = ParkedMessage & { prefix: ServicePrefix; service: string };
const key = (prefix: ServicePrefix) => ['operator', 'parking', prefix];

/** What the services could not handle and put aside, each with the means to send it again. */
export function MessagesTab() {
  const { t } = useTranslation();
  const answers = useQueries({
    queries: services.map(({ prefix }) => ({ queryKey: key(prefix), queryFn: () => parking(prefix) })),
  });
  if (answers.some((answer) => answer.isPending)) return <Waiting />;
  const away = services.filter((_, index) => answers[index]?.isError);
  const rows: Parked[] = services.flatMap(({ prefix, name }, index) =>
    (answers[index]?.data ?? []).map((message) => ({ ...message, prefix, service: name })),
  );
  return (
    <>
      {away.map(({ name }) => (
        <p key={name} role="alert" className={styles.away}>
          <strong>{name}</strong> : {t('operator.unreachable')}
        </p>
      ))}
      {rows.length === 0 ? (
        <Empty title={t('operator.messages.none')}>{t('operator.messages.explain')}</Empty>
      ) : (
        <ParkedTable rows={rows} />
      )}
    </>
  );
}

function ParkedTable({ rows }: { rows: Parked[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<Parked>
      label={t('operator.messages.title')}
      rows={rows}
      keyOf={(row) => row.prefix + row.messageId}
      columns={[
        { title: t('operator.messages.service'), cell: (row) => row.service },
        { title: t('operator.messages.type'), cell: (row) => <code>{row.key}</code> },
        { title: t('operator.messages.reason'), cell: (row) => row.reason },
        { title: t('operator.messages.when'), cell: (row) => (row.parkedAt ? dateTime(row.parkedAt) : '—') },
        { title: t('operator.messages.replay'), cell: (row) => <ReplayButton message={row} /> },
      ]}
    />
  );
}

function ReplayButton({ message }: { message: Parked }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: () => replay(message.prefix, message.messageId),
    onSuccess: async () => {
      void toast(t('operator.messages.replayed'));
      await queries.invalidateQueries({ queryKey: key(message.prefix) });
    },
  });
  return (
    <Button size="xs" variant="default" loading={sending.isPending} onClick={() => sending.mutate()}>
      {t('operator.messages.replay')}
    </Button>
  );
}
