import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDrafts, draftAccesses, openDrafts } from '../../api/calls.ts';
import { asProblem } from '../../api/problem.ts';
import { dateTime } from '../../format.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './account.module.css';

/** The drafts of others in the archive: for a day, with a reason that their authors read (3.ownership). */
export function BreakGlass({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const query = useQuery({ queryKey: ['draft-accesses', clientId], queryFn: () => draftAccesses(clientId) });
  if (!query.data) return null;
  const open = query.data.find(({ isOpen }) => isOpen);
  const before = query.data.filter(({ isOpen }) => !isOpen);
  return (
    <>
      {open ? (
        <Open clientId={clientId} access={open} />
      ) : (
        <p className={styles.act}>
          <Button variant="default" size="sm" onClick={dialog.open}>
            {t('account.takeAway.glass.open')}
          </Button>
        </p>
      )}
      {before[0] && (
        <p className={styles.note}>
          {t('account.takeAway.glass.before', { count: before.length, at: dateTime(before[0].openedAt) })}
        </p>
      )}
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('account.takeAway.glass.title')}
        closeButtonProps={{ 'aria-label': t('account.takeAway.glass.no') }}
      >
        <Reason clientId={clientId} onClose={dialog.close} />
      </Modal>
    </>
  );
}

type Access = Awaited<ReturnType<typeof draftAccesses>>[number];

function Open({ clientId, access }: { clientId: string; access: Access }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: () => closeDrafts(clientId),
    onSuccess: async () => {
      void toast(t('account.takeAway.glass.closed'));
      await queries.invalidateQueries({ queryKey: ['draft-accesses'] });
    },
  });
  const { authors: count, reason, until } = access;
  return (
    <>
      <p role="status">{t('account.takeAway.glass.isOpen', { count, reason, until: dateTime(until) })}</p>
      {closing.isError && <ProblemNote error={closing.error} />}
      <Button variant="default" size="sm" loading={closing.isPending} onClick={() => closing.mutate()}>
        {t('account.takeAway.glass.close')}
      </Button>
    </>
  );
}

function Reason({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const opening = useMutation({
    mutationFn: () => openDrafts(clientId, reason.trim()),
    onSuccess: async ({ until }) => {
      void toast(t('account.takeAway.glass.opened', { until: dateTime(until) }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['draft-accesses'] });
    },
  });
  const refused = opening.isError ? asProblem(opening.error).fields[0]?.message : undefined;
  return (
    <Stack gap="md">
      <p>{t('account.takeAway.glass.means')}</p>
      <Textarea
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        label={t('account.takeAway.glass.reason')}
        description={t('account.takeAway.glass.reasonNote')}
        value={reason}
        error={refused}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {opening.isError && !refused && <ProblemNote error={opening.error} />}
      <Group gap="sm">
        <Button
          disabled={reason.trim().length < 10}
          loading={opening.isPending}
          onClick={() => opening.mutate()}
        >
          {t('account.takeAway.glass.yes')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('account.takeAway.glass.no')}
        </Button>
      </Group>
    </Stack>
  );
}
