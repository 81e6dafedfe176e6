import type { Core, Holding } from '@kstudio/chassis';

/**
 * Ends the ties (rows of the collection `ties`) of these persons with this client, and deletes of `goes` what is of
 * those who have no other (charter, "How we read it" 13). Each person in a transaction that writes on what is hers
 * before it looks: a new tie that is being made, or the purge of her other client, conflicts with it and one of the
 * two goes again. Counts by collection, ties included.
 *
 * @enforces 5.subscription-term
 */
export async function onlyHere(
  db: Core['db'],
  ties: string,
  clientId: string,
  personIds: readonly string[],
  goes: readonly Holding[],
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = Object.fromEntries(
    [ties, ...goes.map(({ name }) => name)].map((name) => [name, 0]),
  );
  const untie = async (personId: string) => {
    const gone = await db.getClient().withSession((session) =>
      session.withTransaction(async () => {
        const hers = ({ person }: Holding) => ({ [person ?? '_id']: personId });
        for (const of of goes)
          await db.collection(of.name).updateMany(hers(of), { $inc: { version: 1 } }, { session });
        const tied = await db.collection(ties).deleteMany({ personId, clientId }, { session });
        const counts: [string, number][] = [[ties, tied.deletedCount]];
        if (await db.collection(ties).findOne({ personId }, { session, projection: { _id: 1 } }))
          return counts;
        for (const of of goes) {
          const { deletedCount } = await db.collection(of.name).deleteMany(hers(of), { session });
          counts.push([of.name, deletedCount]);
        }
        return counts;
      }),
    );
    for (const [name, count] of gone) deleted[name] = (deleted[name] ?? 0) + count;
  };
  for (const personId of new Set(personIds)) await untie(personId);
  return deleted;
}
