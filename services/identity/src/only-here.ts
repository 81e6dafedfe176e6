import type { Core } from '@kstudio/chassis';

/**
 * Deletes, in the collections `goes` (whose `_id` is the person), the persons who have a row of `ties` with this
 * client and with no other (charter, "How we read it" 13). Each person in a transaction, against a new tie that is
 * being made. Counts by collection.
 *
 * @enforces 5.subscription-term
 */
export async function onlyHere(
  db: Core['db'],
  ties: string,
  clientId: string,
  personIds: readonly string[],
  goes: readonly string[],
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = Object.fromEntries(goes.map((name) => [name, 0]));
  const removePerson = async (personId: string) => {
    const gone = await db.getClient().withSession((session) =>
      session.withTransaction(async () => {
        const elsewhere = await db
          .collection(ties)
          .findOne({ personId, clientId: { $ne: clientId } }, { session, projection: { _id: 1 } });
        if (elsewhere) return [];
        const counts: [string, number][] = [];
        for (const name of goes) {
          const { deletedCount } = await db
            .collection(name)
            .deleteOne({ _id: personId as never }, { session });
          counts.push([name, deletedCount]);
        }
        return counts;
      }),
    );
    for (const [name, count] of gone) deleted[name] = (deleted[name] ?? 0) + count;
  };
  for (const personId of new Set(personIds)) await removePerson(personId);
  return deleted;
}
