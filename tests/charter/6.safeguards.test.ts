import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import {
  type Newcomer,
  type Requester,
  requestSubscription,
  signInAgain,
  subscribeNewcomer,
} from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { moveClock } from './support/clock.ts';
import { whatIsKnownOf } from './support/purges.ts';
import { manifestOf, restore, startRestored, takeBackup } from './support/restored.ts';
import { scanFor } from './support/scan.ts';
import { begin, follow, save, shown } from './support/writing.ts';

/** Measures against fraudulent access and use, and against loss, alteration and destruction. */
const system = ready();
/** A page of a client's at each service that keeps something under her id. */
const pageOf: Record<string, string> = {
  account: '',
  charter: '/calendar',
  notices: '/notices',
  browsing: '/collected',
};
const prefixes = ['account', 'identity', 'content', 'browsing', 'charter', 'notices'];

interface Counted {
  id: string;
  violations: number | null;
}

interface Audit {
  chain: { sealed: number; intact: boolean };
  rows: { action: string | null; outcome: string | null; target: string | null; seq: number | null }[];
}

describe('6.safeguards', () => {
  let mine: Newcomer;
  let theirs: Newcomer;
  let operator: Guest;
  beforeAll(async () => {
    [mine, theirs] = await Promise.all([subscribeNewcomer(system), subscribeNewcomer(system)]);
    operator = await signInOperator(system);
  }, 60_000);

  const auditOf = (prefix: string, clientId = '') =>
    operator.demand<Audit>(200, 'GET', `/api/${prefix}/audit${clientId && `?clientId=${clientId}`}`);

  it("refuses one client's data to another as if it did not exist, and the attempt is seen in the audit", async () => {
    for (const [prefix, path] of Object.entries(pageOf)) {
      const answer = await mine.guest.ask('GET', `/api/${prefix}/clients/${theirs.clientId}${path}`);
      expect([prefix, answer.status]).toEqual([prefix, 404]);
      const { rows } = await auditOf(prefix, mine.clientId);
      expect(rows).toContainEqual(
        expect.objectContaining({ action: 'cross-client-refused', outcome: 'refused' }),
      );
    }
  });

  it("refuses another client's content like one that does not exist, and notes who looked", async () => {
    const [content] = await theirs.guest.demand<{ contentId: string }[]>(200, 'GET', '/api/content/contents');
    const { contentId } = content!;
    const foreign = await mine.guest.ask('GET', `/api/content/contents/${contentId}`);
    const missing = await mine.guest.ask('GET', `/api/content/contents/${randomUUID()}`);
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(withoutIds(foreign.text)).toEqual(withoutIds(missing.text));
    const { rows } = await auditOf('content', mine.clientId);
    expect(rows).toContainEqual(
      expect.objectContaining({ action: 'content-refused', outcome: 'refused', target: contentId }),
    );
  });

  it('asks everybody else who they are', async () => {
    const { origin } = mine.guest;
    for (const path of ['/api/content/contents', '/api/identity/users', '/api/charter/purges']) {
      expect([path, (await fetch(origin + path)).status]).toEqual([path, 401]);
    }
    expect((await mine.guest.ask('GET', '/api/charter/purges')).status).toBe(403);
  });

  it('lets a person end what she does not know, in every service at once, and nobody end what is hers', async () => {
    const her = await subscribeNewcomer(system);
    const stolen = await signInAgain(her);
    interface Own {
      sessions: { sessionId: string; present: boolean }[];
    }
    const own = (guest: Guest) => guest.demand<Own>(200, 'GET', '/api/identity/access/sessions');
    const other = (await own(her.guest)).sessions.find(({ present }) => !present)!;
    const end = (guest: Guest) => guest.ask('DELETE', `/api/identity/access/sessions/${other.sessionId}`);
    expect((await end(theirs.guest)).status).toBe(404);
    expect((await end(her.guest)).status).toBe(204);
    for (const path of [
      '/api/content/contents',
      '/api/identity/access/sessions',
      ...Object.entries(pageOf).map(([prefix, path]) => `/api/${prefix}/clients/${her.clientId}${path}`),
    ])
      await eventually(async () =>
        expect([path, (await stolen.ask('GET', path)).status]).toEqual([path, 401]),
      );
    expect((await stolen.ask('POST', '/api/identity/sessions/refresh', {})).status).toBe(401);
    expect((await own(her.guest)).sessions).toHaveLength(1);
  });

  it('lets nobody in by a password that its owner has changed, nor stay in by it', async () => {
    const her = await subscribeNewcomer(system);
    const stolen = await signInAgain(her);
    const { email, password } = her;
    const change = (currentPassword: string) =>
      her.guest.ask('POST', '/api/identity/access/password', {
        currentPassword,
        password: `une varlope et ${randomUUID()}`,
      });
    expect((await change('ce n’est pas lui')).status).toBe(400);
    await stolen.demand(200, 'GET', '/api/content/contents');
    expect((await change(password)).status).toBe(204);
    await eventually(async () => expect((await stolen.ask('GET', '/api/content/contents')).status).toBe(401));
    const again = await new Guest(her.guest.origin).ask('POST', '/api/identity/sessions', {
      email,
      password,
    });
    expect(again.status).toBe(401);
    await her.guest.demand(200, 'GET', '/api/content/contents');
  });

  it('tries in the running product what must not work, and shows on the charter’s page how often it did', async () => {
    const { clauses, laws } = await eventually(
      () => operator.demand<Record<'clauses' | 'laws', Counted[]>>(200, 'GET', '/api/charter/charter'),
      20_000,
    );
    const counted = (id: string) => [...clauses, ...laws].find((rule) => rule.id === id)?.violations;
    for (const id of ['2.browsing', '5.browsing-term', '6.incident'])
      expect([id, counted(id)]).toEqual([id, 0]);
    // Other tests leave incidents open and let dates pass: here it matters that somebody counts.
    for (const id of ['5.subscription-term', '6.safeguards', 'law.answer'])
      expect([id, counted(id)]).toEqual([id, expect.any(Number)]);
    expect(counted('3.ownership')).toBeNull();
  });

  it('chains the audit of every service, and keeps its head at another one', async () => {
    await eventually(async () => {
      const { auditHeads } = await operator.demand<{ auditHeads: { service: string; seq: number }[] }>(
        200,
        'GET',
        '/api/charter/purges',
      );
      for (const prefix of prefixes) {
        const { chain } = await auditOf(prefix);
        expect([prefix, chain.intact]).toEqual([prefix, true]);
      }
      expect(auditHeads.map(({ service }) => service)).toEqual(
        expect.arrayContaining(['account', 'content', 'identity']),
      );
    });
  });
});

