import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RetentionDeps } from './deps.ts';

const Run = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(['proved', 'failed']),
  why: z.string().nullable(),
});
const Proofs = z.record(
  z.string(),
  z.object({
    last: Run.optional(),
    broken: z.object({ since: z.iso.datetime(), why: z.string().nullable() }).optional(),
  }),
);
export type Proofs = z.infer<typeof Proofs>;

/** What a clause's proof says here: `broken`: its enforcement was taken out of the code on purpose. */
export const proofStates = ['proved', 'failed', 'broken', 'never'] as const;
export interface Proof {
  state: (typeof proofStates)[number];
  at: string | null;
  /** The test that failed, in its own words. */
  why: string | null;
}

/** Reads what the proofs said on this installation. A file that is not there, or says nothing, proves nothing. */
export async function readProofs(path: string | undefined, log: RetentionDeps['log']): Promise<Proofs> {
  if (!path) return {};
  try {
    return Proofs.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') log.warn({ err: error }, 'the proofs cannot be read');
    return {};
  }
}

/** What is known of one clause's proof. Pure. */
export function proofOf(proofs: Proofs, clause: string): Proof {
  const { last, broken } = proofs[clause] ?? {};
  if (broken) return { state: 'broken', at: broken.since, why: broken.why };
  return last ? { state: last.outcome, at: last.at, why: last.why } : { state: 'never', at: null, why: null };
}
