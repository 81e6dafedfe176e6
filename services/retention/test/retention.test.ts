import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fingerprintOf, type RunningService, startService } from '@kstudio/chassis';
import {
  contentAuditSealed,
  newId,
  noticeAccepted,
  noticeToldByLetter,
  type OutputOf,
  type ServiceName,
  services,
  subscriptionEnded,
  subscriptionOpened,
  subscriptionRequested,
  type subscriptionState,
} from '@kstudio/contracts';
import { type Certificate, newSigningKey, thumbprint, verifyCertificate } from '@kstudio/verify';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { createClockDoor } from '../src/advance-clock.ts';
import { build } from '../src/build.ts';
import { createClockMoves } from '../src/clock-moves.store.ts';
import { createLedger } from '../src/ledger.store.ts';

type Word = OutputOf<typeof subscriptionState>;
const Sha256 = 'a'.repeat(64);

describe('retention', () => {
  let provisioned: Provisioned;
  const running = {} as Record<ServiceName, RunningService>;
  /** What account would answer about each client. */
  const words = new Map<string, Word>();
  /** What account would answer from the second time on, where that is something else. */
  const secondWords = new Map<string, Word>();
  /** Notices that the stand-in for notifier was told to send, and whether its mail server takes them. */
  const notices: { clientId: string; certificateId: string; purgeOn: string }[] = [];
  const proofsFile = join(mkdtempSync(join(tmpdir(), 'proofs-')), 'proofs.json');
  const purgeOrders = join(mkdtempSync(join(tmpdir(), 'purge-orders-')), 'kept');
  let mailServerTakes = true;
  let key: Awaited<ReturnType<typeof newSigningKey>>;

  beforeAll(async () => {
    provisioned = await provisionFor('retention');
    key = await newSigningKey();
    const config = {
      ...testConfig(provisioned, 'retention'),
      CERTIFICATE_KEY: key,
      PROOFS_FILE: proofsFile,
      PURGE_ORDERS_DIR: purgeOrders,
    };
    const started = await Promise.all([
      startService('retention', config, build),
      standIn(provisioned, 'account', {
        answers: {
          'account.subscription-state.v1': async ({ clientId }: { clientId: string }) => {
            const word = words.get(clientId) ?? { found: false };
            const second = secondWords.get(clientId);
            if (second) words.set(clientId, second);
            return word;
          },
        } as never,
      }),
      standIn(provisioned, 'notifier', {
        consumers: {
          'retention.notice-due.v1': async (tx: never, { data }: { data: (typeof notices)[number] }) => {
            notices.push(data);
            if (mailServerTakes) accept(tx, data);
          },
        } as never,
      }),
      ...(['identity', 'content', 'analytics-collector'] as const).map((name) => standIn(provisioned, name)),
    ]);
    for (const service of started) running[service.core.name] = service;
  }, 180_000);
  afterAll(async () => {
    await Promise.all(Object.values(running).map((service) => service.stop()));
    await provisioned?.remove();
  }, 180_000);

  const accept = (
    tx: { now: Date; emit(draft: unknown): void },
    { clientId, certificateId }: { clientId: string; certificateId: string },
  ) =>
    tx.emit(
      noticeAccepted({
        noticeId: newId(),
        clientId,
        version: 1,
        kind: 'end-of-term',
        acceptedAt: tx.now.toISOString(),
        certificateId,
      }),
    );
  const clock = () => running.retention.core.clock;
  const advance = async (to: Date) => {
    const moves = createClockMoves(running.retention.core.db);
    const door = createClockDoor({ ...running.retention.core, moves });
    await door.move(to);
    const arrived = { movingTo: null, stoppedBy: null };
    await eventually(async () => expect(await door.state()).toEqual(arrived), 120_000);
  };
  const days = (count: number) => new Date(clock().now().getTime() + count * 86_400_000);
  const rows = (name: string, filter: object = {}) =>
    running.retention.core.db.collection(name).find(filter).toArray();
  const verifyLedger = () => createLedger(running.retention.core.db).verify();
  const orderOf = async (clientId: string, reason = 'term') =>
    (await rows('orders', { clientId, reason, categories: 'subscription' }))[0];
  const certificate = async (certificateId: string) => {
    const response = await fetch(`${running.retention.url}/api/charter/certificates/${certificateId}`);
    return { status: response.status, body: (await response.json()) as Certificate };
  };

  const opened = (clientId: string, version: number) => {
    const openedAt = clock().now().toISOString();
    return subscriptionOpened({ clientId, version, openedAt, charterVersion: '1', ticketHash: Sha256 });
  };

  /** A client that did so much of its life, told by account in order. */
  async function client(...facts: ('requested' | 'opened' | 'ended')[]): Promise<string> {
    const clientId = newId();
    const now = clock().now().toISOString();
    const charterVersion = '1';
    await running.account.core.transaction(async (tx) => {
      facts.forEach((fact, index) => {
        const id = { clientId, version: index + 1 };
        if (fact === 'requested') tx.emit(subscriptionRequested({ ...id, requestedAt: now, charterVersion }));
        if (fact === 'opened') tx.emit(opened(clientId, id.version));
        if (fact === 'ended') tx.emit(subscriptionEnded({ ...id, endedAt: now, reason: 'cancelled' }));
      });
    });
    const state = { requested: 'pending', opened: 'active', ended: 'ending' }[facts.at(-1)!] as 'pending';
    words.set(clientId, {
      ...{ found: true, state },
      ...(facts.includes('ended') && { endedAt: now }),
      ...(state === 'pending' && { lapsed: true }),
    });
    await eventually(async () => {
      const [terms] = await rows('terms', { _id: clientId });
      for (const fact of facts) expect(terms?.[`${fact}At`]).toBeInstanceOf(Date);
    });
    return clientId;
  }

  it('shows the charter with the fingerprint of the key that it announces', async () => {
    const response = await fetch(`${running.retention.url}/api/charter/charter?locale=en`);
    expect(response.status).toBe(200);
    const page = (await response.json()) as { fingerprint: string; clauses: { id: string; text: string }[] };
    expect(page.fingerprint).toBe(await thumbprint(key));
    expect(page.clauses).toHaveLength(18);
    expect(page.clauses[0]).toMatchObject({ id: '1.sites', text: expect.stringContaining('kstudio365.com') });
  });

  it('shows of each clause what its proof said here, and that its enforcement is taken out', async () => {
    const proofOf = async (id: string) => {
      const response = await fetch(`${running.retention.url}/api/charter/charter`);
      const page = (await response.json()) as {
        clauses: { id: string; proof: object; violations: number }[];
      };
      return page.clauses.find((clause) => clause.id === id);
    };
    expect(await proofOf('1.sites')).toMatchObject({ proof: { state: 'never', at: null }, violations: null });
    const at = new Date().toISOString();
    const last = { at, outcome: 'proved', why: null };
    const broken = { since: at, why: 'refuses other sites' };
    writeFileSync(proofsFile, JSON.stringify({ '1.sites': { last, broken }, '6.safeguards': { last } }));
    expect(await proofOf('1.sites')).toMatchObject({ proof: { state: 'broken', why: broken.why } });
    expect(await proofOf('6.safeguards')).toMatchObject({ proof: { state: 'proved', at }, violations: 0 });
    writeFileSync(proofsFile, '{');
    expect(await proofOf('1.sites')).toMatchObject({ proof: { state: 'never' } });
  });

  it('forgets a request that nobody confirmed after seven days, everywhere, and certifies it', async () => {
    const clientId = await client('requested');
    await advance(days(6));
    expect(await orderOf(clientId, 'unconfirmed')).toBeUndefined();
    await advance(days(2));
    const order = await orderOf(clientId, 'unconfirmed');
    expect(order).toMatchObject({ stage: 'certified', ownerAnswer: { state: 'pending' } });
    expect(await rows('terms', { _id: clientId })).toEqual([]);
    const { body } = await certificate(order!.certificateId);
    expect(await verifyCertificate(body, { key: await thumbprint(key) })).toMatchObject({ ok: true });
  });

  it('remembers a purge outside of the database as long as a backup from before it may exist', async () => {
    const clientId = await client('requested');
    await advance(days(8));
    const { _id: orderId, categories } = (await orderOf(clientId, 'unconfirmed'))!;
    const remembered = () => {
      const file = join(purgeOrders, `${String(orderId)}.json`);
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
    };
    expect(remembered()).toMatchObject({ orderId, clientId, categories });
    await advance(days(28));
    expect(remembered()).not.toBeNull();
    await advance(days(3));
    expect(remembered()).toBeNull();
    expect(await rows('orders', { clientId })).toEqual([]);
  });

  it('purges nothing as long as it cannot remember it, and does as soon as it can', async () => {
    const clientId = await client('requested');
    rmSync(purgeOrders, { recursive: true, force: true });
    writeFileSync(purgeOrders, 'a file stands in the way');
    const advanced = advance(days(8));
    await eventually(async () => expect(await orderOf(clientId, 'unconfirmed')).toBeDefined());
    await eventually(async () =>
      expect(await rows('jobs', { name: 'send-order', attempts: { $gte: 2 } })).toHaveLength(1),
    );
    expect(await orderOf(clientId, 'unconfirmed')).toMatchObject({ stage: 'holders', answers: [] });
    rmSync(purgeOrders);
    await advanced;
    expect(await orderOf(clientId, 'unconfirmed')).toMatchObject({ stage: 'certified' });
  }, 60_000);

  it('looks again before the owner’s own record goes, and stops where it says something else by then', async () => {
    const clientId = await client('requested');
    secondWords.set(clientId, { found: true, state: 'active' });
    await advance(days(8));
    const order = await orderOf(clientId, 'unconfirmed');
    expect(order).toMatchObject({ stage: 'holders' });
    expect(order!.answers.map((answer: { service: string }) => answer.service)).not.toContain('account');
    expect(await rows('ledger', { kind: 'purge-withheld', entry: /owners-turn/ })).toHaveLength(1);
    secondWords.delete(clientId);
    words.set(clientId, { found: true, state: 'pending', lapsed: true });
    await advance(days(8));
    expect(await orderOf(clientId, 'unconfirmed')).toMatchObject({ stage: 'certified' });
  });

  it('keeps a request that account says was confirmed, though the news has not come', async () => {
    const clientId = await client('requested');
    words.set(clientId, { found: true, state: 'active' });
    await advance(days(8));
    expect(await rows('orders', { clientId })).toEqual([]);
    expect(await rows('ledger', { kind: 'purge-withheld', entry: /unconfirmed-over/ })).toHaveLength(1);
    expect(await rows('terms', { _id: clientId })).toMatchObject([{ waitingFor: 'owner' }]);
    await running.account.core.transaction(async (tx) => tx.emit(opened(clientId, 2)));
    await eventually(async () =>
      expect(await rows('terms', { _id: clientId })).toMatchObject([{ waitingFor: null }]),
    );
    expect(await running.retention.core.db.collection('jobs').countDocuments({ clientId })).toBe(0);
  });

  it('closes access after the grace, tells the manager a month ahead, purges at the term, holders before owner', async () => {
    const clientId = await client('requested', 'opened', 'ended');
    const endedAt = clock().now();
    await advance(days(31));
    const [access] = await rows('orders', { clientId });
    expect(access).toMatchObject({ categories: ['access'], stage: 'certified' });

    const word = words.get(clientId) as Extract<Word, { found: true }>;
    words.set(clientId, { ...word, state: 'archive' });
    const dayBefore = new Date(endedAt);
    dayBefore.setUTCFullYear(endedAt.getUTCFullYear() + 5, endedAt.getUTCMonth(), endedAt.getUTCDate() - 1);
    await advance(dayBefore);
    expect(notices.map((notice) => notice.clientId)).toContain(clientId);
    expect(await orderOf(clientId)).toBeUndefined();
    expect(await rows('terms', { _id: clientId })).toHaveLength(1);

    await advance(days(1));
    const order = (await orderOf(clientId))!;
    expect(order).toMatchObject({ stage: 'certified', reason: 'term' });
    expect(order.answers.map((answer: { service: string }) => answer.service).at(-1)).toBe('account');
    expect(await rows('terms', { _id: clientId })).toEqual([]);

    const promised = notices.find((notice) => notice.clientId === clientId)!.certificateId;
    expect(order.certificateId).toBe(promised);
    const { status, body } = await certificate(promised);
    expect(status).toBe(200);
    expect(body.clientFingerprint).toBe(fingerprintOf(clientId));
    expect(JSON.stringify(body)).not.toContain(clientId);
    expect(body.answers.map(({ service }) => service).sort()).toEqual([...services].sort());
    expect(await verifyCertificate(body, { key: await thumbprint(key) })).toMatchObject({ ok: true });
    await advance(days(366));
    expect((await certificate(promised)).status).toBe(404);
  }, 180_000);

  it('moves the clock once at a time, and any replica says where it is being moved', async () => {
    const [one, other] = [1, 2].map(() => createClockMoves(running.retention.core.db)) as [
      ReturnType<typeof createClockMoves>,
      ReturnType<typeof createClockMoves>,
    ];
    const to = days(3);
    expect([await one.begin(to), await other.begin(days(4))]).toEqual([true, false]);
    expect(await other.state()).toEqual({ movingTo: to, stoppedBy: null });
    await one.end(['content']);
    expect(await other.state()).toEqual({ movingTo: null, stoppedBy: ['content'] });
    expect(await other.begin(to)).toBe(true);
    // The replica that moved it died.
    const aliveAt = Date.now() - 151_000;
    await running.retention.core.db
      .collection('clock')
      .updateOne({ _id: 'move' as never }, { $set: { aliveAt } });
    expect(await one.state()).toEqual({ movingTo: null, stoppedBy: [] });
    expect(await one.begin(to)).toBe(true);
    await one.end(null);
  });

  it('destroys nothing before the notice was delivered, and does as soon as it is', async () => {
    mailServerTakes = false;
    const clientId = await client('requested', 'opened', 'ended');
    await advance(days(5 * 366 + 10));
    expect(await orderOf(clientId)).toBeUndefined();
    mailServerTakes = true;
    const { certificateId } = notices.findLast((notice) => notice.clientId === clientId)!;
    const { notifier } = running;
    // A late word about an announcement that was taken back meanwhile opens nothing.
    const outdated = { clientId, certificateId: newId() };
    await notifier.core.transaction(async (tx) => accept(tx as never, outdated));
    await notifier.core.transaction(async (tx) => accept(tx as never, { clientId: newId(), certificateId }));
    await eventually(async () =>
      expect(await notifier.core.db.collection('outbox').countDocuments()).toBe(0),
    );
    await wait(1_000);
    expect(await rows('terms', { _id: clientId })).toMatchObject([{ noticeAcceptedAt: null }]);
    await notifier.core.transaction(async (tx) => accept(tx as never, { clientId, certificateId }));
    await eventually(async () => expect(await orderOf(clientId)).toMatchObject({ stage: 'certified' }));
  }, 180_000);

  it('takes a registered letter for the delivery of a notice that no mail server took', async () => {
    mailServerTakes = false;
    const clientId = await client('requested', 'opened', 'ended');
    await advance(days(5 * 366 + 10));
    mailServerTakes = true;
    expect(await orderOf(clientId)).toBeUndefined();
    expect(await rows('terms', { _id: clientId })).toMatchObject([{ waitingFor: 'notice' }]);
    const { certificateId } = notices.findLast((notice) => notice.clientId === clientId)!;
    const told = {
      ...{ noticeId: newId(), clientId, version: 1, certificateId },
      toldAt: clock().now().toISOString(),
    };
    const { notifier } = running;
    await notifier.core.transaction(async (tx) => tx.emit(noticeToldByLetter({ ...told, kind: 'welcome' })));
    await notifier.core.transaction(async (tx) =>
      tx.emit(noticeToldByLetter({ ...told, kind: 'end-of-term' })),
    );
    await eventually(async () => expect(await orderOf(clientId)).toMatchObject({ stage: 'certified' }));
    expect(await rows('ledger', { kind: 'notice-told-by-letter' })).toHaveLength(1);
  }, 180_000);

  it('waits for the later end that account itself knows', async () => {
    const clientId = await client('requested', 'opened', 'ended');
    const later = days(100).toISOString();
    words.set(clientId, { found: true, state: 'archive', endedAt: later });
    await advance(days(5 * 366));
    expect(await orderOf(clientId)).toBeUndefined();
    await advance(days(101));
    expect(await orderOf(clientId)).toMatchObject({ stage: 'certified', ownerAnswer: { endedAt: later } });
  }, 180_000);

  it('keeps a ledger that verifies, and in which a changed byte is found', async () => {
    const ledger = await verifyLedger();
    expect(ledger).toMatchObject({ intact: true, brokenAt: null });
    expect(ledger.entries).toBeGreaterThan(20);
    const filter = { _id: 3 as never };
    const [third] = await rows('ledger', filter);
    const forged = { $set: { entry: String(third!.entry).replace('"', '" ') } };
    await running.retention.core.db.collection('ledger').updateOne(filter, forged);
    expect(await verifyLedger()).toMatchObject({ intact: false, brokenAt: 3 });
  });

  it('knows how far every service has sealed its audit', async () => {
    await running.content.core.audit.note({ action: 'looked-at' }, clock().now());
    await eventually(async () => {
      expect(await rows('audit-heads', { _id: 'content' })).toMatchObject([{ seq: 1 }]);
    });
  });

  describe('a service that tells another past than before', () => {
    const hash = (digit: string) => digit.repeat(64);
    /** Content says how far its audit is sealed; ends when retention has heard it. */
    const tell = async (seq: number, digit: string) => {
      const handled = () => rows('inbox').then(({ length }) => length);
      const before = await handled();
      await running.content.core.transaction(async (tx) =>
        tx.emit(contentAuditSealed({ service: 'content', version: seq, head: hash(digit) })),
      );
      await eventually(async () => expect(await handled()).toBeGreaterThan(before));
    };
    const mismatches = async () => {
      const found = await rows('audit-mismatches', { service: 'content' });
      return found.map(({ kind, seq, head, knownSeq, knownHead }) => [kind, seq, head, knownSeq, knownHead]);
    };

    it('is found out by another hash at the same place, or by a place that goes back', async () => {
      await tell(100, 'a');
      await tell(100, 'a');
      expect(await mismatches()).toEqual([]);
      await tell(100, 'b');
      const rewritten = ['rewritten', 100, hash('b'), 100, hash('a')];
      expect(await mismatches()).toEqual([rewritten]);
      running.content.core.clock.shiftTo(running.content.core.clock.shiftMs + 120_000);
      await tell(97, 'c');
      const wentBack = ['went-back', 97, hash('c'), 100, hash('a')];
      expect(await mismatches()).toEqual([rewritten, wentBack]);
      expect(await rows('audit-heads', { _id: 'content' })).toMatchObject([{ seq: 100, head: hash('a') }]);
      const noted = { 'details.action': 'audit-head-mismatch', 'details.target': 'content' };
      expect(await rows('audit', noted)).toHaveLength(2);
    });

    it('is told from one whose news come late', async () => {
      const { clock: its } = running.content.core;
      const before = its.shiftMs;
      await tell(201, 'd');
      its.shiftTo(before - 5_000);
      await tell(200, 'e');
      its.shiftTo(before);
      expect(await mismatches()).toHaveLength(2);
    });

    it('is shown to operators, beside how far each audit is sealed', async () => {
      const sign = await signerFor(running.retention);
      const authorization = `Bearer ${sign({ sub: newId(), staff: 'operator' })}`;
      const url = `${running.retention.url}/api/charter/audit-heads`;
      const answer = await fetch(url, { headers: { authorization } });
      expect(answer.status).toBe(200);
      const heads = (await answer.json()) as { service: string; seq: number; mismatches: object[] }[];
      const its = heads.find(({ service }) => service === 'content');
      expect(its).toMatchObject({ seq: 201, mismatches: [{ kind: 'went-back' }, { kind: 'rewritten' }] });
      expect((await fetch(url)).status).toBe(401);
    });
  });

  describe('a version of the charter that shortens the term', () => {
    const publish = async (body: object) => {
      const sign = await signerFor(running.retention);
      const authorization = `Bearer ${sign({ sub: newId(), staff: 'operator' })}`;
      const effectiveOn = clock().now().toISOString().slice(0, 10);
      const response = await fetch(`${running.retention.url}/api/charter/charters`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ words: [], termYears: null, effectiveOn, ...body }),
      });
      return response.status;
    };

    it('holds for a client that has ended already, after the notice of thirty days, and no longer one does not', async () => {
      const clientId = await client('requested', 'opened', 'ended');
      const word = words.get(clientId) as Extract<Word, { found: true }>;
      words.set(clientId, { ...word, state: 'archive' });
      await advance(days(31));
      expect(await publish({ termYears: 2, declared: 'minor' })).toBe(201);
      expect(await publish({ termYears: 3, declared: 'minor' })).toBe(409);
      await advance(days(2 * 365 - 40));
      expect(await rows('terms', { _id: clientId })).toMatchObject([{ termYears: 2, charterInForce: '2' }]);
      expect(await orderOf(clientId)).toBeUndefined();
      await advance(days(20));
      expect(await orderOf(clientId)).toMatchObject({ stage: 'certified', charterVersion: '2' });
    }, 180_000);

    it('lets nothing go before its manager was told of the day, thirty days ahead', async () => {
      const clientId = await client('requested', 'opened', 'ended');
      const word = words.get(clientId) as Extract<Word, { found: true }>;
      words.set(clientId, { ...word, state: 'archive' });
      await advance(days(500));
      expect(await publish({ termYears: 1, declared: 'minor' })).toBe(201);
      await advance(days(28));
      expect(notices.map((notice) => notice.clientId)).toContain(clientId);
      expect(await orderOf(clientId)).toBeUndefined();
      await advance(days(4));
      expect(await orderOf(clientId)).toMatchObject({ stage: 'certified' });
    }, 180_000);
  });
});
