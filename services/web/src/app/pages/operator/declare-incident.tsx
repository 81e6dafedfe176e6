import { Button, Checkbox, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { declareIncident } from '../../api/operator-calls.ts';
import { asProblem, formPath } from '../../api/problem.ts';
import type { Declaration } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './operator.module.css';
import { TouchedClients } from './touched-clients.tsx';
import { isSaid, TwoLanguages, unsaid } from './two-languages.tsx';

const concerned = [
  'subscription',
  'users',
  'access',
  'contents',
  'browsing',
  'accounting',
  'requests',
] as const;
const texts = ['nature', 'consequences', 'measures'] as const;

const blank = {
  said: { nature: unsaid, consequences: unsaid, measures: unsaid },
  categories: [] as string[],
  clientIds: [] as string[],
  people: '' as number | string,
};

/** The button that declares an incident, and the dialog behind it. */
export function DeclareIncident() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  // It stays when the dialog is closed by mistake, until it is sent.
  const [draft, setDraft] = useState(blank);
  return (
    <p className={styles.declare}>
      <Button
        color="var(--mantine-color-error)"
        variant="outline"
        leftSection={<ShieldAlert size={18} />}
        onClick={dialog.open}
      >
        {t('incidents.operator.declare')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="lg"
        title={t('incidents.operator.declare')}
        closeButtonProps={{ 'aria-label': t('incidents.operator.cancel') }}
      >
        <DeclareForm draft={draft} onDraft={setDraft} onClose={dialog.close} />
      </Modal>
    </p>
  );
}

interface DeclareFormProps {
  draft: typeof blank;
  onDraft: (draft: typeof blank) => void;
  onClose: () => void;
}

function DeclareForm({ draft, onDraft, onClose }: DeclareFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { said, categories, clientIds, people } = draft;
  const [tried, setTried] = useState(false);
  const declaring = useMutation({
    mutationFn: () =>
      declareIncident(
        {
          ...said,
          categories: categories as Declaration['categories'],
          people: typeof people === 'number' ? people : null,
          // The moment of awareness is now: whoever declares has just noticed.
          noticedAt: null,
          clientIds,
        },
        key.current,
      ),
    onSuccess: async () => {
      void toast(t('incidents.operator.sent'));
      await queries.invalidateQueries({ queryKey: ['operator', 'incidents'] });
      onDraft(blank);
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const refused = declaring.isError ? asProblem(declaring.error).fields : [];
  const errorAt = (path: string) => refused.find((its) => formPath(its.path).startsWith(path))?.message;
  const missing = (isMissing: boolean) => (tried && isMissing ? t('incidents.operator.required') : undefined);
  const complete = texts.every((name) => isSaid(said[name])) && categories.length > 0 && clientIds.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (complete && !declaring.isPending) declaring.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <p>{t('incidents.operator.warning')}</p>
        {texts.map((name) => (
          <TwoLanguages
            key={name}
            label={t(`incidents.${name}`)}
            value={said[name]}
            onChange={(value) => onDraft({ ...draft, said: { ...said, [name]: value } })}
            errorOf={(locale) => missing(!said[name][locale].trim()) ?? errorAt(`${name}.${locale}`)}
          />
        ))}
        <Checkbox.Group
          label={t('incidents.categories')}
          value={categories}
          onChange={(value) => onDraft({ ...draft, categories: value })}
          error={missing(categories.length === 0) ?? errorAt('categories')}
        >
          <Group gap="md" mt="xs">
            {concerned.map((id) => (
              <Checkbox key={id} value={id} label={t(`incidents.categoryNames.${id}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label={t('incidents.people')}
          min={0}
          allowDecimal={false}
          value={people}
          onChange={(value) => onDraft({ ...draft, people: value })}
          error={errorAt('people')}
        />
        <TouchedClients
          chosen={clientIds}
          onChange={(value) => onDraft({ ...draft, clientIds: value })}
          error={missing(clientIds.length === 0) ?? errorAt('clientIds')}
        />
        {declaring.isError && refused.length === 0 && <ProblemNote error={declaring.error} />}
        <Group gap="sm">
          <Button type="submit" color="var(--mantine-color-error)" loading={declaring.isPending}>
            {t('incidents.operator.send')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('incidents.operator.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
