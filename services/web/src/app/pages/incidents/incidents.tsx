import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { acknowledgeIncident, incidents } from '../../api/calls.ts';
import type { Incident } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ClauseMark, StateMark } from '../../parts/marks.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { toast } from '../../parts/toast.ts';
import { companyOf, useSession } from '../../session.ts';
import { draftRecord } from './draft-record.ts';
import { IncidentFacts } from './incident-facts.tsx';
import styles from './incidents.module.css';

/** The register as far as it touches this client, and what it may have to do (6.incident, law.breach). */
export function IncidentsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const clientId = session?.clientId ?? '';
  const company = (session && companyOf(session)) ?? '';
  const query = useQuery({
    queryKey: ['incidents', clientId],
    queryFn: () => incidents(clientId),
    enabled: clientId !== '',
  });
  return (
    <Page
      title={t('incidents.title')}
      lead={t('incidents.lead', { company })}
      beside={<ClauseMark id="6.incident" />}
    >
      <Loaded query={query} lines={4}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('incidents.none.title')}>{t('incidents.none.text')}</Empty>
          ) : (
            <ul className={styles.list}>
              {all.map((incident) => (
                <li key={incident.incidentId}>
                  <Sheet tone={incident.acknowledgedAt ? 'plain' : 'accent'}>
                    <Entry incident={incident} clientId={clientId} company={company} />
                  </Sheet>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

type EntryProps = { incident: Incident; clientId: string; company: string };

function Entry({ incident, clientId, company }: EntryProps) {
  const { t } = useTranslation();
  const { closedAt, kind, noticedAt, reportBy, toldAt } = incident;
  return (
    <>
      <div className={styles.head}>
        <h2>{t('incidents.noticed', { date: dateTime(noticedAt) })}</h2>
        <StateMark tone={closedAt ? 'kept' : 'bad'}>
          {closedAt ? t('incidents.closed', { date: dateTime(closedAt) }) : t('incidents.open')}
        </StateMark>
        <span className={styles.quiet}>
          {toldAt ? t('incidents.told', { date: dateTime(toldAt) }) : t('incidents.notTold')}
          {kind !== 'declared' && ` · ${t('incidents.self')}`}
        </span>
      </div>
      <IncidentFacts incident={incident} />
      {reportBy && <p className={styles.report}>{t('incidents.reportBy', { date: dateTime(reportBy) })}</p>}
      <Group gap="sm" mt="lg">
        <Acknowledge incident={incident} clientId={clientId} />
        <Button
          component="a"
          variant="default"
          leftSection={<Download size={18} />}
          classNames={{ root: styles.long, label: styles.label }}
          download={`incident-${incident.incidentId}.txt`}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(draftRecord(t, company, incident))}`}
        >
          {t('incidents.draft')}
        </Button>
      </Group>
    </>
  );
}

function Acknowledge({ incident, clientId }: Omit<EntryProps, 'company'>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acknowledging = useMutation({
    mutationFn: () => acknowledgeIncident(clientId, incident.incidentId),
    onSuccess: async () => {
      void toast(t('incidents.done'));
      await queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
  if (incident.acknowledgedAt)
    return (
      <span className={styles.quiet}>
        {t('incidents.acknowledged', { date: dateTime(incident.acknowledgedAt) })}
      </span>
    );
  return (
    <>
      {acknowledging.isError && <ProblemNote error={acknowledging.error} />}
      <Button loading={acknowledging.isPending} onClick={() => acknowledging.mutate()}>
        {t('incidents.acknowledge')}
      </Button>
    </>
  );
}
