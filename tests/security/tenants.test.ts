import { randomUUID } from 'node:crypto';
import { prefixOf, type ServiceName, services } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { type Answer, jsonOf, requestsMade } from '../support/exchange.ts';
import type { Newcomer } from '../support/newcomer.ts';
import { ownUsersOf } from '../support/own-users.ts';
import { ready } from '../support/ready.ts';
import { nameOf, type Operation, pathOf, sampleOf } from './api.ts';
import { admitted, type Cast, gatherCast, ownPath } from './cast.ts';
import { comparable } from './judgement.ts';

/** What is another client's is answered like what does not exist: same status, same body, same time (invariant 8). */

let cast: Cast;
beforeAll(async () => {
  cast = await gatherCast();
});
afterAll(() => process.stdout.write(`tenants: ${requestsMade()} requests\n`));

const ofClients = () =>
  cast.operations.filter(({ path, who }) => path.includes('{clientId}') && !who.includes('anyone'));

/** The body with which the operation would succeed for its own client. */
const rightBody = ({ body, bytes }: Operation) => {
  if (bytes) return { headers: { 'content-type': bytes }, body: 'x' };
  if (!body) return {};
  const needed = Object.fromEntries(
    (body.required ?? []).map((name) => [name, sampleOf(body.properties![name]!, name)]),
  );
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(needed) };
};
const askAs = (by: Newcomer, operation: Operation, path: string): Promise<Answer> =>
  by.guest.send({ method: operation.method, path, ...rightBody(operation) });

const everythingOf = ({ given, secrets, password }: Newcomer) => [
  ...Object.values(given),
  ...Object.values(secrets),
  password,
];

describe('another client’s id', () => {
  it('is answered like one that does not exist, at every route that takes one', async () => {
    expect(ofClients().length).toBeGreaterThanOrEqual(5);
    for (const operation of ofClients()) {
      const theirs = await askAs(
        cast.first,
        operation,
        pathOf(operation, { clientId: cast.second.clientId }),
      );
      const nobodys = await askAs(cast.first, operation, pathOf(operation, { clientId: randomUUID() }));
      expect([nameOf(operation), theirs.status]).toEqual([nameOf(operation), 404]);
      expect(comparable(theirs)).toEqual(comparable(nobodys));
      for (const text of everythingOf(cast.second)) expect(theirs.text).not.toContain(text);
    }
  });

  it('changes nothing of hers, and is noted in the audit of the service that refused', async () => {
    const operation = cast.operations.find(({ path }) => path.endsWith('/{clientId}/end'))!;
    const path = pathOf(operation, { clientId: cast.second.clientId });
    expect((await askAs(cast.first, operation, path)).status).toBe(404);
    const account = await cast.second.guest.demand<{ state: string }>(
      200,
      'GET',
      `/api/account/clients/${cast.second.clientId}`,
    );
    expect(account.state).toBe('active');
    for (const service of new Set(ofClients().map((one) => one.service))) {
      const { rows } = await cast.operator.demand<{
        rows: { action: string; outcome: string; target: string }[];
      }>(200, 'GET', `${prefixOf(service)}/audit?clientId=${cast.first.clientId}`);
      const noted = rows.filter(
        ({ action, outcome }) => action === 'cross-client-refused' && outcome === 'refused',
      );
      expect([service, noted.length > 0]).toEqual([service, true]);
    }
  });

  it('takes as long to be refused as one that does not exist', async () => {
    const operation = ofClients().find(({ method }) => method === 'GET')!;
    const times: Record<'theirs' | 'nobodys', number[]> = { theirs: [], nobodys: [] };
    for (let round = 0; round < 40; round += 1) {
      for (const [whose, clientId] of [
        ['theirs', cast.second.clientId],
        ['nobodys', randomUUID()],
      ] as const) {
        const begun = performance.now();
        await askAs(cast.first, operation, pathOf(operation, { clientId }));
        times[whose].push(performance.now() - begun);
      }
    }
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1]!;
    const [theirs, nobodys] = [median(times.theirs), median(times.nobodys)];
    // 3 ms is far below what a page or a row would add on a busy machine, and above its noise.
    expect(Math.abs(theirs - nobodys)).toBeLessThan(Math.max(3, nobodys * 0.5));
  });

  it('is answered like one that does not exist when it stands in a body', async () => {
    const { email, password } = cast.first;
    for (const [path, body] of [
      ['/api/identity/session/client', {}],
      ['/api/identity/sessions', { email, password }],
    ] as const) {
      const ask = (clientId: string) => cast.first.guest.ask('POST', path, { ...body, clientId });
      const [theirs, nobodys] = [await ask(cast.second.clientId), await ask(randomUUID())];
      expect([path, theirs.status >= 400 && theirs.status < 500]).toEqual([path, true]);
      expect(comparable(theirs)).toEqual(comparable(nobodys));
    }
  });

  it('does not turn a token of one client into one of the other', async () => {
    const { session } = await cast.first.guest.demand<{ session: { clientId: string } }>(
      200,
      'GET',
      '/api/identity/session',
    );
    expect(session.clientId).toBe(cast.first.clientId);
  });
});

