import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DataOf, signingKeyAnnounced } from '@kstudio/contracts';
import jwt from 'jsonwebtoken';
import type mongoose from 'mongoose';
import { z } from 'zod';
import type { Log } from './problem.ts';
import type { Who } from './route.ts';

export const Role = z.enum(['administrator', 'author', 'reviewer', 'reader']);
export type Role = z.infer<typeof Role>;

/** Who sends a request, as its access token says. */
export type Caller =
  | { kind: 'anyone' }
  | { kind: 'user'; personId: string; clientId: string; role: Role; manager: boolean; sessionId: string }
  | { kind: 'staff'; staffId: string; role: 'support' | 'operator'; sessionId: string };

/** The id that an audit row names, if the caller has one. */
export const actorOf = (caller: Caller): string | undefined =>
  caller.kind === 'user' ? caller.personId : caller.kind === 'staff' ? caller.staffId : undefined;

const userClaims = z.object({
  sub: z.string(),
  cid: z.string(),
  role: Role,
  manager: z.boolean(),
  sid: z.string(),
  exp: z.number(),
});
const staffClaims = z.object({
  sub: z.string(),
  staff: z.enum(['support', 'operator']),
  sid: z.string(),
  exp: z.number(),
});

export const ISSUER = 'kstudio';
export const accessCookie = (appOrigin: string): string =>
  appOrigin.startsWith('https:') ? '__Host-ks_access' : 'ks_access';

type VerificationKey = Omit<DataOf<typeof signingKeyAnnounced>, 'version' | 'publicKey'> & {
  publicKey: Record<string, unknown>;
};
interface KeyRow extends Omit<VerificationKey, 'kid'> {
  _id: string;
}
interface RevocationRow {
  _id: string;
  until: Date;
  /** Real time, so that each replica picks up what another one was told. */
  heardAt: number;
}

const REMEMBERED = 10_000;
const REFRESH_MS = 1_000;

export interface AuthDeps {
  db: mongoose.Connection;
  /** The shiftable clock, by which tokens end. */
  clock: { now(): Date };
  /** Milliseconds of real time. */
  realTime: { now(): number };
  log: Log;
}

