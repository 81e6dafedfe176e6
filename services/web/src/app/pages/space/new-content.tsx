import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FilePlus2 } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { createContent } from '../../api/calls.ts';
import type { ContentSummary, NewContent, Session } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Who writes contents of her own. */
export const mayCreate = ({ role }: Session): boolean => role === 'author' || role === 'administrator';

/** The button that begins a content, and the dialog behind it. */
export function NewContentButton({ templates }: { templates: ContentSummary[] }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<FilePlus2 size={18} />} onClick={dialog.open}>
        {t('space.create.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('space.create.title')}
        closeButtonProps={{ 'aria-label': t('space.create.cancel') }}
      >
        <NewContentForm templates={templates} onClose={dialog.close} />
      </Modal>
    </>
  );
}

/** Begins a content and leads to where it is written. */
export function useBegin() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (wanted: NewContent) => createContent(wanted, key.current),
    onSuccess: async ({ contentId }) => {
      await queries.invalidateQueries({ queryKey: ['contents'] });
      await navigate({ to: paths.write, params: { contentId } });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
}

function NewContentForm({ templates, onClose }: { templates: ContentSummary[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const beginning = useBegin();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim()) beginning.mutate({ title: title.trim(), ...(from && { from }) });
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('space.create.name')}
          maxLength={200}
          value={title}
          error={tried && !title.trim() && t('space.create.required')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('space.create.from')}
          value={from}
          data={[
            { value: '', label: t('space.create.blank') },
            ...templates.map((template) => ({ value: template.contentId, label: template.title })),
          ]}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {beginning.isError && <ProblemNote error={beginning.error} />}
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={beginning.isPending}>
            {t('space.create.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('space.create.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
