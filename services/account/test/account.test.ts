import { createHash } from 'node:crypto';
import { type RunningService, startService, type Tx } from '@kstudio/chassis';
import {
  certificateKeyAnnounced,
  type DataOf,
  managerJoined,
  newId,
  noticeAccepted,
  recipient,
  type ServiceName,
  spaceOpened,
  subscriptionEnded,
  subscriptionOpened,
  subscriptionRequested,
  subscriptionState,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { type Visitor, visitor } from '../../../tests/support/visitor.ts';
import { build } from '../src/build.ts';
import { createCertificateKeys } from '../src/certificate-keys.store.ts';
import { createClients } from '../src/clients.store.ts';
import { confirmSubscription } from '../src/confirm-subscription.ts';
import { createLinks } from '../src/links.ts';

const api = '/api/account';
const DAY_MS = 86_400_000;

const request = (email = `claire.martin.${newId()}@scierie-martin.fr`) => ({
  offerId: 'atelier',
  company: {
    name: 'Scierie Martin & Fils',
    address: { lines: ['12 rue des Scieries'], postalCode: '38000', city: 'Grenoble', country: 'FR' },
  },
  manager: { name: 'Claire Martin', email, phone: '04 76 00 12 34' },
  billing: { name: 'Hugo Petit', email: 'compta@scierie-martin.fr', specifics: 'Bon de commande 2026-17' },
  locale: 'fr' as const,
  charterVersion: '1',
});

describe('account', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  const others = {} as Record<ServiceName, RunningService>;
  let visit: Visitor;
  let sign: Awaited<ReturnType<typeof signerFor>>;
  /** What notifier and retention heard. */
  const heard: { key: string; data: { clientId: string; version: number } }[] = [];

  beforeAll(async () => {
    provisioned = await provisionFor('account');
    const config = { ...testConfig(provisioned, 'account'), LINK_SECRET: 'l'.repeat(32) };
    account = await startService('account', config, build);
    const hear =
      (key: string) =>
      async (_tx: unknown, { data }: { data: never }) =>
        void heard.push({ key, data });
    others.notifier = await standIn(provisioned, 'notifier', {
      consumers: {
        [subscriptionRequested.key]: hear(subscriptionRequested.key),
        [subscriptionOpened.key]: hear(subscriptionOpened.key),
        [subscriptionEnded.key]: hear(subscriptionEnded.key),
      } as never,
    });
    for (const name of ['identity', 'content', 'retention'] as const)
      others[name] = await standIn(provisioned, name);
    visit = visitor(account.url);
    sign = await signerFor(account);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([account, ...Object.values(others)].map((service) => service?.stop()));
    await provisioned?.remove();
  }, 60_000);

  const rowOf = (clientId: string) =>
    account.core.db.collection('clients').findOne({ _id: clientId as never });
  const ask = (clientId: string) => others.notifier.core.ask(recipient, { clientId, kind: 'manager' });
  const tell = (name: ServiceName, emit: (tx: Tx) => void) =>
    others[name].core.transaction(async (tx) => emit(tx));
  const later = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
    const { clock } = account.core;
    const before = clock.shiftMs;
    clock.shiftTo(before + days * DAY_MS);
    return work().finally(() => clock.shiftTo(before));
  };

  async function subscribe(body: object = request()): Promise<string> {
    const answer = await visit.post(`${api}/subscriptions`, body);
    expect(answer.status).toBe(202);
    return answer.body.clientId;
  }
  async function tokenOf(clientId: string): Promise<string> {
    const answer = await ask(clientId);
    return answer.found ? (answer.confirmationToken ?? '') : '';
  }
  const confirm = (token: string) => visit.post(`${api}/confirmations`, { token });
  async function open(): Promise<string> {
    const clientId = await subscribe();
    expect((await confirm(await tokenOf(clientId))).status).toBe(200);
    return clientId;
  }
  const asManager = (clientId: string) => ({
    headers: {
      authorization: `Bearer ${sign({ sub: newId(), cid: clientId, role: 'administrator', manager: true })}`,
    },
  });

  it('shows each offer with the terms that come with it', async () => {
    const { status, body } = await visit.get(`${api}/offers`);
    expect(status).toBe(200);
    expect(body.map(({ id }: { id: string }) => id)).toEqual(['atelier', 'atelier-plus']);
    expect(body[0].terms).toContainEqual({
      category: 'subscription',
      keptFor: 'P5Y',
      clause: '5.subscription-term',
    });
  });

  it('keeps what was given, tells it without a name, and lets notifier ask for the address', async () => {
    const body = request();
    const clientId = await subscribe(body);
    await eventually(() => expect(heard.filter(({ data }) => data.clientId === clientId)).toHaveLength(1));
    const [event] = heard.filter(({ data }) => data.clientId === clientId);
    expect(Object.keys(event!.data).sort()).toEqual(['charterVersion', 'clientId', 'requestedAt', 'version']);
    const answer = await ask(clientId);
    expect(answer).toMatchObject({
      found: true,
      name: 'Claire Martin',
      email: body.manager.email,
      locale: 'fr',
    });
    expect(JSON.stringify(await rowOf(clientId))).not.toContain(await tokenOf(clientId));
  });

  it('refuses whatever clause 2.subscription does not ask for, by its name', async () => {
    const body = request();
    const more = { ...body, manager: { ...body.manager, birthday: '1980-01-01' }, siret: '1' };
    const answer = await visit.post(`${api}/subscriptions`, more);
    expect(answer.status).toBe(400);
    expect(answer.body.fields.map(({ path }: { path: string }) => path).sort()).toEqual([
      'manager.birthday',
      'siret',
    ]);
  });

  const wrong: [string, string, (body: ReturnType<typeof request>) => unknown][] = [
    ['no company', 'company', ({ company: _, ...rest }) => rest],
    ['a number for a name', 'manager.name', (body) => ({ ...body, manager: { ...body.manager, name: 7 } })],
    ['a blank name', 'manager.name', (body) => ({ ...body, manager: { ...body.manager, name: '  ' } })],
    [
      'a name that forges a mail header',
      'manager.name',
      (body) => ({ ...body, manager: { ...body.manager, name: 'Claire\r\nBcc: x@y.fr' } }),
    ],
    [
      'no address to write to',
      'manager.email',
      (body) => ({ ...body, manager: { ...body.manager, email: 'claire' } }),
    ],
    [
      'words for a phone',
      'manager.phone',
      (body) => ({ ...body, manager: { ...body.manager, phone: 'le matin' } }),
    ],
    [
      'a country that is none',
      'company.address.country',
      (body) => ({
        ...body,
        company: { ...body.company, address: { ...body.company.address, country: 'XX' } },
      }),
    ],
    ['another language', 'locale', (body) => ({ ...body, locale: 'de' })],
    ['an offer that is not sold', 'offerId', (body) => ({ ...body, offerId: 'atelier-gratuit' })],
    ['an array', 'body', () => []],
  ];
  it.each(wrong)('refuses %s, naming %s', async (_what, path, change) => {
    const answer = await visit.post(`${api}/subscriptions`, change(request()));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path);
  });

  it('says in French what a phone looks like, and in English to who reads English', async () => {
    const body = { ...request(), manager: { ...request().manager, phone: 'x' } };
    const [fr, en] = await Promise.all([
      visit.post(`${api}/subscriptions`, body),
      visit.post(`${api}/subscriptions`, body, { headers: { 'accept-language': 'en' } }),
    ]);
    expect(fr.body.fields[0].message).toContain('04 76');
    expect(en.body.fields[0].message).toContain('+33');
  });

  it('refuses a charter that is not in force', async () => {
    const answer = await visit.post(`${api}/subscriptions`, { ...request(), charterVersion: '0' });
    expect(answer.status).toBe(409);
    expect(answer.body.type).toContain('/charter-changed');
  });

  it('makes one client of a request that is sent twice under one key', async () => {
    const body = request();
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all(
      [1, 2, 3].map(() => visit.post(`${api}/subscriptions`, body, { headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map((answer) => answer.body.clientId)).size).toBe(1);
    expect(
      await account.core.db.collection('clients').countDocuments({ 'manager.email': body.manager.email }),
    ).toBe(1);
  });

  it('does not flood one mailbox', async () => {
    const body = request();
    const answers = await Promise.all(
      Array.from({ length: 21 }, () => visit.post(`${api}/subscriptions`, body)),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.type).toContain('too-many');
    const limits = await account.core.db.collection('rate-limits').find().toArray();
    expect(JSON.stringify(limits)).not.toContain('claire');
  });

  it('opens once, however often and however simultaneously the link is followed', async () => {
    const clientId = await subscribe();
    const token = await tokenOf(clientId);
    const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.ticket)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.alreadyConfirmed)).toHaveLength(1);
    await eventually(() => {
      const opened = heard.filter(
        ({ key, data }) => key === subscriptionOpened.key && data.clientId === clientId,
      );
      expect(opened).toHaveLength(1);
      const { ticketHash, version } = opened[0]!.data as DataOf<typeof subscriptionOpened>;
      expect(ticketHash).toBe(createHash('sha256').update(answers[0]!.body.ticket).digest('hex'));
      expect(version).toBe(2);
    });
    expect(JSON.stringify(await rowOf(clientId))).not.toContain(answers[0]!.body.ticket);
  });

  it('refuses a link that was changed, cut short or invented', async () => {
    const token = await tokenOf(await subscribe());
    const [payload = '', mac = ''] = token.split('.');
    const other = await tokenOf(await subscribe());
    const forged = [
      token.slice(0, -2),
      `${payload}.${'A'.repeat(43)}`,
      `${other.split('.')[0]}.${mac}`,
      'x',
      `${token}.x`,
      '.',
    ];
    for (const text of forged.slice(0, 4)) expect((await confirm(text)).status).toBe(404);
    expect((await confirm('.')).status).toBe(404);
    expect((await visit.post(`${api}/confirmations`, { token: 7 })).status).toBe(400);
  });

  it('refuses a confirmation from the seventh day on, and gives no more token', async () => {
    const clientId = await subscribe();
    const token = await tokenOf(clientId);
    await later(6, async () => expect(await tokenOf(clientId)).toBe(token));
    await later(8, async () => {
      expect(await tokenOf(clientId)).toBe('');
      const answer = await confirm(token);
      expect(answer).toMatchObject({
        status: 410,
        body: { type: expect.stringContaining('confirmation-expired') },
      });
      expect(answer.body.detail).toContain('Recommencez');
    });
    expect((await rowOf(clientId))?.state).toBe('pending');
  });

  it('says that a request may be forgotten only when no confirmation can follow any more', async () => {
    const clientId = await subscribe();
    const token = await tokenOf(clientId);
    const state = () => others.retention.core.ask(subscriptionState, { clientId });
    expect(await state()).toEqual({ found: true, state: 'pending' });
    await later(8, async () => {
      expect(await state()).toEqual({ found: true, state: 'pending', lapsed: true });
    });
    // A confirmation whose clock was read in the last instant, and which comes to its write after that answer.
    expect(await confirm(token)).toMatchObject({
      status: 410,
      body: { type: expect.stringContaining('confirmation-expired') },
    });
    expect(await tokenOf(clientId)).toBe('');
    expect((await rowOf(clientId))?.state).toBe('pending');
  });

  it('lets a confirmation that is under way lose against that answer, and win where it was first', async () => {
    const state = (clientId: string) => others.retention.core.ask(subscriptionState, { clientId });
    const clientId = await subscribe();
    const token = await tokenOf(clientId);
    const clients = createClients(account.core.db);
    let asked = false;
    const find: typeof clients.find = (async (id: string, tx?: Tx) => {
      const row = await clients.find(id, tx);
      if (tx && !asked) {
        asked = true;
        await later(8, async () => expect(await state(clientId)).toMatchObject({ lapsed: true }));
      }
      return row;
    }) as never;
    const { db, clock, transaction } = account.core;
    const deps = {
      ...{ clock, transaction, certificateKeys: createCertificateKeys(db), mailLimit: {} as never },
      ...{ clients: { ...clients, find }, links: createLinks('l'.repeat(32)) },
    };
    await expect(confirmSubscription(deps as never, token)).rejects.toMatchObject({
      slug: 'confirmation-expired',
    });
    const first = await subscribe();
    expect((await confirm(await tokenOf(first))).status).toBe(200);
    await later(8, async () => expect(await state(first)).toEqual({ found: true, state: 'active' }));
  });

  it('says of a client that nobody knows that it does not know it', async () => {
    const clientId = newId();
    expect(await ask(clientId)).toEqual({ found: false });
    expect(await others.retention.core.ask(subscriptionState, { clientId })).toEqual({ found: false });
  });

  it('gives no second ticket once the manager has joined', async () => {
    const clientId = await subscribe();
    const token = await tokenOf(clientId);
    await confirm(token);
    await tell('identity', (tx) => tx.emit(managerJoined({ clientId, personId: newId(), version: 2 })));
    await eventually(async () => expect((await rowOf(clientId))?.managerJoinedAt).toBeInstanceOf(Date));
    expect(await confirm(token)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('-used') },
    });
  });

  it('shows the manager everything she gave, each value with its clause and its term', async () => {
    const clientId = await open();
    await tell('content', (tx) => tx.emit(spaceOpened({ clientId, version: 1, contents: 3 })));
    await eventually(async () => {
      const { body } = await visit.get(`${api}/clients/${clientId}`, asManager(clientId));
      expect(body.spaceReady).toBe(true);
    });
    const { status, body } = await visit.get(`${api}/clients/${clientId}`, asManager(clientId));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      clientId,
      companyName: 'Scierie Martin & Fils',
      state: 'active',
      endedAt: null,
    });
    const given = Object.fromEntries(body.given.map((value: { path: string }) => [value.path, value]));
    expect(given['manager.phone']).toEqual({
      path: 'manager.phone',
      value: '04 76 00 12 34',
      clause: '2.subscription',
      category: 'subscription',
      keptUntil: null,
      rule: 'pendant l’abonnement, puis cinq ans après sa fin',
    });
    expect(given['company.address.lines'].value).toEqual(['12 rue des Scieries']);
    expect(given['billing.phone'].value).toBeNull();
    const said = JSON.stringify(body.given);
    const everything = [
      'Hugo Petit',
      'compta@scierie-martin.fr',
      'Bon de commande 2026-17',
      'Grenoble',
      '38000',
    ];
    for (const value of everything) expect(said).toContain(value);
  });

  it('answers for another client as for none, and notes the attempt', async () => {
    const [mine, theirs] = [await open(), await open()];
    const other = await visit.get(`${api}/clients/${theirs}`, asManager(mine));
    const none = await visit.get(`${api}/clients/${newId()}`, asManager(mine));
    expect([other.status, none.status]).toEqual([404, 404]);
    expect({ ...other.body, instance: 0, requestId: 0 }).toEqual({ ...none.body, instance: 0, requestId: 0 });
    expect((await visit.post(`${api}/clients/${theirs}/end`, {}, asManager(mine))).status).toBe(404);
    expect((await rowOf(theirs))?.state).toBe('active');
    const rows = await account.core.audit.list({ clientId: mine });
    expect(rows.filter(({ details }) => details?.action === 'cross-client-refused')).toHaveLength(3);
  });

  it('lets only the manager see it', async () => {
    const clientId = await open();
    const author = sign({ sub: newId(), cid: clientId, role: 'administrator', manager: false });
    const headers = { authorization: `Bearer ${author}` };
    expect((await visit.get(`${api}/clients/${clientId}`, { headers })).status).toBe(403);
    expect((await visit.get(`${api}/clients/${clientId}`)).status).toBe(401);
    expect((await visit.get(`${api}/clients`, asManager(clientId))).status).toBe(403);
  });

  it('ends once, shows what goes when, and becomes an archive after thirty days', async () => {
    const clientId = await open();
    const end = () => visit.post(`${api}/clients/${clientId}/end`, {}, asManager(clientId));
    const [first, second] = await Promise.all([end(), end()]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.endedAt).toBe(second.body.endedAt);
    const row = first.body.calendar.find(({ category }: { category: string }) => category === 'contents');
    expect(row.goesOn.slice(0, 4)).toBe(String(Number(first.body.endedAt.slice(0, 4)) + 5));
    await eventually(() =>
      expect(
        heard.filter(({ key, data }) => key === subscriptionEnded.key && data.clientId === clientId),
      ).toHaveLength(1),
    );
    const state = () => others.retention.core.ask(subscriptionState, { clientId });
    expect(await state()).toEqual({ found: true, state: 'ending', endedAt: first.body.endedAt });
    await later(29, async () => expect(await state()).toMatchObject({ state: 'ending' }));
    await later(31, () => eventually(async () => expect(await state()).toMatchObject({ state: 'archive' })));
    const page = await visit.get(`${api}/clients/${clientId}`, asManager(clientId));
    expect(page.body.given[0].keptUntil).toBe(row.goesOn);
    expect(await ask(clientId)).toMatchObject({ found: true, name: 'Claire Martin' });
  });

  it('notes that the confirmation mail left, and the key that signs certificates', async () => {
    const clientId = await open();
    const acceptedAt = new Date().toISOString();
    await tell('notifier', (tx) =>
      tx.emit(
        noticeAccepted({
          noticeId: newId(),
          clientId,
          version: 1,
          kind: 'confirmation',
          acceptedAt,
          certificateId: null,
        }),
      ),
    );
    await eventually(async () =>
      expect((await rowOf(clientId))?.confirmationSentAt).toEqual(new Date(acceptedAt)),
    );
    const publicKey = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } as const;
    const fingerprint = 'F'.repeat(43);
    await tell('retention', (tx) => tx.emit(certificateKeyAnnounced({ fingerprint, publicKey, version: 1 })));
    await eventually(async () => {
      const { body } = await visit.get(`${api}/clients/${clientId}`, asManager(clientId));
      expect(body.certificateFingerprint).toBe(fingerprint);
    });
  });

  it('lists clients for the operator by page, without a person in it', async () => {
    const clientId = await open();
    const headers = { authorization: `Bearer ${sign({ sub: newId(), staff: 'operator' })}` };
    const { status, body } = await visit.get(`${api}/clients`, { headers });
    expect(status).toBe(200);
    expect(body.find((row: { clientId: string }) => row.clientId === clientId)).toEqual({
      clientId,
      companyName: 'Scierie Martin & Fils',
      state: 'active',
      since: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain('claire');
    expect((await visit.get(`${api}/clients?after=${body.at(-1).clientId}`, { headers })).body).toEqual([]);
    expect((await visit.get(`${api}/clients?after=x`, { headers })).status).toBe(400);
  });

  it('names no archive in the operator’s list, from the first instant after the grace', async () => {
    const clientId = await open();
    await visit.post(`${api}/clients/${clientId}/end`, {}, asManager(clientId));
    const rowInList = async () => {
      const headers = { authorization: `Bearer ${sign({ sub: newId(), staff: 'operator' })}` };
      const { body } = await visit.get(`${api}/clients`, { headers });
      return body.find((row: { clientId: string }) => row.clientId === clientId);
    };
    await later(29, async () =>
      expect(await rowInList()).toMatchObject({ companyName: 'Scierie Martin & Fils', state: 'ending' }),
    );
    await later(31, async () =>
      expect(await rowInList()).toMatchObject({ clientId, companyName: null, state: 'archive' }),
    );
  });

  it('writes no field that no schema declares, and keeps no trace of where a request came from', async () => {
    const metrics = await (await fetch(`${account.adminUrl}/metrics`)).text();
    const strays = metrics.split('\n').filter((line) => /stray/.test(line) && !line.startsWith('#'));
    expect(strays.every((line) => line.endsWith(' 0'))).toBe(true);
    for (const name of ['clients', 'audit', 'jobs', 'outbox', 'idempotency']) {
      const rows = JSON.stringify(await account.core.db.collection(name).find().toArray());
      expect(rows).not.toMatch(/127\.0\.0\.1|::1|user-?agent/i);
    }
  });
  describe('a client who ended', () => {
    const door = async (clientId: string) => {
      const answer = await others.notifier.core.ask(recipient, { clientId, kind: 'archive-door' });
      return answer.found ? String(answer.archiveToken) : '';
    };
    const goBack = (token: string) => visit.post(`${api}/archive/return`, { token });
    const ended = async (): Promise<string> => {
      const clientId = await open();
      const answer = await visit.post(`${api}/clients/${clientId}/end`, {}, asManager(clientId));
      expect(answer.status).toBe(200);
      return clientId;
    };

    it('has a door that opens by its own link alone, for an hour', async () => {
      const clientId = await ended();
      const token = await door(clientId);
      expect((await visit.post(`${api}/archive/door`, { token })).body.companyName).toBe(
        request().company.name,
      );
      expect((await confirm(token)).status).toBe(404);
      for (const wrong of [`${token.slice(0, -2)}AA`, await tokenOf(await subscribe()), 'x'])
        expect([wrong, (await goBack(wrong)).status]).toEqual([wrong, 410]);
      await later(1 / 23, async () => expect((await goBack(token)).status).toBe(410));
      expect(
        (await others.notifier.core.ask(recipient, { clientId, kind: 'manager' })) as object,
      ).not.toHaveProperty('archiveToken');
    });

    const joins = async (clientId: string) => {
      await tell('identity', (tx) => tx.emit(managerJoined({ clientId, personId: newId(), version: 9 })));
      await eventually(async () => expect((await rowOf(clientId))?.managerJoinedAt).toBeInstanceOf(Date));
    };

    it('comes back once within the grace, signs in as before, and has no door while the subscription runs', async () => {
      const clientId = await ended();
      await joins(clientId);
      const token = await door(clientId);
      const answers = await Promise.all([goBack(token), goBack(token), goBack(token)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
      expect(answers.find(({ status }) => status === 200)!.body.ticket).toBeNull();
      expect(await rowOf(clientId)).toMatchObject({ state: 'active', endedAt: null, purgeAt: null });
      expect(await door(clientId)).toBe('');
    });

    it('comes back from the archive with a ticket, the same again until she is in, another when it is over', async () => {
      const clientId = await ended();
      await joins(clientId);
      await later(31, async () => {
        const [first, again] = [await goBack(await door(clientId)), await goBack(await door(clientId))];
        expect([first.status, again.body.ticket]).toEqual([200, first.body.ticket]);
        const shown = await visit.post(`${api}/archive/door`, { token: await door(clientId) });
        expect(shown.body).toMatchObject({ endedAt: null, calendar: [] });
        await later(8, async () => {
          const renewed = await goBack(await door(clientId));
          expect(renewed.status).toBe(200);
          expect(renewed.body.ticket).not.toBe(first.body.ticket);
        });
        await joins(clientId);
        expect(await door(clientId)).toBe('');
      });
    });

    it('is let in by the same door when the seven days after the confirmation are over', async () => {
      const clientId = await open();
      await later(8, async () => {
        const { status, body } = await goBack(await door(clientId));
        expect([status, body.ticket]).toEqual([200, expect.any(String)]);
      });
    });

    it('does not come back by a click after the grace, nor at all once its term is said to be over', async () => {
      const clientId = await ended();
      const resume = () =>
        visit.post(`${api}/clients/${clientId}/resumption`, undefined, asManager(clientId));
      await later(31, async () => expect((await resume()).status).toBe(409));
      await later(366 * 5 + 2, async () => {
        const said = await others.retention.core.ask(subscriptionState, { clientId });
        expect(said).toMatchObject({ found: true, state: 'archive' });
        expect((await goBack(await door(clientId))).status).toBe(409);
      });
      expect((await goBack(await door(clientId))).status).toBe(409);
    });

    it('is answered alike, whoever has the address', async () => {
      await ended();
      for (const email of ['nobody@nowhere.example', request().billing.email])
        expect((await visit.post(`${api}/archive/links`, { email })).status).toBe(202);
      expect((await visit.post(`${api}/archive/links`, { email: 'no address' })).status).toBe(400);
    });
  });
});
