import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { AddressChangeId, ClientId, Instant } from '../kinds.ts';

/**
 * An address of the subscription is to change, or has changed. `waiting`: the new one is sent the link that makes it;
 * `made`: the old one is told, and how to undo it until `until` (charter, "How we read it" 10).
 */
export const addressChange = defineEvent('account.address-change', 1, {
  clientId: ClientId,
  changeId: AddressChangeId,
  state: z.enum(['waiting', 'made']),
  until: Instant,
});
