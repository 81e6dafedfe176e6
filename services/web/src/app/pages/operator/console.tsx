import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { useSession } from '../../session.ts';
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
import { TeamTab } from './team.tsx';

/** Those of `support` are for support too; the others for operators alone. */
const tabs = [
  { name: 'clients', Content: ClientsTab },
  { name: 'requests', Content: RequestsTab, support: true },
  { name: 'purges', Content: PurgesTab },
  { name: 'charters', Content: ChartersTab },
  { name: 'incidents', Content: IncidentsTab },
  { name: 'messages', Content: MessagesTab },
  { name: 'audit', Content: AuditTab },
  { name: 'deliveries', Content: DeliveriesTab, support: true },
  { name: 'team', Content: TeamTab },
] as const;

/** What operators see: states and proofs, never contents. Support sees its own part of it. */
export function ConsolePage() {
  const { t } = useTranslation();
  const isOperator = useSession()?.staff === 'operator';
  const shown = tabs.filter((tab) => isOperator || 'support' in tab);
  const [open, setOpen] = useState<string | null>(shown[0]?.name ?? null);
  return (
    <Page title={t('operator.title')} lead={t(isOperator ? 'operator.lead' : 'operator.supportLead')}>
      {isOperator && <ClockCard />}
      <Tabs value={open} onChange={setOpen} keepMounted={false} className={styles.tabs}>
        <Tabs.List aria-label={t('operator.title')}>
          {shown.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`operator.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name} className={styles.panel}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
