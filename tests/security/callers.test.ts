import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { services } from '@kstudio/contracts';
import { inviteColleague } from '../charter/support/colleague.ts';
import { signInSupport } from '../charter/support/support-staff.ts';
import { begin, png, send } from '../charter/support/writing.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, jsonOf, requestsMade } from '../support/exchange.ts';
import { Guest } from '../support/guest.ts';
import { signInAgain } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { isUnsafe, nameOf, type Operation, pathOf } from './api.ts';
import { type Cast, forEachOf, gatherCast, ownPath } from './cast.ts';
import { comparable, faultsOfRefusal, slugOf } from './judgement.ts';

/** Each role at each route: the answer that the route declares. Then tokens that are none. */

let cast: Cast;
beforeAll(async () => {
  cast = await gatherCast();
});
afterAll(() => process.stdout.write(`callers: ${requestsMade()} requests\n`));

/** A call that would be refused for its body, so that it changes nothing where the caller is let in. */
const harmless = (operation: Operation) => ({
  method: operation.method,
  path: ownPath(cast, operation),
  ...(isUnsafe(operation) && { headers: { 'content-type': 'application/json' }, body: '{"unasked":1}' }),
});

const doorkeeping = ['sign-in-needed', 'not-allowed', 'other-origin'];
const isManager = (who: string) => ['user', 'author', 'administrator', 'manager'].includes(who);
const isOperator = (who: string) => who === 'operator' || who === 'support';
const isAnyone = (who: string) => who === 'anyone';

const isSignOut = (operation: Operation) => nameOf(operation) === 'DELETE /api/identity/session';
/** Signing out works for whoever asks, so it comes last. */
const inOrder = () => cast.operations.toSorted((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));

async function expectDeclared(
  guest: Guest,
  admits: (who: string) => boolean,
  otherwise: { status: number; slug: string },
) {
  const faults: string[] = [];
  for (const operation of inOrder()) {
    const answer = await guest.send(harmless(operation));
    const letIn = operation.who.some((who) => isAnyone(who) || admits(who));
    if (letIn && doorkeeping.includes(slugOf(answer)))
      faults.push(`${nameOf(operation)} → ${slugOf(answer)}`);
    if (letIn && answer.status >= 500) faults.push(`${nameOf(operation)} → ${answer.status}`);
    if (letIn) continue;
    faults.push(...faultsOfRefusal(answer, { statuses: [otherwise.status] }));
    if (slugOf(answer) !== otherwise.slug) faults.push(`${nameOf(operation)} → ${slugOf(answer)}`);
  }
  expect(faults).toEqual([]);
}

describe('each role at each route', () => {
  it('anyone is let in where anyone is named, and asked to sign in elsewhere', async () => {
    const guest = new Guest(cast.system.application);
    await expectDeclared(guest, () => false, { status: 401, slug: 'sign-in-needed' });
  });

  it('a manager, who is administrator too, is let in where a user, administrator or manager is named', async () => {
    const guest = await signInAgain(cast.first);
    await expectDeclared(guest, isManager, { status: 403, slug: 'not-allowed' });
  });

  it.each(['author', 'reviewer', 'reader'])(
    'somebody declared as %s is let in where a user of the space is named, and her role',
    async (role) => {
      const { guest } = await inviteColleague(cast.system, cast.first, 'Nadia Benali', role);
      await expectDeclared(guest, (who) => who === 'user' || who === role, {
        status: 403,
        slug: 'not-allowed',
      });
    },
  );

  it('support is let in where support is named, and neither to operators’ nor to clients’ own pages', async () => {
    const { guest } = await signInSupport(cast.system);
    await expectDeclared(guest, (who) => who === 'support', { status: 403, slug: 'not-allowed' });
  });

  it('an operator is let in where operators or support are named, and to no client’s own pages', async () => {
    const guest = await signInOperator(cast.system);
    await expectDeclared(guest, isOperator, { status: 403, slug: 'not-allowed' });
  });
});

