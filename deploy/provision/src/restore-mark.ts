import { realTime } from '@kstudio/chassis';
import type mongoose from 'mongoose';

type Mark = { _id: 'under-way'; since: Date };
const marks = (admin: mongoose.Connection, prefix: string) =>
  admin.useDb(`${prefix}restore`, { useCache: true }).collection<Mark>('state');

/** A restore has begun: until it is through, the databases are fit for no service. */
export async function markRestore(admin: mongoose.Connection, prefix: string): Promise<void> {
  await marks(admin, prefix).updateOne(
    { _id: 'under-way' },
    { $setOnInsert: { since: new Date(realTime.now()) } },
    { upsert: true },
  );
}

export async function unmarkRestore(admin: mongoose.Connection, prefix: string): Promise<void> {
  await marks(admin, prefix).deleteOne({ _id: 'under-way' });
}

/** When a restore that is not through was begun; null when there is none. */
export async function restoreUnderWay(admin: mongoose.Connection, prefix: string): Promise<Date | null> {
  return (await marks(admin, prefix).findOne({ _id: 'under-way' }))?.since ?? null;
}
