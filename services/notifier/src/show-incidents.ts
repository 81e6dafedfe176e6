import { type Bilingual, problems as chassisProblems } from '@kstudio/chassis';
import type { NotifierDeps } from './deps.ts';
import type { Incident, Touched } from './incidents.store.ts';
import { problems } from './problems.ts';

/** 72 hours from the controller's awareness to its authority (GDPR 33(1)). */
const REPORT_MS = 72 * 3_600_000;

const facts = ({ incidentId, kind, nature, consequences, measures, ...its }: Incident) => ({
  incidentId,
  kind,
  nature,
  consequences,
  measures: measures.map(({ at, words }) => ({ at: at.toISOString(), words })),
  categories: its.categories,
  people: its.people,
  noticedAt: its.noticedAt.toISOString(),
  closedAt: its.closedAt?.toISOString() ?? null,
});

/** From the moment of awareness, the client has 72 hours to report to its authority (law.breach). Pure. */
export const reportBy = ({ toldAt }: Pick<Touched, 'toldAt'>): Date | null =>
  toldAt && new Date(toldAt.getTime() + REPORT_MS);

/**
 * The register as far as it touches one client: what happened, what is done, what it was told and when, and until when it
 * may have to report.
 *
 * @enforces 6.incident
 * @enforces law.breach
 */
export async function showIncidents({ incidents }: Pick<NotifierDeps, 'incidents'>, clientId: string) {
  const list = await incidents.listOf(clientId);
  return list.map(({ incident, touched }) => ({
    ...facts(incident),
    toldAt: touched.toldAt?.toISOString() ?? null,
    acknowledgedAt: touched.acknowledgedAt?.toISOString() ?? null,
    reportBy: reportBy(touched)?.toISOString() ?? null,
  }));
}

/** Somebody of the client says that she knows; what is another client's is answered like what does not exist. */
export async function acknowledgeIncident(
  deps: Pick<NotifierDeps, 'incidents' | 'transaction'>,
  clientId: string,
  personId: string,
  incidentId: string,
): Promise<void> {
  if (!(await deps.incidents.touches(clientId, incidentId))) throw chassisProblems.unknown();
  await deps.transaction(async (tx) => {
    if (await deps.incidents.acknowledge(tx, clientId, incidentId, personId))
      tx.audit({ action: 'incident-acknowledged', clientId, actor: personId, target: incidentId });
  });
}

/** The whole register for operators: how many clients were told, and how long it took at most. */
export async function showRegister({ incidents }: Pick<NotifierDeps, 'incidents'>) {
  const register = await incidents.register();
  return register.map(({ incident, clients }) => {
    const delays = clients.flatMap(({ toldAt, noticedAt }) =>
      toldAt ? [toldAt.getTime() - noticedAt.getTime()] : [],
    );
    return {
      ...facts(incident),
      clients: clients.length,
      told: delays.length,
      acknowledged: clients.filter(({ acknowledgedAt }) => acknowledgedAt).length,
      slowestMs: delays.length > 0 ? Math.max(...delays) : null,
    };
  });
}

/** Adds a measure to an open incident, or closes it. Throws incident-unknown. */
export async function followIncident(
  deps: Pick<NotifierDeps, 'incidents' | 'transaction'>,
  staffId: string,
  incidentId: string,
  step: { measure: Bilingual } | { close: true },
): Promise<void> {
  await deps.transaction(async (tx) => {
    const done =
      'measure' in step
        ? await deps.incidents.addMeasure(tx, incidentId, step.measure)
        : await deps.incidents.close(tx, incidentId);
    if (!done) throw problems.incidentUnknown();
    const action = 'measure' in step ? 'incident-measure-added' : 'incident-closed';
    tx.audit({ action, actor: staffId, target: incidentId });
  });
}
