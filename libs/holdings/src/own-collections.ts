import type { CategoryId } from '@kstudio/charter';
import type mongoose from 'mongoose';
import { createMissing } from './create-missing.ts';

/** A collection that our libraries keep in every service's database, beside the service's own holdings. */
export interface OwnCollection {
  name: string;
  category: CategoryId;
  keeps: string;
}

/** The charter compiler compares this list with every collection that our libraries open. */
// biome-ignore format: a table is read by its columns
export const ownCollections: readonly OwnCollection[] = [
  { name: 'outbox',            category: 'technical', keeps: 'events on their way out, ids alone, until the broker confirms them' },
  { name: 'inbox',             category: 'technical', keeps: 'ids of events whose effect is here, 30 days' },
  { name: 'jobs',              category: 'technical', keeps: 'what is due, ids and times alone, until it is done' },
  { name: 'idempotency',       category: 'technical', keeps: 'ids that answered a repeated request, a day' },
  { name: 'rate-limits',       category: 'technical', keeps: 'salted hashes with a count, minutes' },
  { name: 'rate-limit-salts',  category: 'technical', keeps: 'the salt of those hashes, a day' },
  { name: 'clock',             category: 'technical', keeps: 'the shift of the clock' },
  { name: 'replicas',          category: 'technical', keeps: 'which replicas live, seconds' },
  { name: 'verification-keys', category: 'technical', keeps: 'public keys of tokens, until the last token is dead' },
  { name: 'revocations',       category: 'technical', keeps: 'ids of revoked sessions, until their last token is dead' },
  { name: 'signing-key',       category: 'proof',     keeps: 'the key that signs this service’s purge answers' },
  { name: 'audit',             category: 'proof',     keeps: 'hashes of who did what to what, chained; the details, ids alone, go after a year or with the client' },
  { name: 'purged',            category: 'proof',     keeps: 'hashes of purged clients, against late events' },
];

/** Makes those that are not there, at start: none may be made inside a transaction. */
export const prepareOwnCollections = (db: mongoose.Connection): Promise<void> =>
  createMissing(
    db,
    ownCollections.map(({ name }) => ({ name })),
  );
