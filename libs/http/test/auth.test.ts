import { generateKeyPairSync } from 'node:crypto';
import { newId } from '@kstudio/contracts';
import jwt from 'jsonwebtoken';
import { openDatabase } from '../../../tests/support/database.ts';
import { type Auth, createAuth, ISSUER } from '../src/index.ts';

const minutes = 60_000;

describe('what a service knows of tokens', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = newId();
  let opened: Awaited<ReturnType<typeof openDatabase>>;
  let auth: Auth;
  let shift = 0;
  const clock = { now: () => new Date(Date.now() + shift) };

  beforeAll(async () => {
    opened = await openDatabase('auth');
    const log = { warn: () => undefined, error: () => undefined };
    auth = createAuth({ db: opened.db, clock, realTime: { now: () => Date.now() }, log });
    const jwk = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
    const at = (ms: number) => new Date(ms).toISOString();
    await auth.learnKey({ kid, publicKey: jwk, notBefore: at(0), notAfter: at(Date.now() + 600 * minutes) });
  });
  afterAll(async () => {
    auth?.stop();
    await opened?.remove();
  });

  const tokenOf = (sid: string) =>
    jwt.sign({ sub: newId(), cid: newId(), role: 'reader', manager: false, sid }, privateKey, {
      algorithm: 'ES256',
      keyid: kid,
      issuer: ISSUER,
      expiresIn: '2h',
    });

  it('forgets a revocation when its last token is dead, and none before', async () => {
    const [ended, lasting] = [newId(), newId()];
    await auth.learnRevocation(ended, new Date(Date.now() + 10 * minutes));
    await auth.learnRevocation(lasting, new Date(Date.now() + 60 * minutes));
    expect(await auth.callerOf(tokenOf(ended))).toBeUndefined();
    shift = 11 * minutes;
    await auth.forget();
    // No token of ours outlives its revocation; this one does, so that what is remembered can be seen.
    expect(await auth.callerOf(tokenOf(ended))).toMatchObject({ kind: 'user' });
    expect(await auth.callerOf(tokenOf(lasting))).toBeUndefined();
  });
});
