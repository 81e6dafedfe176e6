import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { unzip } from '../support/unzip.ts';
import {
  accept,
  daysBefore,
  download,
  handOver,
  isCounted,
  known,
  newRoute,
  signInFrom,
  today,
  view,
} from './support/browsing.ts';
import { moveClock } from './support/clock.ts';
import { scanFor } from './support/scan.ts';

/** What was collected automatically is kept one year, to the day. Then it is gone. */
const system = ready();

interface Audit {
  chain: { intact: boolean };
  rows: { at: string }[];
}

describe('5.browsing-term', () => {
  const planted = `Mozilla/5.0 (Planted-${randomBytes(4).toString('hex')})`;
  const page = newRoute();
  let newcomer: Newcomer;
  let visitor: Awaited<ReturnType<typeof signInFrom>>;
  /** The day of collection, and the one on which it is gone. */
  let day: string;
  let gone: string;

  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
    const { email, password, guest, clientId } = newcomer;
    visitor = await signInFrom(system.application, { email, password }, planted);
    await accept(visitor);
    await view(visitor, page);
    day = await today(guest, clientId);
    gone = aYearAfter(day);
  }, 120_000);

  /** Everything that a hand-over of the last year holds, as one text. */
  async function handedOver(): Promise<string> {
    const manager = await signInAgain(newcomer);
    const to = await today(manager, newcomer.clientId);
    const { handOverId } = await handOver(manager, newcomer.clientId, { from: daysBefore(to, 366), to });
    const { content } = await download(manager, newcomer.clientId, handOverId);
    return Object.values(await unzip(content)).join('\n');
  }

  it('has its day of death from its birth on: the same day, a year later', async () => {
    const { events } = await known(visitor);
    expect(events.map(({ keptUntil }) => keptUntil)).toEqual([gone, gone]);
  });

  it('is all there the day before', async () => {
    await moveClock(system, { to: `${daysBefore(gone, 1)}T11:00:00.000Z` });
    expect((await known(visitor)).events.map((event) => event['page'])).toEqual([page, page]);
    expect(await isCounted(system, page)).toBe(true);
    const texts = await handedOver();
    for (const text of [page, planted, visitor.address ?? page]) expect(texts).toContain(text);
  }, 400_000);

  it('is gone that day, for the visitor, for operators and from what is handed over', async () => {
    await moveClock(system, { to: `${gone}T03:00:00.000Z` });
    expect((await known(visitor)).events).toEqual([]);
    expect(await isCounted(system, page)).toBe(false);
    const texts = await eventually(handedOver, 60_000);
    for (const text of [page, planted, visitor.address ?? page]) expect(texts).not.toContain(text);
  }, 400_000);

  it('is gone from everything that the system keeps, but the journal of the database', async () => {
    const { found, looked } = scanFor(system, [page, planted, visitor.address ?? page]);
    expect(looked.documents).toBeGreaterThan(100);
    const journal = /^database (local\.oplog\.rs|config\.image_collection)$/;
    expect(found.filter(({ place }) => !journal.test(place))).toEqual([]);
  }, 120_000);

  it('is gone from the audits: what is left of that day is a chain of hashes', async () => {
    const operator = await signInOperator(system);
    for (const service of ['account', 'identity', 'content', 'browsing']) {
      const path = `/api/${service}/audit?clientId=${newcomer.clientId}`;
      const { chain, rows } = await operator.demand<Audit>(200, 'GET', path);
      expect([service, chain.intact]).toEqual([service, true]);
      expect(rows.filter(({ at }) => at.slice(0, 10) <= day)).toEqual([]);
    }
  }, 60_000);

  it('is gone from the files prepared before, too', async () => {
    const manager = await signInAgain(newcomer);
    const path = `/api/browsing/clients/${newcomer.clientId}/hand-overs`;
    const all = await manager.demand<{ handOverId: string }[]>(200, 'GET', path);
    expect(all.length).toBe(2);
    for (const { handOverId } of all) {
      const content = await eventually(async () => {
        const file = await download(manager, newcomer.clientId, handOverId);
        if (file.status !== 200) throw new Error(`${file.status}`);
        return file.content;
      }, 30_000);
      const texts = Object.values(await unzip(content)).join('\n');
      for (const text of [page, planted]) expect(texts).not.toContain(text);
    }
  }, 60_000);
});

/** The same day of the next year; 29 February ends on 1 March. */
function aYearAfter(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)) + 1, day.slice(4)];
  return `${year}${rest === '-02-29' ? '-03-01' : rest}`;
}
