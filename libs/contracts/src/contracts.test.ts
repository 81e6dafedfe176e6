import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openFields } from './closed-kinds.ts';
import {
  type Answers,
  type Catalogue,
  ClientId,
  catalogue,
  closedKinds,
  defineEvent,
  type EventHandlers,
  Instant,
  newId,
  readEvent,
  Sha256,
  subscriptionEnded,
  understoodKeys,
} from './index.ts';

const folder = (name: string) => join(__dirname, name);
const sample = (kind: 'events' | 'questions', key: string) =>
  JSON.parse(readFileSync(join(folder(kind), `${key}.json`), 'utf8'));
const { events: rows }: Catalogue = catalogue;
const events = rows.map((row) => row.event);
const { questions: questionRows }: Catalogue = catalogue;
const questions = questionRows.map((row) => row.question);

describe('the catalogue', () => {
  test('has a row for each file, whose name is the key', () => {
    const files = (kind: string) =>
      readdirSync(folder(kind))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => file.replace('.ts', ''));
    expect(files('events')).toEqual(events.flatMap((event) => understoodKeys(event)).sort());
    expect(files('questions')).toEqual(questions.map((question) => question.key).sort());
  });

  test('gives each event to somebody, and each question to somebody who asks it', () => {
    expect(rows.filter((row) => row.consumers.length === 0)).toEqual([]);
    expect(questionRows.filter((row) => row.askers.length === 0)).toEqual([]);
  });

  test('lets a service publish and answer under its own name alone', () => {
    for (const { event, publisher } of catalogue.events) expect(event.key.split('.')[0]).toBe(publisher);
    for (const { question, owner } of catalogue.questions) expect(question.key.split('.')[0]).toBe(owner);
  });

  test('names every key once', () => {
    const keys = [...events, ...questions].map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(events.map((event) => [event.key, event] as const))('%s', (_key, event) => {
  test('still reads its golden sample, and every word of it', () => {
    const golden = sample('events', event.key);
    expect(readEvent(event, event.key, golden).data).toEqual(golden);
  });

  test('still reads the golden samples of its older revisions', () => {
    for (const key of understoodKeys(event))
      expect(() => readEvent(event, key, sample('events', key))).not.toThrow();
  });

  test('carries no personal data', () => {
    expect(openFields(event.schema)).toEqual([]);
  });

  test('refuses a field that it does not know', () => {
    const golden = { ...sample('events', event.key), email: 'camille.roy@exemple.fr' };
    expect(() => readEvent(event, event.key, golden)).toThrow(z.ZodError);
  });
});

test.each(questions)('$key still reads its golden samples, and asks with ids alone', (question) => {
  const golden = sample('questions', question.key);
  expect(golden.in.map((input: unknown) => question.in.parse(input))).toEqual(golden.in);
  expect(golden.out.map((output: unknown) => question.out.parse(output))).toEqual(golden.out);
  expect(openFields(question.in)).toEqual([]);
});

describe('a field that could hold personal data is found', () => {
  const planted: [string, z.ZodType][] = [
    ['email: string', z.object({ email: z.email() })],
    ['note: string', z.object({ clientId: ClientId, note: z.string().max(10) })],
    ['who.name: string', z.object({ who: z.object({ name: z.string().regex(/^x$/) }) })],
    ['names[]: string', z.object({ names: z.array(z.string()) })],
    ['by: string', z.object({ by: z.union([ClientId, z.string()]) })],
    ['by: string', z.object({ by: z.string().nullable().optional() })],
    ['born: date', z.object({ born: z.date() })],
    ['rest: record', z.object({ rest: z.record(z.string(), Instant) })],
    ['any: any', z.object({ any: z.any() })],
    ['it: unknown', z.object({ it: z.unknown() })],
    ['id: pipe', z.object({ id: ClientId.transform(() => 'camille') })],
    ['id: string', z.object({ id: ClientId.clone({ ...ClientId.def }) })],
    ['x: template_literal', z.object({ x: z.templateLiteral(['to ', z.string()]) })],
  ];
  test.each(planted)('%s', (found, schema) => {
    expect(openFields(schema)).toEqual([found]);
  });

  test('while ids, times, numbers, choices and hashes pass, alone or in lists', () => {
    const kinds = {
      id: ClientId,
      at: Instant.nullable(),
      n: z.int(),
      yes: z.boolean(),
      of: z.enum(['a', 'b']),
    };
    expect(openFields(z.object({ ...kinds, h: z.array(Sha256).optional(), one: z.literal('a') }))).toEqual(
      [],
    );
  });

  test('and no kind takes words: each refuses a name, an address and a sentence', () => {
    const schemas = events
      .flatMap((event) => leaves(event.schema))
      .filter((schema) => closedKinds.has(schema));
    expect(schemas.length).toBeGreaterThan(20);
    for (const schema of schemas) {
      for (const words of ['Camille Roy', 'camille.roy@exemple.fr', '06 12 34 56 78', '12, rue des Lilas'])
        expect(schema.safeParse(words).success).toBe(false);
    }
  });
});

function leaves(schema: z.ZodType): z.ZodType[] {
  const { shape, element } = schema.def as unknown as {
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
  };
  if (shape) return Object.values(shape).flatMap(leaves);
  return element ? leaves(element) : [schema];
}

test('a consumer of the second revision reads messages of the first', () => {
  const first = defineEvent('account.moved', 1, { clientId: ClientId, on: Instant });
  type First = { version: number; clientId: string; on: string };
  const lift = ({ on, ...rest }: First) => ({ ...rest, movedAt: on, times: 1 });
  const second = defineEvent(
    'account.moved',
    2,
    { clientId: ClientId, movedAt: Instant, times: z.int() },
    {
      predecessor: {
        event: first,
        upcast: lift,
      },
    },
  );
  const clientId = newId();
  const at = new Date().toISOString();
  expect(understoodKeys(second)).toEqual(['account.moved.v2', 'account.moved.v1']);
  expect(readEvent(second, 'account.moved.v1', { clientId, version: 4, on: at })).toEqual({
    data: { clientId, version: 4, movedAt: at, times: 1 },
    aggregate: { id: clientId, version: 4 },
  });
  expect(() => readEvent(first, second.key, {})).toThrow(
    'account.moved.v1 does not understand account.moved.v2',
  );
});

test('a draft names its aggregate and refuses data that is not the event’s', () => {
  const clientId = newId();
  const data = { clientId, version: 2, endedAt: new Date().toISOString(), reason: 'cancelled' as const };
  expect(subscriptionEnded(data)).toEqual({
    type: 'account.subscription-ended',
    revision: 1,
    key: 'account.subscription-ended.v1',
    aggregate: { id: clientId, version: 2 },
    data,
  });
  expect(() => subscriptionEnded({ ...data, version: 0 })).toThrow(z.ZodError);
  expect(() => subscriptionEnded({ ...data, endedAt: '14 March' })).toThrow(z.ZodError);
});

test('ids sort by the time they were made', () => {
  const ids = Array.from({ length: 100 }, newId);
  expect([...ids].sort().map((id) => id.slice(0, 12))).toEqual(ids.map((id) => id.slice(0, 12)));
});

test('a table with a missing or an extra key does not compile', () => {
  const state = async () => ({ found: false as const });
  const answers: Answers<'account'> = {
    'account.recipient.v1': state,
    'account.subscription-state.v1': state,
    'account.watch.v1': async () => ({ tallies: [] }),
    'account.audit-page.v1': async () => ({ rows: [], next: null }),
  };
  // @ts-expect-error one answer is missing
  const missing: Answers<'account'> = { 'account.recipient.v1': state };
  // @ts-expect-error account does not own this question
  const extra: Answers<'account'> = { ...answers, 'identity.signing-keys.v1': state };
  type Ended = Parameters<EventHandlers<'content', object>['account.subscription-ended.v1']>[1]['data'];
  // @ts-expect-error an event has no such field
  const field: keyof Ended = 'email';
  expect([answers, missing, extra, field]).toHaveLength(4);
});

test('every golden sample belongs to a definition', () => {
  for (const kind of ['events', 'questions']) {
    for (const file of readdirSync(folder(kind)).filter((name) => name.endsWith('.json')))
      expect(existsSync(join(folder(kind), file.replace('.json', '.ts')))).toBe(true);
  }
});
