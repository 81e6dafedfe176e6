import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { servers } from './servers.ts';

/** A database of a test's own on the real server, by the administrator's address. */
export async function openDatabase(name: string) {
  const dbName = `${name}-${randomBytes(4).toString('hex')}`;
  const db = await mongoose.createConnection(servers().mongodbUrl, { dbName }).asPromise();
  const remove = async () => {
    await db.dropDatabase();
    await db.close();
  };
  return { db, remove };
}
