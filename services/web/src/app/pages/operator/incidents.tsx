import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeIncident, register } from '../../api/operator-calls.ts';
import type { RegisterEntry } from '../../api/types.ts';
import { dateTime } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StateMark } from '../../parts/marks.tsx';
import { Sheet } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { IncidentFacts } from '../incidents/incident-facts.tsx';
import styles from '../incidents/incidents.module.css';
import { AddMeasure } from './add-measure.tsx';
import { DeclareIncident } from './declare-incident.tsx';

/** The register of incidents: declared or noticed by the platform, who was told, how fast (6.incident). */
export function IncidentsTab() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['operator', 'incidents'], queryFn: register, refetchInterval: 10_000 });
  return (
    <>
      <DeclareIncident />
      <Loaded query={query}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('incidents.operator.none')} />
          ) : (
            <ul className={styles.list}>
              {all.map((entry) => (
                <li key={entry.incidentId}>
                  <Sheet>
                    <Entry entry={entry} />
                  </Sheet>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function Entry({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation();
  const { closedAt, incidentId, kind, noticedAt, slowestMs } = entry;
  return (
    <>
      <div className={styles.head}>
        <h2>{t('incidents.noticed', { date: dateTime(noticedAt) })}</h2>
        <StateMark tone={closedAt ? 'kept' : 'bad'}>
          {closedAt ? t('incidents.closed', { date: dateTime(closedAt) }) : t('incidents.open')}
        </StateMark>
        <span className={styles.quiet}>
          {t('incidents.operator.told', {
            told: entry.told,
            clients: entry.clients,
            acknowledged: entry.acknowledged,
          })}
          {slowestMs !== null &&
            `, ${t('incidents.operator.slowest', { seconds: (slowestMs / 1_000).toFixed(1) })}`}
          {kind !== 'declared' && ` · ${t('incidents.self')}`}
        </span>
      </div>
      <IncidentFacts incident={entry} />
      {!closedAt && <Steps incidentId={incidentId} />}
    </>
  );
}

function Steps({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const closing = useMutation({
    mutationFn: () => closeIncident(incidentId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['operator', 'incidents'] }),
  });
  if (adding) return <AddMeasure incidentId={incidentId} onDone={() => setAdding(false)} />;
  return (
    <>
      {closing.isError && <ProblemNote error={closing.error} />}
      <Group gap="sm" mt="lg">
        <Button variant="default" onClick={() => setAdding(true)}>
          {t('incidents.operator.addMeasure')}
        </Button>
        <Button variant="default" loading={closing.isPending} onClick={() => closing.mutate()}>
          {t('incidents.operator.close')}
        </Button>
      </Group>
    </>
  );
}
