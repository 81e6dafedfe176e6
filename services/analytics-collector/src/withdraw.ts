import { endOfTerm } from '@kstudio/charter';
import { FORGET_CONSENT } from './accept.ts';
import type { Site } from './covered-sites.ts';
import type { CollectorDeps } from './deps.ts';
import { prepareWithout } from './prepare-again.ts';
import { unseal } from './sealing.ts';
import { keptFor } from './terms.ts';
import { consentTag, namesOf } from './visitors.ts';

export const ERASE_VISITOR = 'erase-visitor';
const ON_THE_WAY_MS = 10 * 60_000;

/**
 * A visitor withdraws, or erases what is known of her browser: her acceptance ends, and her events are gone within the
 * hour. They are deleted at once; the job makes good what a crash would leave.
 */
export async function withdraw(
  deps: CollectorDeps,
  site: Site,
  visitorId: string | undefined,
): Promise<void> {
  if (!visitorId) return;
  const ended = await deps.transaction(async (tx) => {
    const rows = await deps.consents.end(tx, consentTag(deps, visitorId), site.name);
    for (const { _id: consentId } of rows) {
      const data = { consentId };
      tx.schedule({ name: FORGET_CONSENT, key: consentId, dueAt: endOfTerm(tx.now, keptFor).instant, data });
      tx.schedule({ name: ERASE_VISITOR, key: consentId, dueAt: tx.now, data });
      // What was on its way when she withdrew is written by then: within the hour that the charter gives.
      const later = new Date(tx.now.getTime() + ON_THE_WAY_MS);
      tx.schedule({ name: ERASE_VISITOR, key: `${consentId} again`, dueAt: later, data });
    }
    return rows.length;
  });
  if (ended > 0) await eraseEvents(deps, site.name, visitorId);
}

/** The job of a withdrawal: by the sealed id of the consent, since the visitor's cookie is gone. */
export async function eraseVisitor(deps: CollectorDeps, consentId: string): Promise<void> {
  const consent = await deps.consents.find(consentId);
  if (!consent) return;
  const visitorId = unseal(deps.keys.consents, consent.visitor, consent.sealed).toString();
  await eraseEvents(deps, consent.site, visitorId);
}

/** What was prepared to be handed over, and holds her events, is prepared again without them. */
async function eraseEvents(deps: CollectorDeps, site: string, visitorId: string): Promise<void> {
  const names = await namesOf(deps, site, visitorId);
  const clients = (await deps.events.clientsOf(names)).filter((clientId) => clientId !== null);
  await prepareWithout(deps, await deps.handOvers.liveOf(clients), async () => {
    await deps.events.eraseVisitor(names);
  });
}