describe('6.safeguards, against loss', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kstudio-restore-'));
  const dir = join(folder, 'restored');
  let mine: Newcomer;
  let purged: Requester;
  let before: { account: object; contents: object[]; documents: object[]; users: string[] };
  let backup: string;
  let restored: Awaited<ReturnType<typeof startRestored>>;

  beforeAll(async () => {
    mine = await subscribeNewcomer(system);
    purged = await requestSubscription(system);
    const contentId = await begin(mine.guest, 'Carnet de l’atelier');
    await writeSomething(mine.guest, contentId, 'Ce qui était écrit avant la sauvegarde.');
    await mine.guest.demand(201, 'POST', '/api/identity/users', colleague());
    before = await everythingOf(mine.guest, mine.clientId);
  }, 120_000);
  afterAll(async () => {
    await restored?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('backs everything up at one moment, while people write', async () => {
    let writing = true;
    let written = 0;
    const people = (async () => {
      for (; writing; written += 1) {
        await mine.guest.demand(201, 'POST', '/api/identity/users', colleague());
        await begin(mine.guest, `Pendant la sauvegarde ${written}`);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    })();
    backup = await takeBackup(system, folder).finally(() => (writing = false));
    await people;
    expect(written).toBeGreaterThan(3);
  }, 120_000);

  it('never has the keys of browsing data in a backup', () => {
    const { collections } = manifestOf(backup);
    expect(collections.filter(({ collection }) => /day-key/.test(collection))).toEqual([]);
    expect(collections).toContainEqual(
      expect.objectContaining({ service: 'analytics-collector', collection: 'events' }),
    );
  });

  it('restores it into an empty system, and has carried out again before any traffic what was purged since', async () => {
    await moveClock(system, { by: 'P8D' });
    expect((await whatIsKnownOf(system, purged.clientId)).state).toBeNull();
    const { code, said } = await restore(dir, backup, system);
    expect([code, said]).toEqual([0, expect.stringMatching(/Restored and compared: \d+ collections/)]);
    restored = await startRestored(dir);
    expect((await whatIsKnownOf(restored.system, purged.clientId)).state).toBeNull();
    const { found } = scanFor(restored.system, Object.values(purged.given));
    expect(found.filter(({ place }) => !/local\.oplog|config\.image_collection/.test(place))).toEqual([]);
  }, 300_000);

  it('has then all that people had been told was saved, and a chain that holds everywhere', async () => {
    const again = await signInAgain({ ...mine, guest: new Guest(restored.system.application) });
    const after = await everythingOf(again, mine.clientId);
    expect(after.account).toEqual(before.account);
    expect(after.contents).toEqual(expect.arrayContaining(before.contents));
    expect(after.documents).toEqual(expect.arrayContaining(before.documents));
    expect(after.users).toEqual(expect.arrayContaining(before.users));
    const operator = await signInOperator(restored.system);
    for (const prefix of prefixes) {
      const { chain } = await operator.demand<Audit>(200, 'GET', `/api/${prefix}/audit`);
      expect([prefix, chain.intact]).toEqual([prefix, true]);
    }
    const { ledger } = await whatIsKnownOf(restored.system, mine.clientId);
    expect(ledger.intact).toBe(true);
  }, 60_000);

  it('is restored into nothing that runs', async () => {
    const { code, said } = await restore(dir, backup, system);
    expect([code, said]).toEqual([1, expect.stringContaining('K-Studio runs from this folder')]);
  });
});

const colleague = () => {
  const mark = randomUUID().slice(0, 8);
  return { name: `Nadia Le Gall-${mark}`, role: 'author', email: `nadia@${mark}.example` };
};

async function writeSomething(guest: Guest, contentId: string, words: string): Promise<void> {
  const editor = new Editor();
  await follow(guest, contentId, editor);
  editor.write(words);
  await save(guest, contentId, editor);
  editor.leave();
}

/** What a manager sees of her own. */
async function everythingOf(guest: Guest, clientId: string) {
  const contents = await guest.demand<{ contentId: string }[]>(200, 'GET', '/api/content/contents');
  const users = await guest.demand<{ email: string }[]>(200, 'GET', '/api/identity/users');
  return {
    account: await guest.demand<object>(200, 'GET', `/api/account/clients/${clientId}`),
    contents,
    documents: await Promise.all(contents.map(({ contentId }) => shown(guest, contentId))),
    users: users.map(({ email }) => email),
  };
}

function withoutIds(text: string): object {
  const { instance: _, requestId: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return rest;
}
