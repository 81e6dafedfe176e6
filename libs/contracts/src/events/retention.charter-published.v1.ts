import { defineEvent } from '../define.ts';
import { CharterVersion, Instant } from '../kinds.ts';

/** A version of the charter was published: whoever subscribes from now on is shown it, and lives under it. */
export const charterPublished = defineEvent(
  'retention.charter-published',
  1,
  { charterVersion: CharterVersion, publishedAt: Instant },
  { aggregate: 'charterVersion' },
);