/** What there is of the second company, by the names that routes give to ids. */
async function idsOfTheOther(): Promise<Record<string, string>> {
  const { guest, clientId } = cast.second;
  const contents = await guest.demand<{ contentId: string }[]>(200, 'GET', '/api/content/contents');
  const colleague = await inviteColleague(cast.system, cast.second, 'Malo Tanguy', 'author');
  const mine = await begin(colleague.guest, 'Un brouillon de Malo');
  const image = await send(colleague.guest, `/contents/${mine}/images`, 'image/png', png);
  const { correctionId } = await colleague.guest.demand<{ correctionId: string }>(
    201,
    'POST',
    '/api/identity/corrections',
    { name: 'Malo Tanguy-Le Goff', reason: 'Je me suis marié.' },
  );
  const { personId } = colleague;
  const { sessions } = await colleague.guest.demand<{ sessions: { sessionId: string }[] }>(
    200,
    'GET',
    '/api/identity/access/sessions',
  );
  return {
    clientId,
    contentId: contents[0]!.contentId,
    personId,
    correctionId,
    imageId: String(image.body.imageId),
    sessionId: sessions[0]!.sessionId,
  };
}

describe('each role, with an id of another company', () => {
  let theirs: Record<string, string>;
  beforeAll(async () => {
    theirs = await idsOfTheOther();
  });
  const users: [string, () => Promise<Guest>][] = [
    ['a visitor', async () => new Guest(cast.system.application)],
    ['a manager', () => signInAgain(cast.first)],
    ...['author', 'reviewer', 'reader'].map((role): [string, () => Promise<Guest>] => [
      `somebody declared as ${role}`,
      async () => (await inviteColleague(cast.system, cast.first, 'Nadia Benali', role)).guest,
    ]),
  ];

  it.each(users)(
    '%s is answered as with an id that does not exist, at every route that takes one',
    async (_who, signIn) => {
      const guest = await signIn();
      const taking = inOrder().filter(({ path }) =>
        Object.keys(theirs).some((name) => path.includes(`{${name}}`)),
      );
      expect(taking.length).toBeGreaterThanOrEqual(25);
      for (const operation of taking) {
        const call = harmless(operation);
        const known = await guest.send({ ...call, path: pathOf(operation, theirs) });
        const unknown = await guest.send({ ...call, path: pathOf(operation) });
        expect([nameOf(operation), known.status >= 400 && known.status < 500]).toEqual([
          nameOf(operation),
          true,
        ]);
        expect([nameOf(operation), comparable(known)]).toEqual([nameOf(operation), comparable(unknown)]);
      }
    },
  );
});

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const read = (token: string, index: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString()) as Record<string, unknown>;
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signed = (header: unknown, payload: unknown, key: KeyObject = foreign.privateKey) => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

/** Tokens made from a real one, none of which identity has signed. */
async function forgeriesOf(token: string): Promise<Record<string, string>> {
  const [header, payload] = [read(token, 0), read(token, 1)];
  const [first, second, signature] = token.split('.');
  const { keys } = await cast.nobody.demand<{ keys: { kid: string }[] }>(200, 'GET', '/api/identity/keys');
  const jwk = keys.find(({ kid }) => kid === header.kid)!;
  const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ format: 'pem', type: 'spki' });
  const hmac = (text: string) => createHmac('sha256', pem).update(text).digest('base64url');
  const symmetric = `${part({ ...header, alg: 'HS256' })}.${second}`;
  const own = foreign.publicKey.export({ format: 'jwk' });
  return {
    'without a signature': `${first}.${second}.`,
    'with half a signature': `${first}.${second}.${signature!.slice(0, 40)}`,
    'with a signature of zeros': `${first}.${second}.${Buffer.alloc(64).toString('base64url')}`,
    'of algorithm none': `${part({ ...header, alg: 'none' })}.${second}.`,
    'of algorithm NONE, still signed': `${part({ ...header, alg: 'NONE' })}.${second}.${signature}`,
    'whose secret is the public key': `${symmetric}.${hmac(symmetric)}`,
    'signed by a foreign key': signed(header, payload),
    'of an unknown key': signed({ ...header, kid: '01890a5d-ac96-774b-bcce-b302099a8057' }, payload),
    'of no key': signed({ ...header, kid: undefined }, payload),
    'whose key id walks through folders': signed({ ...header, kid: '../../../../dev/null' }, payload),
    'whose key id is a query operator': signed({ ...header, kid: { $gt: '' } }, payload),
    'whose key id is an unknown operator': signed({ ...header, kid: { $surprise: 1 } }, payload),
    'whose key id is a list': signed({ ...header, kid: [header.kid] }, payload),
    'that brings its key along': signed({ ...header, kid: undefined, jwk: own }, payload),
    'that says where its key is': signed({ ...header, jku: 'http://127.0.0.1:1/keys' }, payload),
    'for longer than it was given': `${first}.${part({ ...payload, exp: Number(payload.exp) + 9_999 })}.${signature}`,
    'for another client': `${first}.${part({ ...payload, cid: cast.second.clientId })}.${signature}`,
    'for another role': `${first}.${part({ ...payload, role: 'administrator', staff: 'operator' })}.${signature}`,
    'whose payload is no JSON': `${first}.${part('no JSON')}.${signature}`,
    'that is no token': 'a.b.c',
    'that is empty': '',
  };
}

