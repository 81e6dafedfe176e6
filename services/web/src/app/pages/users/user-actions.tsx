import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, MailPlus, PenLine, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inviteAgain } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { SpaceUser } from '../../api/types.ts';
import { toast } from '../../parts/toast.ts';

interface UserActionsProps {
  user: SpaceUser;
  onCorrect: () => void;
  onRemove: () => void;
}

/** What can be done about a user. */
export function UserActions({ user, onCorrect, onRemove }: UserActionsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => inviteAgain(user.personId),
    onSuccess: async () => {
      void toast(t('users.again.done'));
      await queries.invalidateQueries({ queryKey: ['users'] });
    },
    onError: (error) => void toast(asProblem(error).detail ?? t('problems.title')),
  });
  const isInvited = user.state === 'invited';
  return (
    <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="gray"
          loading={again.isPending}
          aria-label={t('users.actions.menu', { name: user.name })}
        >
          <Ellipsis size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PenLine size={16} />} onClick={onCorrect}>
          {t('users.actions.correct')}
        </Menu.Item>
        {isInvited && (
          <Menu.Item leftSection={<MailPlus size={16} />} onClick={() => again.mutate()}>
            {t('users.actions.again')}
          </Menu.Item>
        )}
        {!user.manager && (
          <Menu.Item leftSection={<UserMinus size={16} />} onClick={onRemove}>
            {t(isInvited ? 'users.actions.withdraw' : 'users.actions.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
