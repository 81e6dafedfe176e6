import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoryIds } from '@kstudio/charter';
import { EventId, services } from '@kstudio/contracts';
import { createAudit, purgeClient } from '@kstudio/holdings';
import { databasesOf } from '@kstudio/provision/databases';
import { holdings } from '@kstudio/provision/holdings';
import type mongoose from 'mongoose';
import { z } from 'zod';
import type { Doors } from './doors.ts';

/** What retention keeps of an order apart from the databases (services/retention/src/purge-mirror.ts). */
const Order = z.object({
  orderId: EventId,
  clientId: z.string().min(1),
  categories: z.array(z.enum(categoryIds)),
});

/**
 * Carries out again, in every service's database, all purges that are remembered; those from before the backup find
 * nothing. Resolves to how many there were. Throws when one still finds its client afterwards, or is not readable.
 */
export async function purgeAgain(
  admin: mongoose.Connection,
  { purgeOrders, databasePrefix }: Doors,
): Promise<number> {
  if (!existsSync(purgeOrders))
    throw new Error(
      `Where purges are remembered, ${purgeOrders}, is not there: without it what was purged since would come back.`,
    );
  const files = readdirSync(purgeOrders).filter((name) => name.endsWith('.json'));
  for (const file of files) {
    const order = Order.parse(JSON.parse(readFileSync(join(purgeOrders, file), 'utf8')));
    for (const service of services) {
      const db = admin.useDb(databasesOf(service, databasePrefix)[0]!, { useCache: true });
      await purgeClient({ db, holdings: holdings[service], audit: createAudit(db) }, order);
    }
  }
  return files.length;
}