/** Operations that want a signed-in caller, with the real token of somebody they admit. */
const guarded = () =>
  cast.operations
    .filter(({ who }) => !who.includes('anyone'))
    .map((operation) => {
      const guest = operation.who.some(isOperator) ? cast.operator : cast.first.guest;
      return {
        operation,
        token: guest.token,
        name: [...guest.cookies.keys()].find((key) => key.endsWith('ks_access'))!,
      };
    });

const withToken = (
  operation: Operation,
  name: string,
  token: string,
  how: 'bearer' | 'cookie',
): Promise<Answer> => {
  const headers =
    how === 'bearer' ? { authorization: `Bearer ${token}`, cookie: '' } : { cookie: `${name}=${token}` };
  const call = harmless(operation);
  return cast.nobody.send({ ...call, headers: { ...call.headers, ...headers } });
};

describe('a token that identity did not give', () => {
  it.each(['bearer', 'cookie'] as const)('is no token, at any route (%s)', async (how) => {
    const faults: string[] = [];
    const forged = new Map<string, Record<string, string>>();
    await forEachOf(guarded(), async ({ operation, token, name }) => {
      if (!forged.has(token)) forged.set(token, await forgeriesOf(token));
      for (const [what, forgery] of Object.entries(forged.get(token)!)) {
        const answer = await withToken(operation, name, forgery, how);
        const wrong = faultsOfRefusal(answer, { statuses: [401] });
        if (slugOf(answer) !== 'sign-in-needed') wrong.push(`${slugOf(answer)}`);
        faults.push(...wrong.map((fault) => `a token ${what}: ${fault}`));
      }
    });
    expect(faults).toEqual([]);
  });

  it('is told from the real one, which opens the same routes', async () => {
    for (const { operation, token, name } of guarded()) {
      for (const how of ['bearer', 'cookie'] as const) {
        const answer = await withToken(operation, name, token, how);
        expect([nameOf(operation), doorkeeping.includes(slugOf(answer))]).toEqual([nameOf(operation), false]);
      }
    }
  });

  it('does not replace the one in the cookie: who sends Bearer is who Bearer says', async () => {
    const { operation } = guarded().find(({ operation: { who } }) => who.some(isManager))!;
    const answer = await cast.first.guest.send({
      ...harmless(operation),
      headers: { authorization: 'Bearer a.b.c' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('a session that was ended', () => {
  it('is refused by every service with its old token, and cannot be refreshed', async () => {
    const guest = await signInAgain(cast.first);
    const { token, cookie } = guest;
    await guest.demand(204, 'DELETE', '/api/identity/session');
    expect(guest.cookies.size).toBe(0);
    const ofService = (service: string) =>
      guarded().find(({ operation }) => operation.service === service && operation.who.some(isManager));
    const asked = services.map(ofService).filter((one) => one !== undefined);
    expect(asked.length).toBeGreaterThanOrEqual(5);
    await eventually(async () => {
      for (const { operation, name } of asked) {
        const answer = await withToken(operation, name, token, 'bearer');
        expect([operation.service, answer.status]).toEqual([operation.service, 401]);
      }
    }, 5_000);
    const again = await cast.nobody.ask('POST', '/api/identity/sessions/refresh', {}, { cookie });
    expect(faultsOfRefusal(again, { statuses: [401] })).toEqual([]);
  });
});

describe('an idempotency key', () => {
  const key = { 'idempotency-key': `refresh-${Date.now()}` };
  const refreshCookie = (guest: Guest) => `ks_refresh=${guest.cookies.get('ks_refresh')}`;
  const refresh = (cookie: string) =>
    cast.nobody.ask('POST', '/api/identity/sessions/refresh', {}, { ...key, cookie });
  const clientOf = (answer: Answer) => jsonOf<{ session?: { clientId: string } }>(answer)?.session?.clientId;

  it('that two people use lets neither in as the other', async () => {
    const [one, other] = await Promise.all([signInAgain(cast.first), signInAgain(cast.second)]);
    expect(clientOf(await refresh(refreshCookie(one)))).toBe(cast.first.clientId);
    expect(clientOf(await refresh(refreshCookie(other)))).toBe(cast.second.clientId);
    cast.nobody.cookies.clear();
  });

  it('that was used before the end of a session does not bring it back', async () => {
    const { email, password } = cast.first;
    const own = { 'idempotency-key': `sign-in-${Date.now()}` };
    const signIn = async () => {
      const guest = new Guest(cast.system.application);
      return { guest, answer: await guest.ask('POST', '/api/identity/sessions', { email, password }, own) };
    };
    const { guest, answer } = await signIn();
    expect((await signIn()).answer.text).toBe(answer.text);
    const cookie = refreshCookie(guest);
    await guest.demand(204, 'DELETE', '/api/identity/session');
    expect((await refresh(cookie)).status).toBe(401);
    expect((await signIn()).answer.status).toBe(401);
  });
});

describe('sign-in', () => {
  const signIn = (body: object) => cast.nobody.ask('POST', '/api/identity/sessions', body);

  it('answers an unknown address and a wrong password alike', async () => {
    const wrong = await signIn({ email: cast.first.email, password: 'not her password' });
    const unknown = await signIn({ email: 'personne@nulle-part.example', password: 'not her password' });
    expect(faultsOfRefusal(wrong, { statuses: [401] })).toEqual([]);
    expect([wrong.status, slugOf(wrong)]).toEqual([unknown.status, slugOf(unknown)]);
    expect(wrong.text.replaceAll(/[0-9a-f]{32}/g, '')).toBe(unknown.text.replaceAll(/[0-9a-f]{32}/g, ''));
  });

  it('opens the doors of staff to staff alone, and of users to users alone', async () => {
    const { email, password } = cast.first;
    const answer = await cast.nobody.ask('POST', '/api/identity/staff/sessions', { email, password });
    expect(faultsOfRefusal(answer, { statuses: [401] })).toEqual([]);
  });

  it('makes no second first operator', async () => {
    const body = {
      token: 'a'.repeat(43),
      name: 'Hélène Astier',
      email: 'h@knowmore.example',
      password: 'x'.repeat(30),
    };
    const answer = await cast.nobody.ask('POST', '/api/identity/staff/first', body);
    expect(faultsOfRefusal(answer)).toEqual([]);
  });

  it('is slowed down for one address, and a header cannot change the address', async () => {
    const guest = new Guest(cast.system.application);
    const attempts = Array.from({ length: 400 }, (_, index) => index);
    let slowed: Answer | undefined;
    await forEachOf(attempts, async (index) => {
      if (slowed) return;
      const headers = {
        'x-forwarded-for': `10.0.${index >> 8}.${index & 255}`,
        'x-real-ip': `10.1.0.${index & 255}`,
      };
      const answer = await guest.ask('POST', '/api/identity/sessions', {}, headers);
      if (answer.status === 429) slowed = answer;
    });
    expect(slowed && faultsOfRefusal(slowed, { statuses: [429] })).toEqual([]);
    expect(Number(slowed!.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is slowed down for one account, wherever the attempts come from', async () => {
    let slowed: Answer | undefined;
    await forEachOf(Array(60).keys(), async () => {
      if (slowed) return;
      const body = { email: cast.second.email, password: 'not her password' };
      const answer = await new Guest(cast.system.application).ask('POST', '/api/identity/sessions', body);
      if (answer.status === 429) slowed = answer;
    });
    expect(slowed && faultsOfRefusal(slowed, { statuses: [429] })).toEqual([]);
  });
});
