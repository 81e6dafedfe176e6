import { randomBytes } from 'node:crypto';
import { type Core, isDuplicate } from '@kstudio/chassis';
import { derive, type MasterKeys, seal, unseal } from './sealing.ts';

interface KeyRow {
  /** A Paris day, or `hand-over:<id>`. */
  _id: string;
  wrapped: Buffer;
}

/** What a key opens and finds, each by a key of its own. */
export interface DayKey {
  sealing: Buffer;
  visitors: Buffer;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KEY_BYTES = 32;

/**
 * The keys of collection days, in a database of their own that is never part of a data backup. What a key sealed is
 * unreadable from the moment that it is destroyed, wherever a copy of it lies. Global: a day is everybody's.
 */
export function createDayKeys(db: Core['db'], { wrapping }: Pick<MasterKeys, 'wrapping'>) {
  const rows = db.useDb(`${db.name}_keys`, { useCache: true }).collection<KeyRow>('day-keys');
  const opened = new Map<string, DayKey>();

  const open = ({ _id, wrapped }: KeyRow): DayKey => {
    const key = unseal(wrapping, _id, wrapped);
    return { sealing: derive(key, 'sealing'), visitors: derive(key, 'visitors') };
  };

  /** The key of a day or of a hand-over; undefined where it was destroyed, or never was. */
  async function find(name: string): Promise<DayKey | undefined> {
    const known = opened.get(name);
    if (known) return known;
    const row = await rows.findOne({ _id: name });
    if (!row) return undefined;
    const key = open(row);
    opened.set(name, key);
    return key;
  }

  return {
    find,
    /** The key of a day or of a hand-over, made when it is first needed. */
    async findOrMake(name: string): Promise<DayKey> {
      const known = await find(name);
      if (known) return known;
      const wrapped = seal(wrapping, name, randomBytes(KEY_BYTES));
      await rows
        .insertOne({ _id: name, wrapped }, { writeConcern: { w: 'majority', j: true } })
        .catch((error: unknown) => isDuplicate(error) || Promise.reject(error));
      return (await find(name))!;
    },
    /** Every day whose key is there, from `first` on, oldest first. */
    async daysFrom(first: string): Promise<string[]> {
      const found = await rows
        .find({ _id: { $gte: first } })
        .project<{ _id: string }>({ _id: 1 })
        .sort({ _id: 1 })
        .toArray();
      return found.map(({ _id }) => _id).filter((name) => DAY.test(name));
    },
    async destroy(name: string): Promise<void> {
      opened.delete(name);
      await rows.deleteOne({ _id: name }, { writeConcern: { w: 'majority', j: true } });
    },
  };
}
export type DayKeys = ReturnType<typeof createDayKeys>;
