import { breaches } from './house-rules.ts';

const useCase = 'services/account/src/end-subscription.ts';
const storeFile = 'services/account/src/clients.store.ts';
const found = (path: string, source: string) => breaches(path, source).map(({ rule }) => rule);

describe('house rules', () => {
  it.each([
    ['one-clock', 'const a = Date.now();'],
    ['one-clock', 'const a = new Date();'],
    ['one-clock', 'const a = Date();'],
    ['one-clock', 'const a = Temporal.Now.instant();'],
    ['one-clock', 'const a = performance.timeOrigin;'],
    ['jobs-not-timers', 'setTimeout(end, 5 * 365 * 86_400_000);'],
    ['jobs-not-timers', "import { setTimeout as wait } from 'node:timers/promises';"],
    ['no-ttl', 'rows.createIndex({ at: 1 }, { expireAfterSeconds: 60 });'],
    ['no-ttl', 'const schema = new Schema({ at: { type: Date, expires: 60 } });'],
    ['bus-not-http', "await fetch('http://identity/api/users');"],
    ['bus-not-http', "import { request } from 'node:http';"],
    ['bus-not-http', "import { request } from 'undici';"],
    ['environment-in-config', 'const secret = process.env.LINK_SECRET;'],
    ['environment-in-config', "import { env } from 'node:process';"],
    ['log-not-console', "console.log('here');"],
  ])('find %s in `%s`', (rule, source) => {
    expect(found(useCase, source)).toEqual([rule]);
  });

  it('find a change that the database may write into its own log', () => {
    const source = (name: string) => `const a = (clientId: string) => model.${name}({ clientId }, {});`;
    for (const name of ['findOneAndUpdate', 'findOneAndReplace', 'findByIdAndUpdate'])
      expect(found(storeFile, source(name))).toEqual(['change-one']);
    expect(found(storeFile, source('findOneAndDelete'))).toEqual([]);
    expect(found('services/retention/src/orders.store.ts', source('findOneAndUpdate'))).toEqual([]);
  });

  it('say the line and what to do', () => {
    const [breach] = breaches(useCase, 'const a = 1;\nconst b = Date.now();');
    expect(breach).toMatchObject({ path: useCase, line: 2, says: expect.stringContaining('clock.now()') });
  });

  it('let pass what is allowed where it is allowed', () => {
    expect(found('libs/chassis/src/clock.ts', 'Date.now();')).toEqual([]);
    expect(found('services/account/src/config.ts', 'process.env;')).toEqual([]);
    expect(found('libs/bus/src/link.ts', 'setTimeout(retry, 1_000);')).toEqual([]);
    expect(found('services/web/src/app/facts.ts', 'new Date();')).toEqual([]);
    expect(found('services/account/src/end.test.ts', 'new Date();')).toEqual([]);
    expect(found(useCase, 'const a = new Date(row.endedAt); performance.now();')).toEqual([]);
    expect(found(useCase, "import type { IncomingMessage } from 'node:http';")).toEqual([]);
  });

  it('find a store function that names no client and gives no reason', () => {
    const store = (method: string) => `export function createX(db: Core['db']) { return { ${method} }; }`;
    expect(found(storeFile, store('all: () => model.find(),'))).toEqual(['tenant-first']);
    expect(found(storeFile, store('async drop(id: string) {},'))).toEqual(['tenant-first']);
    expect(found(storeFile, 'export function all(db: Connection) { return db; }')).toEqual(['tenant-first']);
    expect(found(storeFile, store('all: () => model.find({}, { clientId: 1 }),'))).toEqual(['tenant-first']);
    expect(found(storeFile, store('end: ({ clientId }: Notice) => 1,'))).toEqual([]);
    expect(found(storeFile, store('find: (clientId: string) => 1,'))).toEqual([]);
    expect(found(storeFile, store('insert: (tx: Tx, row: ClientRow) => 1,'))).toEqual([]);
    expect(found(storeFile, store('/** Global: the operators’ list. */ all: () => 1,'))).toEqual([]);
    expect(found(storeFile, `/** Global: keys are everybody’s. */ ${store('all: () => 1,')}`)).toEqual([]);
  });
});
