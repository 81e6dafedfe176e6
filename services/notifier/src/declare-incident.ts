import type { Bilingual, Tx } from '@kstudio/chassis';
import {
  administrators,
  ClientId,
  type DataOf,
  newId,
  recipient,
  type refreshTokenReused,
} from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import type { Incident } from './incidents.store.ts';
import { problems } from './problems.ts';
import { queueLetter } from './queue-notice.ts';

/** The job that tells one client of one incident. */
export const TELL_JOB = 'tell-of-incident';

export type Declaration = Pick<Incident, 'nature' | 'consequences' | 'categories' | 'people'> & {
  measures: Bilingual;
  /** Null: at this moment. */
  noticedAt: Date | null;
  clientIds: readonly string[];
};

/**
 * An operator declares an incident: it enters the register, and every client that it touches is told at once, by mail
 * and in the application. One that is not known would be told of nothing. Throws noticed-later, clients-unknown.
 *
 * @enforces 6.incident
 */
export async function declareIncident(
  deps: NotifierDeps,
  staffId: string,
  { measures, clientIds, ...declared }: Declaration,
): Promise<{ incidentId: string }> {
  await demandKnown(deps, clientIds);
  return deps.transaction(async (tx) => {
    const noticedAt = declared.noticedAt ?? tx.now;
    if (noticedAt > tx.now) throw problems.noticedLater();
    const incidentId = newId();
    const incident: Incident = {
      incidentId,
      kind: 'declared',
      ...declared,
      noticedAt,
      measures: [{ at: tx.now, words: measures }],
      declaredBy: staffId,
      closedAt: null,
    };
    await enter(deps, tx, incident, [...new Set(clientIds)]);
    tx.audit({ action: 'incident-declared', actor: staffId, target: incidentId });
    return { incidentId };
  });
}

/**
 * A slip of the keyboard must not leave a client untold and the register beyond correction. Where account does not
 * answer it is declared all the same: a breach waits for nothing.
 */
async function demandKnown({ ask }: Pick<NotifierDeps, 'ask'>, clientIds: readonly string[]): Promise<void> {
  const isKnown = async (clientId: string) =>
    ClientId.safeParse(clientId).success &&
    (await ask(recipient, { clientId, kind: 'manager' }).catch(() => ({ found: true }))).found;
  const judged = await Promise.all(clientIds.map(async (id) => ({ id, known: await isKnown(id) })));
  const unknown = judged.filter(({ known }) => !known).map(({ id }) => id);
  if (unknown.length > 0) throw problems.clientsUnknown(unknown);
}

const reuse: Pick<Incident, 'nature' | 'consequences'> & { measures: Bilingual } = {
  nature: {
    fr: 'Un jeton de connexion de l’un de vos utilisateurs a été présenté une seconde fois, après avoir été remplacé : quelqu’un d’autre a pu le copier.',
    en: 'A sign-in token of one of your users was presented a second time after it had been replaced: somebody else may have copied it.',
  },
  consequences: {
    fr: 'Jusqu’à cet instant, celui qui détenait le jeton a pu agir dans l’espace avec les droits de cet utilisateur.',
    en: 'Up to this moment, whoever held the token may have acted in the space with that user’s rights.',
  },
  measures: {
    fr: 'la session concernée est fermée partout, et ses jetons sont refusés par tous les services. Demandez à l’utilisateur de changer son mot de passe et de vérifier son appareil.',
    en: 'the session is closed everywhere, and its tokens are refused by every service. Ask the user to change the password and to check the device.',
  },
};

/**
 * The platform noticed by itself that a refresh token came twice: its client is told at once, without anybody's hand.
 *
 * @enforces 6.incident
 */
export async function declareReuse(
  deps: NotifierDeps,
  tx: Tx,
  { clientId, noticedAt }: DataOf<typeof refreshTokenReused>,
): Promise<void> {
  const incident: Incident = {
    incidentId: newId(),
    kind: 'token-reused',
    nature: reuse.nature,
    consequences: reuse.consequences,
    measures: [{ at: tx.now, words: reuse.measures }],
    categories: ['users', 'contents'],
    people: 1,
    noticedAt: new Date(noticedAt),
    declaredBy: null,
    closedAt: null,
  };
  await enter(deps, tx, incident, [clientId]);
}

async function enter(
  { incidents }: NotifierDeps,
  tx: Tx,
  incident: Incident,
  clientIds: readonly string[],
): Promise<void> {
  const { incidentId } = incident;
  await incidents.declare(tx, incident, clientIds);
  for (const clientId of clientIds) {
    const key = `${incidentId}:${clientId}`;
    tx.schedule({ name: TELL_JOB, key, clientId, dueAt: tx.now, data: { incidentId } });
  }
}

/** Writes to every active administrator of a client; to its manager where there is none (charter, "How we read it" 12). */
export async function tellOfIncident(
  deps: NotifierDeps,
  tx: Tx,
  clientId: string,
  incidentId: string,
): Promise<void> {
  const incident = await deps.incidents.find(incidentId);
  if (!incident) return;
  const { personIds } = await deps.ask(administrators, { clientId });
  const addressees = personIds.length > 0 ? personIds : [null];
  for (const personId of addressees)
    await queueLetter(deps, tx, { clientId, personId }, 'incident', incident.noticedAt, incidentId);
}
