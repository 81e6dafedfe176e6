import type { ServiceName } from '@kstudio/contracts';
import type mongoose from 'mongoose';
import type { Told } from './company.ts';
import type { System } from './system.ts';
import type { Published } from './tap.ts';

export interface Finding {
  kind: 'lost' | 'twice' | 'mail';
  what: string;
}

/** What every check reads: what people were told, what was published, and all databases. */
export interface Evidence {
  system: System;
  companies: readonly Told[];
  published: readonly Published[];
}

export const lost = (what: string): Finding => ({ kind: 'lost', what });
export const twice = (what: string): Finding => ({ kind: 'twice', what });

/** Exactly one is right; none is a loss, more is an effect that happened twice. */
export function demandOne(count: number, what: string): Finding[] {
  if (count === 1) return [];
  return [count === 0 ? lost(`no ${what}`) : twice(`${count} × ${what}`)];
}

/** A document, of which a check reads what it needs. */
export type Row = mongoose.mongo.Document;
export type Rows = Map<string, Row[]>;

/** The documents of a collection, by the value at a path of one level. */
export async function grouped(
  system: System,
  service: ServiceName,
  collection: string,
  by: string,
  filter: Record<string, unknown> = {},
): Promise<Rows> {
  const rows = await system.db(service).collection(collection).find(filter).toArray();
  return Map.groupBy(rows, (row) => String(row[by]));
}
