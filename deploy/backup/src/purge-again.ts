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
  orderedAt: z.iso.datetime(),
});

/**
 * Carries out again, in every service's database, the purges of whole clients that were ordered since the backup. What
 * was ordered before is in the backup itself, done or under way; a part of a client (access, at the end of the grace)
 * is ordered again by retention, where its day has come and she has not come back. Resolves to how many there were.
 * Throws when one still finds its client afterwards, or is not readable.
 */
export async function purgeAgain(
  admin: mongoose.Connection,
  { purgeOrders, databasePrefix }: Doors,
  since: string,
): Promise<number> {
  if (!existsSync(purgeOrders))
    throw new Error(
      `Where purges are remembered, ${purgeOrders}, is not there: without it what was purged since would come back.`,
    );
  const orders = readdirSync(purgeOrders)
    .filter((name) => name.endsWith('.json'))
    .map((name) => Order.parse(JSON.parse(readFileSync(join(purgeOrders, name), 'utf8'))))
    .filter((order) => order.orderedAt >= since && order.categories.includes('subscription'));
  for (const order of orders) {
    for (const service of services) {
      const db = admin.useDb(databasesOf(service, databasePrefix)[0]!, { useCache: true });
      await purgeClient({ db, holdings: holdings[service], audit: createAudit(db) }, order);
    }
  }
  return orders.length;
}
