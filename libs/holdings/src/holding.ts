import { createHash } from 'node:crypto';
import type { CategoryId } from '@kstudio/charter';
import mongoose from 'mongoose';
import { createMissing } from './create-missing.ts';

type Connection = mongoose.Connection;

/**
 * A collection of one service that knows its category at birth (invariant 11). Each path of its schema carries
 * the SchemaType option `clause` (the clause that lets it be kept) or `technical: true` (ids, versions, dates of rows).
 */
export interface Holding {
  name: string;
  category: CategoryId;
  /** The path that holds the client's id; null for what belongs to no client, with the reason in `global`. */
  client: string | null;
  /** The path that holds the person's id, where a row is about one person. */
  person?: string;
  /** Why this collection belongs to no client. */
  global?: string;
  schema: mongoose.Schema;
  /**
   * What hangs on the persons of these rows and on no other client: deleted before the rows themselves, so that a
   * crash in between is made good by the next run. Gives how many rows went, by the name of their holding.
   */
  takesAlong?(
    db: mongoose.Connection,
    clientId: string,
    personIds: readonly string[],
  ): Promise<Record<string, number>>;
}

/** Declares a holding. A collection of a service that is not declared fails the build. */
export function holding(declaration: Holding): Holding {
  const { schema } = declaration;
  schema.set('collection', declaration.name);
  schema.set('strict', 'throw');
  schema.set('strictQuery', 'throw');
  schema.set('versionKey', false);
  schema.set('autoCreate', false);
  schema.set('autoIndex', false);
  if (declaration.client && declaration.client !== '_id') schema.index({ [declaration.client]: 1 });
  return declaration;
}

/** The mongoose model of a holding on one service's connection. */
export function modelOf<T>(db: Connection, of: Holding): mongoose.Model<T> {
  return (db.models[of.name] ?? db.model(of.name, of.schema, of.name)) as mongoose.Model<T>;
}

/** Makes collections, validators and indexes. Idempotent; run at provisioning and at start, never in a transaction. */
export async function prepareHoldings(db: Connection, holdings: readonly Holding[]): Promise<void> {
  await createMissing(
    db,
    holdings.map((of) => ({ name: of.name, validator: validatorOf(of) })),
  );
  for (const of of holdings) await modelOf(db, of).createIndexes();
}

/**
 * Brings the validators of existing collections up to date; needs the provisioner's rights (collMod). While another
 * version runs beside this one, `expandOnly`: a document that either takes is taken, and one that is there already may
 * be changed.
 */
export async function renewValidators(
  db: Connection,
  holdings: readonly Holding[],
  expandOnly = false,
): Promise<void> {
  for (const of of holdings) {
    const own = validatorOf(of);
    const validator = expandOnly ? { $or: [own, ...(await validatorsThere(db, of.name))] } : own;
    const validationLevel = expandOnly ? 'moderate' : 'strict';
    await db.db!.command({ collMod: of.name, validator, validationLevel });
  }
}

/** The validator that a collection has; of one that was united before, each. */
async function validatorsThere(db: Connection, name: string): Promise<Record<string, unknown>[]> {
  const [found] = await db.db!.listCollections({ name }).toArray();
  const validator = (found as { options?: { validator?: Record<string, unknown> } }).options?.validator ?? {};
  return Array.isArray(validator['$or']) ? (validator['$or'] as Record<string, unknown>[]) : [validator];
}

/** The database's own check of a document's shape, from the same schema. Fields that are not in it are refused. */
function validatorOf({ schema }: Holding): Record<string, unknown> {
  return { $jsonSchema: closed(schema.toJSONSchema({ useBsonType: true }) as JsonSchema) };
}

interface JsonSchema {
  bsonType?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: unknown;
  [key: string]: unknown;
}

function closed(schema: JsonSchema): JsonSchema {
  const result: JsonSchema = { ...schema };
  if (schema.properties) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, closed(inner)]),
    );
    result.additionalProperties = false;
  }
  if (schema.items) result.items = closed(schema.items);
  return result;
}

const BATCH = 500;

/** How many rows a client has in a holding. */
export function countOf(db: Connection, of: Holding, clientId: string): Promise<number> {
  if (!of.client) return Promise.resolve(0);
  return db.collection(of.name).countDocuments({ [of.client]: clientId });
}

/** A client's rows, or of one person in it, as plain documents, streamed. */
export function exportOf(db: Connection, of: Holding, clientId: string, personId?: string) {
  if (!of.client || (personId && !of.person)) return db.collection(of.name).find({ _id: { $in: [] } });
  return db
    .collection(of.name)
    .find(personId ? { [of.client]: clientId, [of.person!]: personId } : { [of.client]: clientId });
}

/**
 * Deletes a client's rows in batches of 500, with what they take along, and says how many went of each holding.
 * Run again after a crash, it goes on.
 */
export async function purgeOf(
  db: Connection,
  of: Holding,
  clientId: string,
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = { [of.name]: 0 };
  if (!of.client) return deleted;
  const rows = db.collection(of.name);
  const projection = of.person ? { _id: 1, [of.person]: 1 } : { _id: 1 };
  for (;;) {
    const batch = await rows.find({ [of.client]: clientId }, { projection, limit: BATCH }).toArray();
    if (batch.length === 0) return deleted;
    const persons = of.person ? batch.map((row) => String(row[of.person!])) : [];
    const along = (await of.takesAlong?.(db, clientId, persons)) ?? {};
    const { deletedCount } = await rows.deleteMany({ _id: { $in: batch.map((row) => row._id) } });
    for (const [name, count] of [...Object.entries(along), [of.name, deletedCount] as const]) {
      deleted[name] = (deleted[name] ?? 0) + count;
    }
  }
}

export interface ScanResult {
  collections: number;
  documents: number;
  found: number;
}

/**
 * Reads every document of every collection of the database, knowing nothing of fields, and counts those in which
 * the text stands anywhere: keys, values, nested, binary as base64. Left out: collections of proof (ids and counts,
 * said so in the charter) and the purges under way, jobs of the name `job`.
 */
export async function scanRaw(
  db: Connection,
  text: string,
  except: { collections: readonly string[]; job?: string },
): Promise<ScanResult> {
  const result: ScanResult = { collections: 0, documents: 0, found: 0 };
  for (const { name } of await db.db!.listCollections({}, { nameOnly: true }).toArray()) {
    if (name.startsWith('system.') || except.collections.includes(name)) continue;
    result.collections += 1;
    for await (const document of db.collection(name).find()) {
      if (name === 'jobs' && document.name === except.job) continue;
      result.documents += 1;
      if (mongoose.mongo.BSON.EJSON.stringify(document).includes(text)) result.found += 1;
    }
  }
  return result;
}

/** What a certificate calls a client: SHA-256 of its id, so that it holds no id that is used elsewhere. */
export const fingerprintOf = (clientId: string): string =>
  createHash('sha256').update(clientId).digest('hex');
