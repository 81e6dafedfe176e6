import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameSite } from '../../api/calls.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { companyOf, useSession } from '../../session.ts';
import styles from './space.module.css';

/** A company's name as it can stand in an address: `Scierie Martin & Fils` → `scierie-martin-fils`. */
const suggested = (company: string): string =>
  company
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** An administrator gives the space's reading site its name, once, before the first publication. */
export function SiteForm({ contentId }: { contentId: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const company = (session && companyOf(session)) ?? '';
  const queries = useQueryClient();
  const [said, setSaid] = useState({ name: suggested(company), title: company });
  const naming = useMutation({
    mutationFn: () => nameSite(said),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['publication', contentId] }),
  });
  if (session?.role !== 'administrator') return <p className={styles.quiet}>{t('space.site.ask')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.mutate();
  };
  return (
    <form className={styles.site} onSubmit={submit}>
      <p>{t('space.site.lead')}</p>
      <TextInput
        label={t('space.site.title')}
        required
        maxLength={100}
        value={said.title}
        onChange={(event) => setSaid({ ...said, title: event.currentTarget.value })}
      />
      <TextInput
        label={t('space.site.name')}
        description={t('space.site.hint')}
        required
        minLength={2}
        maxLength={60}
        pattern="[a-z0-9][a-z0-9\-]*[a-z0-9]"
        value={said.name}
        onChange={(event) => setSaid({ ...said, name: event.currentTarget.value })}
      />
      {naming.isError && <ProblemNote error={naming.error} />}
      <Button type="submit" loading={naming.isPending}>
        {t('space.site.submit')}
      </Button>
    </form>
  );
}
