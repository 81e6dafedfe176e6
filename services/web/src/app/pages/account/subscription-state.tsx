import { useTranslation } from 'react-i18next';
import type { ClientAccount } from '../../api/types.ts';
import { longDate } from '../../format.ts';
import { StateMark } from '../../parts/marks.tsx';
import { Sheet } from '../../parts/page.tsx';
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
    </Sheet>
  );
}
