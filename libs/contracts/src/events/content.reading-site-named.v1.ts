import { defineEvent } from '../define.ts';
import { ClientId, Sha256 } from '../kinds.ts';

/**
 * A space's reading site has this address from now on: the SHA-256 of the first part of its path, the one that names
 * the space. Null: it has none any more.
 */
export const readingSiteNamed = defineEvent('content.reading-site-named', 1, {
  clientId: ClientId,
  address: Sha256.nullable(),
});
