import { Button, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { declareUser } from '../../api/calls.ts';
import type { NewUser } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { useUserForm } from './use-user-form.ts';
import { UserFields } from './user-fields.tsx';

/** The button that declares a user, and the dialog behind it. */
export function DeclareUser() {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<UserPlus size={18} />} onClick={dialog.open}>
        {t('users.declare.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('users.declare.title')}
        closeButtonProps={{ 'aria-label': t('users.declare.cancel') }}
      >
        <DeclareForm onClose={dialog.close} />
      </Modal>
    </>
  );
}

const blank: NewUser = { name: '', email: '', role: 'author' };

function DeclareForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const declaring = useMutation({
    mutationFn: (user: NewUser) => declareUser(user, key.current),
    onSuccess: async (_answer, { email }) => {
      void toast(t('users.declare.done', { email }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['users'] });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const form = useUserForm(blank, declaring.error);
  return (
    <form noValidate onSubmit={form.submit((user) => declaring.mutate(user))}>
      <Stack gap="md">
        <p>{t('users.declare.text')}</p>
        <UserFields value={form.value} onChange={form.setValue} errorOf={form.errorOf} />
        {declaring.isError && !form.isServed && <ProblemNote error={declaring.error} />}
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={declaring.isPending}>
            {t('users.declare.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('users.declare.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
