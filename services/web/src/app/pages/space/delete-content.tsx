import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deleteContent } from '../../api/calls.ts';
import type { ContentSummary } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';

/** The question before a content is deleted: it is gone at once, and cannot be brought back. */
export function DeleteContent({ content, onClose }: { content: ContentSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { contentId, title } = content;
  const deleting = useMutation({
    mutationFn: () => deleteContent(contentId),
    onSuccess: async () => {
      void toast(t('space.remove.done', { title }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['contents'] });
      // The line with the button that led here is gone: the focus goes to the page's heading.
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('space.remove.title', { title })}
      closeButtonProps={{ 'aria-label': t('space.remove.no') }}
    >
      <p>{t('space.remove.text')}</p>
      {deleting.isError && <ProblemNote error={deleting.error} />}
      <Group gap="sm" mt="lg">
        <Button
          color="var(--mantine-color-error)"
          loading={deleting.isPending}
          onClick={() => deleting.mutate()}
        >
          {t('space.remove.yes')}
        </Button>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('space.remove.no')}
        </Button>
      </Group>
    </Modal>
  );
}