/** Verifies access tokens with the keys and revocations heard over the bus; nothing is asked over HTTP. */
export function createAuth({ db, clock, realTime, log }: AuthDeps) {
  const keyRows = db.collection<KeyRow>('verification-keys');
  const revocations = db.collection<RevocationRow>('revocations');
  const keys = new Map<string, { key: KeyObject; notAfter: string }>();
  const verified = new Map<string, { caller: Caller; until: number }>();
  /** Sessions whose tokens are refused, until their last one is dead. */
  const revoked = new Map<string, Date>();
  let heardUpTo = 0;

  /** The key that a token names: only by an id of ours, and only until its last day. */
  async function keyFor(kid: unknown, now: Date): Promise<KeyObject | undefined> {
    if (!KeyId.safeParse(kid).success) return undefined;
    const id = kid as string;
    if (!keys.has(id)) {
      const row = await keyRows.findOne({ _id: id });
      if (!row) return undefined;
      const key = createPublicKey({ key: row.publicKey as never, format: 'jwk' });
      keys.set(id, { key, notAfter: row.notAfter });
    }
    const { key, notAfter } = keys.get(id)!;
    return notAfter < now.toISOString() ? undefined : key;
  }

  async function verify(token: string): Promise<Caller | undefined> {
    const at = clock.now();
    const now = Math.floor(at.getTime() / 1_000);
    const known = verified.get(token);
    if (known && known.until > now) return known.caller;
    const header = headerOf(token);
    const key = header?.alg === 'ES256' ? await keyFor(header.kid, at) : undefined;
    if (!key) return undefined;
    try {
      const claims = jwt.verify(token, key, { algorithms: ['ES256'], issuer: ISSUER, clockTimestamp: now });
      const caller = callerOf(claims);
      if (!caller) return undefined;
      if (verified.size >= REMEMBERED) verified.delete(verified.keys().next().value!);
      verified.set(token, { caller, until: (claims as { exp: number }).exp });
      return caller;
    } catch {
      return undefined; // an expired or forged token is no token
    }
  }

  async function hearRevocations(): Promise<void> {
    // A second of overlap covers replicas whose machines' clocks differ a little.
    const news = await revocations.find({ heardAt: { $gte: heardUpTo - REFRESH_MS } }).toArray();
    for (const row of news) {
      revoked.set(row._id, row.until);
      heardUpTo = Math.max(heardUpTo, row.heardAt);
    }
  }
  const timer = setInterval(
    () => void hearRevocations().catch((err) => log.warn({ err }, 'revocations not read')),
    REFRESH_MS,
  );
  timer.unref();

  return {
    /** The caller of a token; undefined when it is missing, expired, revoked, or signed by a key we do not know. */
    async callerOf(token: string | undefined): Promise<Caller | undefined> {
      const caller = token ? await verify(token) : undefined;
      if (!caller || caller.kind === 'anyone' || revoked.has(caller.sessionId)) return undefined;
      return caller;
    },
    hearRevocations,
    async learnKey(key: VerificationKey): Promise<void> {
      const { kid, ...rest } = key;
      await keyRows.replaceOne({ _id: kid }, rest as never, { upsert: true });
    },
    /** Refuses the tokens of a session from now on; in a transaction, soon after its commit. */
    async learnRevocation(
      sessionId: string,
      until: Date,
      session?: mongoose.mongo.ClientSession,
    ): Promise<void> {
      if (!session) revoked.set(sessionId, until);
      await revocations.updateOne(
        { _id: sessionId },
        { $set: { until, heardAt: realTime.now() } },
        { upsert: true, session },
      );
    },
    /** Drops keys and revocations whose last token is dead. */
    async forget(): Promise<void> {
      const now = clock.now();
      await revocations.deleteMany({ until: { $lt: now } });
      for (const [sessionId, until] of revoked) if (until < now) revoked.delete(sessionId);
      await keyRows.deleteMany({ notAfter: { $lt: now.toISOString() } });
    },
    stop: () => clearInterval(timer),
  };
}
export type Auth = ReturnType<typeof createAuth>;

const KeyId = z.uuid();

/** What stands in a token's header, unproved; undefined where it is no token (a payload that is no JSON throws). */
function headerOf(token: string): Record<string, unknown> | undefined {
  try {
    return jwt.decode(token, { complete: true })?.header as Record<string, unknown> | undefined;
  } catch {
    return undefined;
  }
}

function callerOf(claims: unknown): Caller | undefined {
  const user = userClaims.safeParse(claims);
  if (user.success) {
    const { sub, cid, role, manager, sid } = user.data;
    return { kind: 'user', personId: sub, clientId: cid, role, manager, sessionId: sid };
  }
  const staff = staffClaims.safeParse(claims);
  if (!staff.success) return undefined;
  return { kind: 'staff', staffId: staff.data.sub, role: staff.data.staff, sessionId: staff.data.sid };
}

/** Deny, then allow: whether a caller is one of those a route names. Operators may do what support may. */
export function mayCall(who: Who | readonly Who[], caller: Caller): boolean {
  const names: readonly Who[] = typeof who === 'string' ? [who] : who;
  return names.some((name) => {
    if (name === 'anyone') return true;
    if (caller.kind === 'staff') {
      return name === caller.role || (name === 'support' && caller.role === 'operator');
    }
    if (caller.kind !== 'user') return false;
    if (name === 'user') return true;
    if (name === 'manager') return caller.manager;
    if (name === 'author') return caller.role === 'author' || caller.role === 'administrator';
    return name === 'administrator' && caller.role === 'administrator';
  });
}
