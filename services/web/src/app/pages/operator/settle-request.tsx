import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  extendRequest,
  identifySender,
  rectify,
  settleRequest,
  supportRequest,
} from '../../api/operator-calls.ts';
import type { Rectification, SupportRequest } from '../../api/types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './operator.module.css';

/** What support can do about a request; what is on record of its client is read here, and the reading is audited. */
export function SettleRequest({ request }: { request: SupportRequest }) {
  return request.identity === 'unknown' ? (
    <Identify requestId={request.requestId} />
  ) : (
    <Answer requestId={request.requestId} />
  );
}

/** Runs a step, says so, and shows the list as it is then. */
function useStep() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: () => Promise<unknown>) => step(),
    onSuccess: async () => {
      void toast(t('requests.support.saved'));
      await queries.invalidateQueries({ queryKey: ['operator', 'requests'] });
    },
  });
}

function Identify({ requestId }: { requestId: string }) {
  const { t } = useTranslation();
  const [clientId, setClientId] = useState('');
  const [how, setHow] = useState('');
  const step = useStep();
  return (
    <Stack gap="sm" mt="md">
      <TextInput
        label={t('requests.support.whose')}
        value={clientId}
        onChange={(event) => setClientId(event.currentTarget.value.trim())}
      />
      <TextInput
        label={t('requests.support.how')}
        maxLength={4000}
        value={how}
        onChange={(event) => setHow(event.currentTarget.value)}
      />
      {step.isError && <ProblemNote error={step.error} />}
      <Group gap="sm">
        <Button
          disabled={!clientId || !how.trim()}
          loading={step.isPending}
          onClick={() => step.mutate(() => identifySender(requestId, { clientId, how: how.trim() }))}
        >
          {t('requests.support.identify')}
        </Button>
        <Close requestId={requestId} step={step} />
      </Group>
    </Stack>
  );
}

/** What was given by the three who give: a company, its manager, its billing contact. */
const editable = /^(company|manager|billing)\./;

/** One value at its path: `company.address.city` becomes { company: { address: { city } } }; lines of an address are a list. */
function detailsOf(path: string, value: string): Rectification['details'] {
  const leaf: unknown = path.endsWith('.lines') ? value.split('\n').filter(Boolean) : value;
  const nest = (inner: unknown, name: string) => ({ [name]: inner });
  return path.split('.').reduceRight<unknown>(nest, leaf) as Rectification['details'];
}

/** A value's name as the account page says it: "Billing, city". */
function useFieldNames() {
  const { t } = useTranslation();
  return (path: string) => {
    const [group] = path.split('.') as ['company'];
    const field = `account.given.fields.${path.replaceAll('.', '_')}` as 'account.given.fields.company_name';
    return `${t(`account.given.groups.${group}`)}, ${t(field, { defaultValue: path }).toLocaleLowerCase()}`;
  };
}

function Answer({ requestId }: { requestId: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['operator', 'request', requestId],
    queryFn: () => supportRequest(requestId),
  });
  const [path, setPath] = useState('');
  const [value, setValue] = useState('');
  const [answer, setAnswer] = useState('');
  const step = useStep();
  const nameOf = useFieldNames();
  const words = answer.trim();
  const choices = (given: { path: string; value: string | string[] | null }[]) => [
    { value: '', label: '—' },
    ...given
      .filter((one) => editable.test(one.path))
      .map((one) => ({
        value: one.path,
        label: `${nameOf(one.path)} : ${[one.value ?? ''].flat().join(', ')}`,
      })),
  ];
  return (
    <Loaded query={query} lines={3}>
      {({ given }) => (
        <Stack gap="sm" mt="md">
          <NativeSelect
            size="md"
            label={t('requests.support.field')}
            value={path}
            data={choices(given)}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Textarea
            autosize
            label={t('requests.support.value')}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Textarea
            autosize
            minRows={2}
            maxLength={4000}
            label={t('requests.support.answer')}
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <p className={styles.lead}>{t('requests.support.needs')}</p>
          {step.isError && <ProblemNote error={step.error} />}
          <Group gap="sm">
            <Button
              disabled={!path || !value.trim()}
              loading={step.isPending}
              onClick={() =>
                step.mutate(() =>
                  rectify(requestId, { details: detailsOf(path, value.trim()), answer: words || null }),
                )
              }
            >
              {t('requests.support.rectify')}
            </Button>
            {(['done', 'refused'] as const).map((state) => (
              <Button
                key={state}
                variant="default"
                disabled={!words}
                onClick={() =>
                  step.mutate(() => settleRequest(requestId, { state, kind: 'other', answer: words }))
                }
              >
                {t(state === 'done' ? 'requests.support.done' : 'requests.support.refuse')}
              </Button>
            ))}
            <Button
              variant="default"
              disabled={!words}
              onClick={() => step.mutate(() => extendRequest(requestId, words))}
            >
              {t('requests.support.extend')}
            </Button>
            <Close requestId={requestId} step={step} />
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}

function Close({ requestId, step }: { requestId: string; step: ReturnType<typeof useStep> }) {
  const { t } = useTranslation();
  return (['no-request', 'spam'] as const).map((kind) => (
    <Button
      key={kind}
      variant="subtle"
      color="gray"
      onClick={() => step.mutate(() => settleRequest(requestId, { state: 'closed', kind }))}
    >
      {t(kind === 'spam' ? 'requests.support.spam' : 'requests.support.noRequest')}
    </Button>
  ));
}
