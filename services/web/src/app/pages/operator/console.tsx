import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { AuditTab } from './audit.tsx';
import { ChartersTab } from './charters.tsx';
import { ClientsTab } from './clients.tsx';
import { ClockCard } from './clock.tsx';
import { DeliveriesTab } from './deliveries.tsx';
import { IncidentsTab } from './incidents.tsx';
import { MessagesTab } from './messages.tsx';
import styles from './operator.module.css';
import { PurgesTab } from './purges.tsx';
import { RequestsTab } from './requests.tsx';

const tabs = [
  { name: 'clients', Content: ClientsTab },
  { name: 'requests', Content: RequestsTab },
  { name: 'purges', Content: PurgesTab },
  { name: 'charters', Content: ChartersTab },
  { name: 'incidents', Content: IncidentsTab },
  { name: 'messages', Content: MessagesTab },
  { name: 'audit', Content: AuditTab },
  { name: 'deliveries', Content: DeliveriesTab },
] as const;

/** What operators see: states and proofs, never contents. */
export function ConsolePage() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>('clients');
  return (
    <Page title={t('operator.title')} lead={t('operator.lead')}>
      <ClockCard />
      <Tabs value={open} onChange={setOpen} keepMounted={false} className={styles.tabs}>
        <Tabs.List aria-label={t('operator.title')}>
          {tabs.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`operator.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name} className={styles.panel}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