describe('another client’s content', () => {
  it('is answered like one that does not exist', async () => {
    const contents = await cast.second.guest.demand<object[]>(200, 'GET', '/api/content/contents');
    const ids = contents.flatMap((content) => Object.entries(content).filter(([key]) => /id$/i.test(key)));
    expect(ids.length).toBeGreaterThan(0);
    const readings = cast.operations.filter(({ path }) => path.includes('{contentId}'));
    expect(readings.length).toBeGreaterThan(0);
    for (const operation of readings) {
      const nobodys = await askAs(cast.first, operation, pathOf(operation));
      for (const [, contentId] of ids) {
        const theirs = await askAs(
          cast.first,
          operation,
          pathOf(operation, { contentId: String(contentId) }),
        );
        expect(theirs.status).toBe(404);
        expect(comparable(theirs)).toEqual(comparable(nobodys));
      }
    }
  });
});

describe('what one client is shown', () => {
  it('holds nothing of another, at any route that can be read', async () => {
    for (const operation of cast.operations.filter(({ method }) => method === 'GET')) {
      const { text } = await cast.first.guest.send({ method: 'GET', path: ownPath(cast, operation) });
      for (const theirs of [...everythingOf(cast.second), cast.second.clientId])
        expect([nameOf(operation), text.includes(theirs)]).toEqual([nameOf(operation), false]);
    }
  });

  it('is shown to nobody else: neither to a visitor nor, beyond its name, to an operator', async () => {
    const { company: _, ...rest } = cast.first.given;
    for (const operation of cast.operations.filter(({ method }) => method === 'GET')) {
      for (const guest of [cast.nobody, cast.operator]) {
        const { text } = await guest.send({ method: 'GET', path: ownPath(cast, operation) });
        for (const theirs of Object.values(rest))
          expect([nameOf(operation), text.includes(theirs)]).toEqual([nameOf(operation), false]);
      }
    }
  });

  it('is all of her own', async () => {
    const account = await cast.first.guest.demand<{ given: { value: unknown }[] }>(
      200,
      'GET',
      `/api/account/clients/${cast.first.clientId}`,
    );
    const shown = JSON.stringify(account);
    for (const text of Object.values(cast.first.given)) expect(shown).toContain(text);
  });
});

describe('the audit', () => {
  it('names nobody, at any service', async () => {
    for (const service of services) {
      const operation = cast.operations.find(({ path }) => path === `${prefixOf(service)}/audit`)!;
      const answer = await admitted(cast, operation).send({ method: 'GET', path: operation.path });
      expect(answer.status).toBe(200);
      expect(jsonOf<{ chain: { intact: boolean } }>(answer)!.chain.intact).toBe(true);
      for (const who of [cast.first, cast.second]) {
        for (const text of everythingOf(who)) expect(answer.text).not.toContain(text);
      }
    }
  });

  it('tells at which row a byte was changed behind the product’s back, and of no other service', async () => {
    const chainOf = async (service: ServiceName) => {
      const operation = cast.operations.find(({ path }) => path === `${prefixOf(service)}/audit`)!;
      const answer = await admitted(cast, operation).send({ method: 'GET', path: operation.path });
      return jsonOf<{ chain: { intact: boolean; brokenAt: number | null } }>(answer)!.chain;
    };
    const { MONGO_URL } = ownUsersOf(ready()).identity;
    const client = await mongoose.mongo.MongoClient.connect(MONGO_URL);
    try {
      const rows = client.db().collection<AuditRow>('audit');
      const row = (await rows.findOne({ seq: 1 }))!;
      const change = (digest: string) => rows.updateOne({ _id: row._id }, { $set: { digest } });
      await change(`${row.digest.startsWith('0') ? '1' : '0'}${row.digest.slice(1)}`);
      try {
        expect(await chainOf('identity')).toMatchObject({ intact: false, brokenAt: 1 });
        expect(await chainOf('content')).toMatchObject({ intact: true, brokenAt: null });
      } finally {
        await change(row.digest);
      }
      expect(await chainOf('identity')).toMatchObject({ intact: true, brokenAt: null });
    } finally {
      await client.close();
    }
  });
});

interface AuditRow {
  _id: string;
  seq: number;
  digest: string;
}
