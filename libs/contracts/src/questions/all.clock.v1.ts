import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Count, Instant, ServiceName } from '../kinds.ts';

/**
 * Moves or reads the shiftable clock of every replica (refused by a replica whose clock is real).
 * `set` stores the shift, in milliseconds ahead of real time; `run` runs the jobs that are due; `report` reads.
 */
export const clock = defineQuestion('all.clock', 1, {
  in: z.discriminatedUnion('command', [
    z.strictObject({ command: z.literal('set'), shiftMs: Count }),
    z.strictObject({ command: z.enum(['run', 'report']) }),
  ]),
  out: z.strictObject({
    service: ServiceName,
    replica: z.string(),
    /** How many replicas of this service are alive, so that the asker knows when all have answered. */
    replicas: Count,
    shiftable: z.boolean(),
    now: Instant,
    shiftMs: Count,
    /** No due job, no unsent event, no message in hand. */
    quiet: z.boolean(),
    /** When this service's next job is due. */
    nextDueAt: Instant.nullable(),
  }),
});
