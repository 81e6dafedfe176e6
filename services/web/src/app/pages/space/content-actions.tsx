import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { BookOpen, Copy, Ellipsis, Lock, Trash2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../paths.ts';
import { createContent, shareContent } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import type { ContentSummary } from '../../api/types.ts';
import { toast } from '../../parts/toast.ts';
import { useSession } from '../../session.ts';
import { mayCreate } from './new-content.tsx';

/** What can be done about a content from the list. */
export function ContentActions({ content, onDelete }: { content: ContentSummary; onDelete: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { contentId, title, right, openToSpace } = content;
  const copy = useChange(
    () =>
      createContent(
        { title: t('space.copyOf', { title }).slice(0, 200), from: contentId },
        crypto.randomUUID(),
      ),
    t('space.copied'),
  );
  const share = useChange(
    () => shareContent(contentId, { openToSpace: !openToSpace }),
    t(openToSpace ? 'space.closed' : 'space.opened'),
  );
  return (
    <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          size="lg"
          color="gray"
          loading={copy.isPending || share.isPending}
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
            <Menu.Item
              leftSection={openToSpace ? <Lock size={16} /> : <Users size={16} />}
              onClick={() => share.mutate()}
            >
              {t(openToSpace ? 'space.actions.close' : 'space.actions.open')}
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

function useChange(change: () => Promise<unknown>, done: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      void toast(done);
      await queries.invalidateQueries({ queryKey: ['contents'] });
    },
    onError: (error) => void toast(asProblem(error).detail ?? t('problems.title')),
  });
}
