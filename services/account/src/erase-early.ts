import { erasureAsked } from '@kstudio/contracts';
import { builtInYears, subscriptionGoes } from './client-life.ts';
import type { AccountDeps } from './deps.ts';
import { problems } from './problems.ts';
import { behind } from './resume-subscription.ts';

/** An erasure that was asked for can be taken back for so long: who has a mailbox for an hour destroys nothing. */
const TAKE_BACK_MS = 72 * 3_600_000;

/**
 * Through the archive's door the manager asks that everything goes now and not after the charter's years (GDPR
 * 28(3)(g)). She types the company's name, and can take it back for 72 hours; retention tells her at once, with the link
 * to the certificate. Throws door-unknown, name-differs, return-late.
 *
 * @enforces law.return
 */
export async function askErasure(deps: AccountDeps, token: string, companyName: string) {
  const client = await behind(deps, token);
  if (plain(companyName) !== plain(client.company.name)) throw problems.nameDiffers();
  return deps.transaction(async (tx) => {
    const eraseAt = new Date(tx.now.getTime() + TAKE_BACK_MS);
    const purgeAt = client.purgeAt && client.purgeAt < eraseAt ? client.purgeAt : eraseAt;
    const changed = await deps.clients.eraseAt(tx, client._id, eraseAt, purgeAt);
    if (!changed) throw problems.returnLate();
    const { _id: clientId, version } = changed;
    tx.emit(erasureAsked({ clientId, version, eraseAt: eraseAt.toISOString() }));
    tx.audit({ action: 'erasure-asked', clientId });
    return { eraseAt: eraseAt.toISOString() };
  });
}

/** Takes it back: the charter's years count again. Repeated, it does nothing. Throws door-unknown, return-late. */
export async function takeErasureBack(deps: AccountDeps, token: string): Promise<void> {
  const { _id: clientId, endedAt, eraseAt, termYears } = await behind(deps, token);
  if (!eraseAt) return;
  await deps.transaction(async (tx) => {
    const purgeAt = subscriptionGoes(endedAt!, termYears ?? builtInYears).instant;
    const changed = await deps.clients.eraseAt(tx, clientId, null, purgeAt);
    if (!changed) throw problems.returnLate();
    tx.emit(erasureAsked({ clientId, version: changed.version, eraseAt: null }));
    tx.audit({ action: 'erasure-taken-back', clientId });
  });
}

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
