import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resumeSubscription } from '../../api/calls.ts';
import type { ClientAccount } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import styles from './account.module.css';

/** Where the subscription stands. */
export function SubscriptionState({ account }: { account: ClientAccount }) {
  const { t } = useTranslation();
  return (
    <Sheet>
      <h2 className={styles.cardTitle}>{t('account.state.title')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('account.state.state')}</dt>
          <dd>
            <StateMark tone={account.state === 'active' ? 'kept' : 'open'}>
              {t(`shell.states.${account.state}`)}
            </StateMark>
          </dd>
        </div>
        <div>
          <dt>{t('account.state.since')}</dt>
          <dd>{longDate(account.since)}</dd>
        </div>
        {account.endedAt && (
          <div>
            <dt>{t('account.state.ended')}</dt>
            <dd>{longDate(account.endedAt)}</dd>
          </div>
        )}
        <div>
          <dt>{t('account.state.offer')}</dt>
          <dd>{account.offer.name}</dd>
        </div>
        <div>
          <dt>{t('account.state.charter')}</dt>
          <dd>{t('account.state.version', { version: account.charterVersion })}</dd>
        </div>
      </dl>
      {account.state === 'ending' && <Resume clientId={account.clientId} />}
    </Sheet>
  );
}

/** Within the grace one click takes the end back (5.subscription-term). */
function Resume({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const resuming = useMutation({
    mutationFn: () => resumeSubscription(clientId),
    onSuccess: async () => {
      void toast(t('account.state.resumed'));
      await queries.invalidateQueries();
    },
  });
  return (
    <>
      <Button mt="md" loading={resuming.isPending} onClick={() => resuming.mutate()}>
        {t('account.state.resume')}
      </Button>
      {resuming.isError && <ProblemNote error={resuming.error} />}
    </>
  );
}
