import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { charterIn } from '../../api/calls.ts';
import { publishCharter } from '../../api/operator-calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { CharterPublication, CharterVersion } from '../../api/types.ts';
import { duration } from '../../format.ts';
import { currentLocale } from '../../i18n/locale.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './operator.module.css';
import { isSaid, type Said, TwoLanguages, unsaid } from './two-languages.tsx';

type Clause = CharterPublication['words'][number]['clause'];
const mostYears = 10;

/** The button that publishes a version of the charter, and the dialog behind it. */
export function PublishCharter({ latest }: { latest: CharterVersion }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <p className={styles.declare}>
      <Button variant="outline" onClick={dialog.open}>
        {t('operator.charters.publish')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="lg"
        title={t('operator.charters.publish')}
        closeButtonProps={{ 'aria-label': t('operator.charters.cancel') }}
      >
        <PublishForm latest={latest} onClose={dialog.close} />
      </Modal>
    </p>
  );
}

/** The clauses of the latest version in both languages: what an operator starts from. */
function useClauses() {
  const [fr, en] = [
    useQuery({ queryKey: ['charter', 'fr'], queryFn: () => charterIn('fr') }),
    useQuery({ queryKey: ['charter', 'en'], queryFn: () => charterIn('en') }),
  ];
  return (fr.data?.clauses ?? []).map((clause, index) => {
    const its = en.data?.clauses[index] ?? clause;
    return {
      id: clause.id,
      title: { fr: clause.title, en: its.title },
      text: { fr: clause.text, en: its.text },
    };
  });
}

function PublishForm({ latest, onClose }: { latest: CharterVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const clauses = useClauses();
  const [clause, setClause] = useState<Clause | ''>('');
  const [text, setText] = useState<Said>(unsaid);
  const [years, setYears] = useState('');
  const [declared, setDeclared] = useState<CharterPublication['declared']>('substantial');
  const [effectiveOn, setEffectiveOn] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = clauses.find(({ id }) => id === clause);
  const publishing = useMutation({
    mutationFn: () =>
      publishCharter({
        words: chosen ? [{ clause: chosen.id, title: chosen.title, text }] : [],
        termYears: years ? Number(years) : null,
        effectiveOn: effectiveOn || latest.effectiveOn,
        declared,
      }),
    onSuccess: async ({ version }) => {
      void toast(t('operator.charters.done', { version }));
      await Promise.all(['operator', 'charter'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onClose();
    },
  });
  const missing = (isMissing: boolean) => (tried && isMissing ? t('subscribe.errors.required') : undefined);
  const needsDay = declared === 'substantial' && !effectiveOn;
  const complete = (chosen ? isSaid(text) : years !== '') && !needsDay;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete && !publishing.isPending) publishing.mutate();
  };
  const choose = (id: string) => {
    setClause(id as Clause);
    setText(clauses.find((its) => its.id === id)?.text ?? unsaid);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <p>{t('operator.charters.warning')}</p>
        <NativeSelect
          label={t('operator.charters.clause')}
          value={clause}
          onChange={(event) => choose(event.currentTarget.value)}
          error={missing(!chosen && years === '')}
          data={[
            { value: '', label: t('operator.charters.noClause') },
            ...clauses.map(({ id, title }) => ({ value: id, label: `${id} · ${title[currentLocale()]}` })),
          ]}
        />
        {chosen && (
          <TwoLanguages
            label={t('operator.charters.text')}
            value={text}
            onChange={setText}
            errorOf={(locale) => missing(!text[locale].trim())}
          />
        )}
        <NativeSelect
          label={t('operator.charters.years')}
          value={years}
          onChange={(event) => setYears(event.currentTarget.value)}
          data={[
            {
              value: '',
              label: t('operator.charters.sameYears', { term: duration(`P${latest.termYears}Y`) }),
            },
            ...Array.from({ length: mostYears }, (_, index) => index + 1)
              .filter((count) => count !== latest.termYears)
              .map((count) => ({ value: String(count), label: duration(`P${count}Y`) })),
          ]}
        />
        <Radio.Group
          label={t('operator.charters.declared')}
          value={declared}
          onChange={(value) => setDeclared(value as typeof declared)}
        >
          <Stack gap="xs" mt="xs">
            {(['substantial', 'minor'] as const).map((value) => (
              <Radio key={value} value={value} label={t(`operator.charters.means.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {declared === 'substantial' && (
          <TextInput
            type="date"
            label={t('operator.charters.from')}
            description={t('operator.charters.fromNote')}
            value={effectiveOn}
            error={missing(needsDay)}
            onChange={(event) => setEffectiveOn(event.currentTarget.value)}
          />
        )}
        {publishing.isError && <ProblemNote error={asProblem(publishing.error)} />}
        <Group gap="sm">
          <Button type="submit" loading={publishing.isPending}>
            {t('operator.charters.send')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('operator.charters.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
