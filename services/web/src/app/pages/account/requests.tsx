import { Button, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clientRequests, writeToSupport } from '../../api/calls.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from '../users/users.module.css';
import { RequestFacts } from './request-facts.tsx';

/** What the manager asked of support, and the way to ask again (4.rectification). */
export function RequestsSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['requests', clientId], queryFn: () => clientRequests(clientId) });
  return (
    <Section id="requests" title={t('requests.title')}>
      <Loaded query={query} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>{t('requests.none')}</p>
          ) : (
            <ul className={styles.list}>
              {all.map((request) => (
                <li key={request.requestId}>
                  <Sheet>
                    <RequestFacts request={request} />
                  </Sheet>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Write clientId={clientId} />
    </Section>
  );
}

function Write({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState('');
  const writing = useMutation({
    mutationFn: () => writeToSupport(clientId, text.trim(), key.current),
    onSuccess: async () => {
      key.current = crypto.randomUUID();
      setText('');
      void toast(t('requests.sent'));
      await queries.invalidateQueries({ queryKey: ['requests'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !writing.isPending) writing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="lg">
        <Textarea
          autosize
          minRows={2}
          maxLength={4000}
          label={t('requests.write')}
          description={t('requests.writeNote')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {writing.isError && <ProblemNote error={writing.error} />}
        <div>
          <Button type="submit" variant="default" disabled={!text.trim()} loading={writing.isPending}>
            {t('requests.send')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
