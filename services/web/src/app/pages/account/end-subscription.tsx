import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { endSubscription } from '../../api/calls.ts';
import type { ClientAccount } from '../../api/types.ts';
import { Section } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './account.module.css';
import { CalendarTable, useCalendar } from './calendar-table.tsx';

/** Ends the subscription, in two clicks, with what it means in between. */
export function EndSubscription({ account }: { account: ClientAccount }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section id="end" title={t('account.end.title')}>
      <p className={styles.measure}>{t('account.end.text')}</p>
      <Button variant="outline" color="var(--mantine-color-error)" mt="md" onClick={dialog.open}>
        {t('account.end.start')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="xl"
        title={t('account.end.sure', { company: account.companyName })}
        closeButtonProps={{ 'aria-label': t('account.end.no') }}
        classNames={{ title: styles.dialogTitle }}
      >
        <Sure account={account} onClose={dialog.close} />
      </Modal>
    </Section>
  );
}

function Sure({ account, onClose }: { account: ClientAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const rows = useCalendar(account.clientId);
  const ending = useMutation({
    mutationFn: () => endSubscription(account.clientId, key.current),
    onSuccess: async () => {
      void toast(t('account.end.done'));
      onClose();
      await queries.invalidateQueries();
      // The button that opened the dialog is gone: the focus goes to the page's heading.
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  });
  return (
    <>
      <p>{t('account.end.text')}</p>
      <p className={styles.note}>{t('account.end.calendar')}</p>
      <CalendarTable query={rows} short />
      {ending.isError && <ProblemNote error={ending.error} />}
      <Group mt="xl" gap="sm">
        <Button color="var(--mantine-color-error)" loading={ending.isPending} onClick={() => ending.mutate()}>
          {t('account.end.yes')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('account.end.no')}
        </Button>
      </Group>
    </>
  );
}
