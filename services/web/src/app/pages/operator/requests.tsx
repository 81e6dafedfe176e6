import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { requests } from '../../api/operator-calls.ts';
import type { SupportRequest } from '../../api/types.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { Sheet } from '../../parts/page.tsx';
import { RequestFacts } from '../account/request-facts.tsx';
import styles from '../users/users.module.css';
import { SettleRequest } from './settle-request.tsx';

/** Every request to support, what is due first (4.rectification, law.answer). */
export function RequestsTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'requests'], queryFn: requests, refetchInterval: 10_000 });
  return (
    <Loaded query={query}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t('requests.support.none')} />
        ) : (
          <ul className={styles.list}>
            {all.map((request) => (
              <li key={request.requestId}>
                <Sheet>
                  <Request request={request} />
                </Sheet>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Request({ request }: { request: SupportRequest }) {
  const { t } = useTranslation();
  const [opened, open] = useState(false);
  const { from, identity, late, state, subject } = request;
  return (
    <>
      <p className={styles.what}>
        <strong>{subject || t('requests.support.one')}</strong>
        <span>{t('requests.support.from', { from })}</span>
        {identity === 'unknown' && <StateMark tone="open">{t('requests.support.unknown')}</StateMark>}
        {late && <StateMark tone="bad">{t('requests.support.late')}</StateMark>}
      </p>
      <RequestFacts request={request} />
      {state === 'open' && !opened && (
        <Button
          variant="default"
          mt="md"
          aria-label={t('requests.support.open', { from })}
          onClick={() => open(true)}
        >
          {t('requests.support.openShort')}
        </Button>
      )}
      {opened && state === 'open' && <SettleRequest request={request} />}
    </>
  );
}
