import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BookOpen, Copy, Ellipsis, Trash2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { createContent } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { ContentSummary } from '../../api/types.ts';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session.ts';
import { mayCreate } from './new-content.tsx';

interface ContentActionsProps {
  content: ContentSummary;
  onShare: () => void;
  onDelete: () => void;
}

/** What can be done about a content from the list. */
export function ContentActions({ content, onShare, onDelete }: ContentActionsProps) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { contentId, title, right } = content;
  const queries = useQueryClient();
  const copy = useMutation({
    mutationFn: () =>
      createContent(
        { title: t('space.copyOf', { title }).slice(0, 200), from: contentId },
        crypto.randomUUID(),
      ),
    onSuccess: async () => {
      void toast(t('space.copied'));
      await queries.invalidateQueries({ queryKey: ['contents'] });
    },
    onError: (error) => void toast(asProblem(error).detail ?? t('problems.title')),
  });
  return (
    <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="gray"
          loading={copy.isPending}
          aria-label={t('space.actions.menu', { title })}
        >
          <Ellipsis size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<BookOpen size={16} />}
          onClick={() => void navigate({ to: paths.content, params: { contentId } })}
        >
          {t('space.actions.read')}
        </Menu.Item>
        {session && mayCreate(session) && (
          <Menu.Item leftSection={<Copy size={16} />} onClick={() => copy.mutate()}>
            {t('space.actions.copy')}
          </Menu.Item>
        )}
        {right === 'own' && (
          <>
            <Menu.Item leftSection={<Users size={16} />} onClick={onShare}>
              {t('space.actions.share')}
            </Menu.Item>
            <Menu.Item leftSection={<Trash2 size={16} />} onClick={onDelete}>
              {t('space.actions.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
