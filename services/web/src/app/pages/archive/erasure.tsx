import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askErasure, takeErasureBack } from '../../api/calls.ts';
import { dateTime } from '../../format.ts';
import { ClauseMark } from '../../parts/marks.tsx';
import { Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import styles from './archive.module.css';

interface ErasureProps {
  token: string;
  companyName: string;
  eraseAt: string | null;
}

/** Everything goes earlier than the charter says, at the manager's wish; she can take it back for 72 hours. */
export function Erasure({ token, companyName, eraseAt }: ErasureProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const again = () => queries.invalidateQueries({ queryKey: ['door', token] });
  const asking = useMutation({ mutationFn: () => askErasure(token, name), onSuccess: again });
  const withdrawing = useMutation({ mutationFn: () => takeErasureBack(token), onSuccess: again });
  const failed = asking.error ?? withdrawing.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <Section id="erasure" title={t('archive.erasure.title')}>
      <p>
        {eraseAt ? t('archive.erasure.asked', { date: dateTime(eraseAt) }) : t('archive.erasure.text')}{' '}
        <ClauseMark id="law.return" />
      </p>
      {failed && <ProblemNote error={failed} />}
      {eraseAt ? (
        <Button
          variant="default"
          mt="md"
          loading={withdrawing.isPending}
          onClick={() => withdrawing.mutate()}
        >
          {t('archive.erasure.back')}
        </Button>
      ) : (
        <form className={styles.erasure} onSubmit={submit}>
          <TextInput
            label={t('archive.erasure.name', { company: companyName })}
            required
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" color="var(--mantine-color-error)" loading={asking.isPending}>
            {t('archive.erasure.submit')}
          </Button>
        </form>
      )}
    </Section>
  );
}
