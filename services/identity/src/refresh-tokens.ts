import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whose session a token is of: a user's or a staff member's. */
export type SessionKind = 'user' | 'staff';

/** A refresh token that this service made, whichever of its family it is. */
export interface RefreshToken {
  kind: SessionKind;
  sessionId: string;
  text: string;
}

const SHAPE = /^(user|staff)\.([0-9a-f-]{36})\.([\w-]{43})\.([\w-]{43})$/;

/**
 * Refresh tokens `kind.session.secret.seal`. Each is derived from the one before it, so that nothing but hashes is
 * stored and a lost answer can be given again; the seal tells a token of ours, however old, from an invented one.
 */
export function createRefreshTokens(key: Buffer) {
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');
  const make = (kind: SessionKind, sessionId: string, secret: string): RefreshToken => {
    const body = `${kind}.${sessionId}.${secret}`;
    return { kind, sessionId, text: `${body}.${mac('seal', body)}` };
  };
  return {
    /** The first token of a session. */
    first: (kind: SessionKind, sessionId: string) =>
      make(kind, sessionId, mac('first', `${kind}.${sessionId}`)),
    /** The one token that follows: the same, however often it is asked for. */
    successor: ({ kind, sessionId, text }: RefreshToken) => make(kind, sessionId, mac('next', text)),
    /** The token in a cookie; undefined when we did not make it. */
    read(text: string | undefined): RefreshToken | undefined {
      const [, kind, sessionId, secret, seal] = SHAPE.exec(text ?? '') ?? [];
      if (!text || !kind || !sessionId || !secret || !seal) return undefined;
      const expected = mac('seal', `${kind}.${sessionId}.${secret}`);
      if (!timingSafeEqual(Buffer.from(seal), Buffer.from(expected))) return undefined;
      return { kind: kind as SessionKind, sessionId, text };
    },
  };
}
export type RefreshTokens = ReturnType<typeof createRefreshTokens>;

/** What is stored of a token. */
export const digestOf = ({ text }: RefreshToken): string => createHash('sha256').update(text).digest('hex');
