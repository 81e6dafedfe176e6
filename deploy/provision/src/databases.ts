import { type Holding, prepareHoldings, renewValidators } from '@kstudio/chassis';
import type { ServiceName } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { restoreUnderWay } from './restore-mark.ts';

/** The databases of a service: its own, and for the collector the day keys' apart (never part of a data backup). */
export function databasesOf(service: ServiceName, prefix: string): string[] {
  if (service === 'analytics-collector') return [`${prefix}browsing`, `${prefix}browsing_keys`];
  return [`${prefix}${service}`];
}

/** Makes or renews a service's database user: its own databases and no other. */
export async function provisionDatabaseUser(
  admin: mongoose.Connection,
  service: ServiceName,
  prefix: string,
  password: string,
) {
  const [own] = databasesOf(service, prefix);
  const roles = databasesOf(service, prefix).map((db) => ({ role: 'readWrite', db }));
  const database = admin.useDb(own!).db!;
  const { users } = await database.command({ usersInfo: service });
  const verb = (users as unknown[]).length > 0 ? 'updateUser' : 'createUser';
  await database.command({ [verb]: service, pwd: password, roles });
}

/** The address that a service is handed: its own user, its own database. */
export function serviceMongoUrl(
  adminUrl: string,
  service: ServiceName,
  prefix: string,
  password: string,
): string {
  const url = new URL(adminUrl);
  const [own] = databasesOf(service, prefix);
  url.username = service;
  url.password = password;
  url.pathname = `/${own}`;
  url.searchParams.set('authSource', own!);
  return url.href;
}

/** Users, collections, indexes and validators of every service. Idempotent. Refuses databases that are half restored. */
export async function provisionDatabases(
  adminUrl: string,
  prefix: string,
  passwords: Record<ServiceName, string>,
  holdings: Record<ServiceName, readonly Holding[]>,
  { duringRestore = false, expandOnly = false }: { duringRestore?: boolean; expandOnly?: boolean } = {},
): Promise<void> {
  const admin = await mongoose.createConnection(adminUrl, { serverSelectionTimeoutMS: 10_000 }).asPromise();
  try {
    const since = duringRestore ? null : await restoreUnderWay(admin, prefix);
    if (since)
      throw new Error(
        `A restore that began at ${since.toISOString()} is not through: run it again. Until then nothing may start here.`,
      );
    for (const [service, its] of Object.entries(holdings) as [ServiceName, readonly Holding[]][]) {
      await provisionDatabaseUser(admin, service, prefix, passwords[service]);
      const db = admin.useDb(databasesOf(service, prefix)[0]!, { useCache: false });
      await prepareHoldings(db, its);
      await renewValidators(db, its, expandOnly);
    }
  } finally {
    await admin.close();
  }
}
