import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { askHandOver, handOvers, saveHandOver } from '../../api/browsing-calls.ts';
import { collected, signOut } from '../../api/calls.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { HandOver } from '../../api/types.ts';
import { dateTime, longDate } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './account.module.css';

/** How long until a hand-over that is being prepared is asked about again, in ms. */
const askAgain = 2000;
/** What is offered to begin with: the last month. */
const offeredDays = 30;
const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - days * 24 * 3_600_000).toISOString().slice(0, 10);

/** What was collected, handed over to the manager who asks (4.browsing-handover). */
export function HandOverSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const today = useQuery({ queryKey: ['collected', clientId], queryFn: () => collected(clientId) }).data
    ?.today;
  const query = useQuery({
    queryKey: ['hand-overs', clientId],
    queryFn: () => handOvers(clientId),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'preparing') ? askAgain : false),
  });
  return (
    <Section id="hand-over" title={t('account.handOver.title')}>
      <p className={styles.measure}>
        {t('account.handOver.text')} <ClauseMark id="4.browsing-handover" />
      </p>
      {today && <AskForm clientId={clientId} today={today} />}
      <Loaded query={query} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.note}>{t('account.handOver.none')}</p>
          ) : (
            <HandOverTable clientId={clientId} rows={all} />
          )
        }
      </Loaded>
    </Section>
  );
}

function AskForm({ clientId, today }: { clientId: string; today: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [range, setRange] = useState({ from: daysBefore(today, offeredDays), to: today });
  const asking = useMutation({
    mutationFn: () => askHandOver(clientId, range),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hand-overs', clientId] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group mt="md" mb="md" gap="sm" align="end">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`account.handOver.${end}`)}
            value={range[end]}
            onChange={({ currentTarget }) => setRange({ ...range, [end]: currentTarget.value })}
            required
          />
        ))}
        <Button type="submit" loading={asking.isPending}>
          {t('account.handOver.ask')}
        </Button>
      </Group>
      {asking.isError && <ProblemNote error={asking.error} />}
    </form>
  );
}

function HandOverTable({ clientId, rows }: { clientId: string; rows: HandOver[] }) {
  const { t } = useTranslation();
  const stateOf = ({ state, until, written }: HandOver) => {
    if (state === 'preparing') return t('account.handOver.preparing', { written });
    if (state === 'ready' && until) return t('account.handOver.ready', { until: longDate(until) });
    return t('account.handOver.over');
  };
  return (
    <DataTable<HandOver>
      label={t('account.handOver.list')}
      rows={rows}
      keyOf={({ handOverId }) => handOverId}
      columns={[
        { title: t('account.handOver.range'), cell: ({ from, to }) => `${longDate(from)} – ${longDate(to)}` },
        { title: t('account.handOver.state'), cell: stateOf },
        {
          title: t('account.handOver.holds'),
          cell: ({ events, sessions, auditRows }) =>
            [
              t('account.handOver.events', { count: events }),
              t('account.handOver.sessions', { count: sessions }),
              t('account.handOver.auditRows', { count: auditRows }),
            ].join(', '),
        },
        { title: t('account.handOver.journal'), cell: ({ journal }) => <Journal lines={journal} /> },
        {
          title: t('account.handOver.file'),
          cell: ({ handOverId, state }) =>
            state === 'ready' ? <Download clientId={clientId} handOverId={handOverId} /> : '—',
        },
      ]}
    />
  );
}

function Journal({ lines }: { lines: HandOver['journal'] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.journal}>
      {lines.map(({ at, act }) => (
        <li key={`${at} ${act}`}>
          {t(`account.handOver.acts.${act}`)} · {dateTime(at)}
        </li>
      ))}
    </ul>
  );
}

/** The file is fetched here, so that a refusal is a sentence on this page and not a page of its own. */
function Download({ clientId, handOverId }: { clientId: string; handOverId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const fetching = useMutation({
    mutationFn: () => saveHandOver(clientId, handOverId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hand-overs', clientId] }),
  });
  const mustSignIn = fetching.error instanceof ApiProblem && fetching.error.slug === 'sign-in-again';
  const signInAgain = async () => {
    await signOut();
    location.assign(`${paths.signIn}?next=${encodeURIComponent(paths.account)}`);
  };
  return (
    <>
      <Button size="sm" variant="default" loading={fetching.isPending} onClick={() => fetching.mutate()}>
        {t('account.handOver.download')}
      </Button>
      {fetching.isError && <ProblemNote error={fetching.error} />}
      {mustSignIn && (
        <Button size="sm" mt="xs" onClick={() => void signInAgain()}>
          {t('account.handOver.again')}
        </Button>
      )}
    </>
  );
}
