import type mongoose from 'mongoose';

export interface Change<T> {
  /** What must hold beside the key. */
  where?: mongoose.QueryFilter<T>;
  set: mongoose.UpdateQuery<T>;
  session: mongoose.mongo.ClientSession;
  /** Makes the row where there is none. */
  upsert?: boolean;
}

/**
 * One change of the row with this key; gives the row as it is then, or null where nothing was to be changed. Written
 * in two steps, in one transaction: MongoDB writes a findAndModify that meets a conflict, values and all, into its own
 * log, where no purge comes (seen with 6.0: log id 23802).
 */
export async function changeOne<T>(
  model: mongoose.Model<T>,
  key: mongoose.QueryFilter<T>,
  { where = {}, set, session, upsert = false }: Change<T>,
): Promise<T | null> {
  const { matchedCount, upsertedCount } = await model.updateOne({ ...key, ...where }, set, {
    session,
    upsert,
  });
  return matchedCount + upsertedCount === 0 ? null : model.findOne(key).session(session).lean<T>();
}
