import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { CharterVersion, ClientId } from '../kinds.ts';

/**
 * This client now lives under `charterVersion`. `termYears` are those of clause 5.subscription-term for what she gave:
 * the fewest of every version that she has lived under.
 */
export const charterApplied = defineEvent('retention.charter-applied', 1, {
  clientId: ClientId,
  charterVersion: CharterVersion,
  termYears: z.int().positive(),
});
