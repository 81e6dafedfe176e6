import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removeUser } from '../../api/calls.ts';
import type { SpaceUser } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';

/** The question before a user is removed, or her invitation taken back: it cannot be undone. */
export function RemoveUser({ user, onClose }: { user: SpaceUser; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { name, personId, state } = user;
  const [title, text] =
    state === 'invited'
      ? [t('users.remove.withdrawTitle', { name }), t('users.remove.withdrawText')]
      : [t('users.remove.title', { name }), t('users.remove.text')];
  const removing = useMutation({
    mutationFn: () => removeUser(personId),
    onSuccess: async () => {
      void toast(t('users.remove.done', { name }));
      onClose();
      await queries.invalidateQueries();
      // The row with the button that led here is gone: the focus goes to the page's heading.
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('users.remove.no') }}>
      <p>{text}</p>
      {removing.isError && <ProblemNote error={removing.error} />}
      <Group gap="sm" mt="lg">
        <Button
          color="var(--mantine-color-error)"
          loading={removing.isPending}
          onClick={() => removing.mutate()}
        >
          {t('users.remove.yes')}
        </Button>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('users.remove.no')}
        </Button>
      </Group>
    </Modal>
  );
}
