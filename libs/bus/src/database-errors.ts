import mongoose from 'mongoose';

const {
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} = mongoose.mongo;
const away = [MongoNetworkError, MongoNotConnectedError, MongoServerSelectionError, MongoTopologyClosedError];
/** Server codes of a member that is no primary, or is leaving: MongoDB's "NotWritablePrimary" and shutdown families. */
const leaving = new Set([91, 189, 10107, 10058, 11600, 11602, 13435, 13436]);

/** True when it is the database that cannot be reached, and not the event that cannot be applied. */
export function databaseIsAway(error: unknown): boolean {
  if (away.some((kind) => error instanceof kind)) return true;
  if (error instanceof MongoError) {
    return error.hasErrorLabel('UnknownTransactionCommitResult') || leaving.has(Number(error.code));
  }
  return error instanceof Error && error.cause !== undefined && databaseIsAway(error.cause);
}

/** MongoDB's code for a key that exists already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoError && error.code === 11_000;
