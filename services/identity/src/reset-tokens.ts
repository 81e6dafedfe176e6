import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionKind } from './refresh-tokens.ts';

/** What a link names: a reset of a user's password, or of a staff member's. */
export interface ResetLink {
  kind: SessionKind;
  resetId: string;
}

const SHAPE = /^(user|staff)\.([0-9a-f-]{36})\.([\w-]{43})$/;

/** The tokens of forgotten passwords' links, `kind.reset.seal`: made each time they are needed, and stored nowhere. */
export function createResetTokens(key: Buffer) {
  const seal = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  return {
    make: ({ kind, resetId }: ResetLink): string => `${kind}.${resetId}.${seal(`${kind}.${resetId}`)}`,
    /** What a token names; undefined when we did not make it. */
    read(text: string): ResetLink | undefined {
      const [, kind, resetId, given] = SHAPE.exec(text) ?? [];
      if (!kind || !resetId || !given) return undefined;
      const expected = seal(`${kind}.${resetId}`);
      return timingSafeEqual(Buffer.from(given), Buffer.from(expected))
        ? { kind: kind as SessionKind, resetId }
        : undefined;
    },
  };
}
export type ResetTokens = ReturnType<typeof createResetTokens>;
