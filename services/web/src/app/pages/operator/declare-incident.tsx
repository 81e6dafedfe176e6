import { Button, Checkbox, Group, Modal, NumberInput, Stack, Textarea } from '@mantine/core';
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

/** The button that declares an incident, and the dialog behind it. */
export function DeclareIncident() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
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
        <DeclareForm onClose={dialog.close} />
      </Modal>
    </p>
  );
}

function DeclareForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [said, setSaid] = useState({ nature: unsaid, consequences: unsaid, measures: unsaid });
  const [categories, setCategories] = useState<string[]>([]);
  const [clientIds, setClientIds] = useState('');
  const [people, setPeople] = useState<number | string>('');
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
          clientIds: clientIds.split(/\s+/).filter(Boolean),
        },
        key.current,
      ),
    onSuccess: async () => {
      void toast(t('incidents.operator.sent'));
      await queries.invalidateQueries({ queryKey: ['operator', 'incidents'] });
      onClose();
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const refused = declaring.isError ? asProblem(declaring.error).fields : [];
  const errorAt = (path: string) => refused.find((its) => formPath(its.path).startsWith(path))?.message;
  const missing = (isMissing: boolean) => (tried && isMissing ? t('incidents.operator.required') : undefined);
  const complete =
    texts.every((name) => isSaid(said[name])) && categories.length > 0 && clientIds.trim() !== '';
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
            onChange={(value) => setSaid({ ...said, [name]: value })}
            errorOf={(locale) => missing(!said[name][locale].trim()) ?? errorAt(`${name}.${locale}`)}
          />
        ))}
        <Checkbox.Group
          label={t('incidents.categories')}
          value={categories}
          onChange={setCategories}
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
          onChange={setPeople}
          error={errorAt('people')}
        />
        <Textarea
          autosize
          minRows={2}
          label={t('incidents.operator.clients')}
          description={t('incidents.operator.clientsNote')}
          value={clientIds}
          error={missing(clientIds.trim() === '') ?? errorAt('clientIds')}
          onChange={(event) => setClientIds(event.currentTarget.value)}
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
