import { isDuplicate, type Tx } from '@kstudio/chassis';
import { newId, signingKeyAnnounced } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { type KeyLife, planKeys } from './key-schedule.ts';
import type { TokenKeyRow } from './token-keys.store.ts';
import { newTokenKey, seal } from './token-keys.ts';

/** The job that makes the next signing key, and forgets what is dead. */
export const RENEW_JOB = 'renew-token-keys';

/**
 * Makes the key that signs next and announces it to every verifier, a day before it is used; drops keys whose last
 * token is dead; schedules itself for the next time. Repeated, it does nothing.
 */
export async function renewTokenKeys(deps: IdentityDeps, tx: Tx): Promise<void> {
  const keys = await deps.tokenKeys.all(tx);
  const plan = planKeys(keys, tx.now);
  if (plan.drop.length > 0)
    await deps.tokenKeys.drop(
      tx,
      plan.drop.map(({ _id }) => _id),
    );
  if (plan.make) await make(deps, tx, plan.make, (keys.at(-1)?.number ?? 0) + 1);
  tx.schedule({ name: RENEW_JOB, key: 'next', dueAt: plan.nextAt });
}

/** The same outside a job: at start, and when nothing signs although something should. */
export async function renewTokenKeysNow(deps: IdentityDeps): Promise<void> {
  await deps
    .transaction((tx) => renewTokenKeys(deps, tx))
    .catch((error: unknown) => {
      if (!isDuplicate(error)) throw error; // another replica made it in the meantime
    });
}

async function make(deps: IdentityDeps, tx: Tx, life: KeyLife, number: number): Promise<void> {
  const { publicKey, privateKey } = await newTokenKey();
  const kid = newId();
  const row: TokenKeyRow = {
    _id: kid,
    number,
    publicKey,
    sealed: seal(deps.secrets.sealing, kid, privateKey),
    ...life,
  };
  await deps.tokenKeys.insert(tx, row);
  tx.emit(signingKeyAnnounced({ ...announced(row), version: 1 }));
  tx.audit({ action: 'signing-key-made', target: kid });
}

/** A key as verifiers learn it. */
export const announced = ({ _id, publicKey, notBefore, notAfter }: TokenKeyRow) => ({
  kid: _id,
  publicKey: { kty: publicKey.kty, crv: publicKey.crv, x: publicKey.x, y: publicKey.y },
  notBefore: notBefore.toISOString(),
  notAfter: notAfter.toISOString(),
});
