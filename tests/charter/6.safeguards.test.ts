import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import type { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';

/** Measures against fraudulent access and use, and against loss, alteration and destruction. Begun: more will come. */
const system = ready();
const prefixes = ['account', 'identity', 'content', 'browsing', 'charter', 'notices'];

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
    for (const [prefix, path] of [
      ['account', ''],
      ['charter', '/calendar'],
      ['notices', '/notices'],
      ['browsing', '/collected'],
    ]) {
      const answer = await mine.guest.ask('GET', `/api/${prefix}/clients/${theirs.clientId}${path}`);
      expect([prefix, answer.status]).toEqual([prefix, 404]);
      const { rows } = await auditOf(prefix!, mine.clientId);
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

function withoutIds(text: string): object {
  const { instance: _, requestId: __, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return rest;
}
