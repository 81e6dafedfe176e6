import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order } from './orders.store.ts';

/**
 * What was purged is kept apart from the databases and their backups, one file for each order, so that a restore can
 * run it again before the restored system takes traffic. A file holds ids and categories, and goes thirty days after
 * its certificate, when no backup from before the purge is left.
 */
export function createPurgeMirror(folder: string) {
  const fileOf = (orderId: string) => join(folder, `${orderId}.json`);
  return {
    /** On the disk, whole, when it resolves. Keeping an order again changes nothing. */
    async keep({ orderId, clientId, categories, orderedAt }: Order): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = `${fileOf(orderId)}.${randomUUID()}`;
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify({ orderId, clientId, categories, orderedAt }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, fileOf(orderId));
    },

    async forget(orderId: string): Promise<void> {
      await rm(fileOf(orderId), { force: true });
    },
  };
}
export type PurgeMirror = ReturnType<typeof createPurgeMirror>;
