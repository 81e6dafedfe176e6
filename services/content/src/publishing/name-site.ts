import { createHash } from 'node:crypto';
import { type Caller, isDuplicate } from '@kstudio/chassis';
import { readingSiteNamed } from '@kstudio/contracts';
import type { ContentDeps } from '../deps.ts';
import { demandRunning } from '../ending.ts';
import { problems } from '../problems.ts';
import { personOf } from '../rights.ts';
import type { Site } from '../spaces.store.ts';

/** The words that lead elsewhere on the sites' origin. */
const taken = new Set(['api', 'k.js', 'images', 'charter', 'assets', 'robots', 'www', 'admin']);

/**
 * Gives a space's site its name in addresses, and the title that its pages carry; another name moves the site. The
 * collector hears of it by a hash. Throws site-name-taken.
 */
export async function nameSite(
  deps: Pick<ContentDeps, 'spaces' | 'transaction'>,
  caller: Caller,
  { name, title }: Site,
): Promise<Site> {
  const { clientId, personId } = personOf(caller);
  await demandRunning(deps, clientId);
  if (taken.has(name)) throw problems.siteNameTaken();
  try {
    await deps.transaction(async (tx) => {
      const version = await deps.spaces.nameSite(tx, clientId, { name, title });
      const address = createHash('sha256').update(name).digest('hex');
      tx.emit(readingSiteNamed({ clientId, version, address }));
      tx.audit({ action: 'site-named', actor: personId, clientId });
    });
  } catch (error) {
    if (isDuplicate(error)) throw problems.siteNameTaken();
    throw error;
  }
  return { name, title };
}
