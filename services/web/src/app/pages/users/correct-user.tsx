import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { correctUser } from '../../api/calls.ts';
import type { NewUser, RecordChange, SpaceUser } from '../../api/types.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { useUserForm } from './use-user-form.ts';
import { UserFields } from './user-fields.tsx';

/** Of a record, what was changed in the form. */
export function changesOf(before: NewUser, after: NewUser): RecordChange {
  const entries = Object.entries(after).map(([field, value]) => [field, value.trim()] as const);
  return Object.fromEntries(entries.filter(([field, value]) => before[field as keyof NewUser] !== value));
}

/** The dialog in which an administrator puts a user's record right (4.users). */
export function CorrectUser({ user, onClose }: { user: SpaceUser; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('users.correct.title', { name: user.name })}
      closeButtonProps={{ 'aria-label': t('users.declare.cancel') }}
    >
      <CorrectForm user={user} onClose={onClose} />
    </Modal>
  );
}

function CorrectForm({ user, onClose }: { user: SpaceUser; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const before: NewUser = { name: user.name, email: user.email, role: user.role };
  const correcting = useMutation({
    mutationFn: (after: NewUser) => correctUser(user.personId, changesOf(before, after)),
    onSuccess: async () => {
      void toast(t('users.correct.done'));
      onClose();
      await queries.invalidateQueries();
    },
  });
  const form = useUserForm(before, correcting.error);
  return (
    <form noValidate onSubmit={form.submit((after) => correcting.mutate(after))}>
      <Stack gap="md">
        <UserFields
          value={form.value}
          onChange={form.setValue}
          errorOf={form.errorOf}
          emailNote={t('users.correct.emailNote')}
          roleNote={t('users.correct.roleNote')}
          roleFixed={user.manager}
        />
        {correcting.isError && !form.isServed && <ProblemNote error={correcting.error} />}
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={correcting.isPending}>
            {t('users.correct.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('users.declare.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
