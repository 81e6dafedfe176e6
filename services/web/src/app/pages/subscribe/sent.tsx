import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { longDate } from '../../format.ts';
import { Page } from '../../parts/page.tsx';
import { SupportLink } from '../../parts/support-link.tsx';
import { TrialMails } from '../../parts/trial-mails.tsx';
import styles from './subscribe.module.css';
import type { SentRequest } from './subscribe.tsx';

/** The request is in: what to look for, and what happens if one does nothing. */
export function Sent({ sent, onAgain }: { sent: SentRequest; onAgain: () => void }) {
  const { t } = useTranslation();
  useEffect(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, []);
  return (
    <Page
      title={t('subscribe.sent.title')}
      width="text"
      lead={
        <Trans
          i18nKey="subscribe.sent.text"
          values={{ email: sent.email }}
          components={{ strong: <strong /> }}
        />
      }
    >
      <TrialMails />
      <dl className={styles.next}>
        <div>
          <dt>{t('subscribe.sent.nothing')}</dt>
          <dd>{t('subscribe.sent.nothingText', { date: longDate(sent.expiresAt) })}</dd>
        </div>
        <div>
          <dt>{t('subscribe.sent.lost')}</dt>
          <dd>
            <Trans i18nKey="subscribe.sent.lostText" components={{ support: <SupportLink /> }} />
          </dd>
        </div>
        <div>
          <dt>{t('subscribe.sent.wrong')}</dt>
          <dd>
            {t('subscribe.sent.wrongText')}
            <br />
            <Button variant="default" size="sm" mt="sm" onClick={onAgain}>
              {t('subscribe.sent.again')}
            </Button>
          </dd>
        </div>
      </dl>
    </Page>
  );
}
