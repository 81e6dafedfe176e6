import { prefixOf, services } from '@kstudio/contracts';
import { exchange } from '../support/exchange.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { accept, download, fileOf, handOver, newRoute, today, view } from './support/browsing.ts';

/** Information is used to run and to improve the service: staff see counts, and nobody is shown who browsed what. */
const system = ready();

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

/** Every address of the six services that can be read, for one client. */
async function readable(clientId: string, handOverId: string): Promise<string[]> {
  const documents = await Promise.all(
    services.map(async (service) => {
      const path = `${prefixOf(service)}/openapi.json`;
      return JSON.parse((await exchange(system.application, { method: 'GET', path })).text) as Document;
    }),
  );
  const routes = documents.flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, methods]) => ('get' in methods ? path : [])),
  );
  const doors = ['/api/browsing/browser', '/api/browsing/browser?download', '/api/browsing/known', '/k.js'];
  return [...routes, ...doors, fileOf(clientId, handOverId)].map((path) =>
    path.replace('{clientId}', clientId).replaceAll(/\{\w+\}/g, handOverId),
  );
}

describe('3.purpose', () => {
  let newcomer: Newcomer;
  let other: Newcomer;
  let operator: Guest;
  let handOverId: string;
  const visitor = new Guest(system.application);
  const page = newRoute();

  beforeAll(async () => {
    [newcomer, other, operator] = await Promise.all([
      subscribeNewcomer(system),
      subscribeNewcomer(system),
      signInOperator(system),
    ]);
    const { guest, clientId } = newcomer;
    for (const [name, value] of guest.cookies) visitor.cookies.set(name, value);
    await accept(visitor);
    for (let times = 0; times < 6; times += 1) await view(visitor, page);
    const day = await today(guest, clientId);
    const ready = await handOver(guest, clientId, { from: day, to: day });
    expect(ready.events).toBe(12);
    handOverId = ready.handOverId;
  }, 120_000);

  it('shows operators how often each page is viewed, to improve the service, and nothing finer', async () => {
    const summary = await operator.demand<Record<string, { name: string; views: number }[]>>(
      200,
      'GET',
      '/api/browsing/summary',
    );
    expect(summary['pages']).toContainEqual({ name: page, views: 6, entries: 6 });
    const dimensions = ['browserLanguages', 'browserTypes', 'days', 'from', 'pages', 'sites', 'to'];
    expect(Object.keys(summary).sort()).toEqual(dimensions);
  });

  it('gives nobody who browsed what, by any route, in any role', async () => {
    const identifying = [visitor.address, visitor.cookies.get('ks_visitor')].filter(
      (text) => text !== undefined,
    );
    expect(identifying.length).toBeGreaterThan(0);
    const paths = await readable(newcomer.clientId, handOverId);
    expect(paths.length).toBeGreaterThan(30);
    const callers = { nobody: new Guest(system.application), operator, other: other.guest };
    for (const [role, guest] of Object.entries(callers)) {
      for (const path of paths) {
        const { text } = await guest.send({ method: 'GET', path });
        for (const fact of identifying)
          expect([role, path, text.includes(fact)]).toEqual([role, path, false]);
      }
    }
  }, 120_000);

  it('gives the file of a hand-over to the client’s own manager, and to nobody else', async () => {
    const { clientId } = newcomer;
    const statusFor = async (guest: Guest, of = clientId) => (await download(guest, of, handOverId)).status;
    expect(await statusFor(new Guest(system.application))).toBe(401);
    expect(await statusFor(operator)).toBe(403);
    expect(await statusFor(other.guest)).toBe(404);
    expect(await statusFor(other.guest, other.clientId)).toBe(404);
    expect(await statusFor(newcomer.guest)).toBe(200);
  });
});
