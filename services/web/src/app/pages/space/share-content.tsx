import { Button, Checkbox, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colleagues, content, shareContent } from '../../api/calls.ts';
import type { Content, ContentSummary } from '../../api/types.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';

type Right = 'none' | 'read' | 'write';

interface ShareContentProps {
  content: Pick<ContentSummary, 'contentId' | 'title'>;
  onClose: () => void;
}

/** Who may read or write a content beside its owner: the whole space, or colleagues by name. */
export function ShareContent({ content: shared, onClose }: ShareContentProps) {
  const { t } = useTranslation();
  const { contentId, title } = shared;
  const query = useQuery({
    queryKey: ['content', contentId, 'sharing'],
    queryFn: () => Promise.all([content(contentId), colleagues()]),
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('space.share.title', { title })}
      closeButtonProps={{ 'aria-label': t('space.share.cancel') }}
    >
      <Loaded query={query}>
        {([now, others]) => <ShareForm now={now} others={others} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}

interface ShareFormProps {
  now: Content;
  others: { personId: string; name: string }[];
  onClose: () => void;
}

function ShareForm({ now, others, onClose }: ShareFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [openToSpace, setOpenToSpace] = useState(now.openToSpace);
  const [rights, setRights] = useState(() => rightsIn(now));
  const among = (right: Right) =>
    [...rights].filter(([, its]) => its === right).map(([personId]) => personId);
  const sharing = useMutation({
    mutationFn: () =>
      shareContent(now.contentId, { openToSpace, readers: among('read'), writers: among('write') }),
    onSuccess: async () => {
      void toast(t('space.share.done'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['contents'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sharing.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <p>{t('space.share.text')}</p>
        <Checkbox
          data-autofocus
          label={t('space.share.all')}
          checked={openToSpace}
          onChange={(event) => setOpenToSpace(event.currentTarget.checked)}
        />
        {others.length === 0 && <p>{t('space.share.alone')}</p>}
        {others.map(({ personId, name }) => (
          <NativeSelect
            key={personId}
            label={name}
            value={rights.get(personId) ?? 'none'}
            data={(['none', 'read', 'write'] as const).map((right) => ({
              value: right,
              label: t(`space.share.${right}`),
            }))}
            onChange={(event) => setRights(new Map(rights).set(personId, event.currentTarget.value as Right))}
          />
        ))}
        {sharing.isError && <ProblemNote error={sharing.error} />}
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={sharing.isPending}>
            {t('space.share.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('space.share.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const rightsIn = ({ readers, writers }: Content): Map<string, Right> =>
  new Map([
    ...readers.map((personId) => [personId, 'read'] as const),
    ...writers.map((personId) => [personId, 'write'] as const),
  ]);
