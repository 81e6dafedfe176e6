import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  answeringServices,
  type Certificate,
  type CertificateAnswer,
  type CertificateStatement,
  canonicalize,
  type Jwk,
  ledgerStart,
  main,
  newSigningKey,
  publicKeyOf,
  signAnswer,
  signCertificate,
  thumbprint,
  verifyCertificate,
} from './kstudio-verify.ts';

const orderId = '0199a0d2-7c1e-7b1a-9f52-3d8f6a1c2b30';
const clientFingerprint = 'a3f1'.repeat(16);
const place = { seq: 1, previousHash: ledgerStart };

async function answerOf(service: string, found = 0, collections = 4): Promise<CertificateAnswer> {
  const holdings = [{ name: 'clients', category: 'subscription', deleted: 3 }];
  const scan = { collections, documents: collections * 30, found };
  const unsigned = {
    service,
    orderId,
    clientFingerprint,
    holdings,
    scan,
    finishedAt: '2031-11-24T00:04:10.000Z',
  };
  const {
    orderId: _order,
    clientFingerprint: _client,
    ...answer
  } = await signAnswer(unsigned, await newSigningKey());
  return answer;
}

async function statement(change: Partial<CertificateStatement> = {}): Promise<CertificateStatement> {
  return {
    type: 'kstudio-purge-certificate',
    version: 1,
    certificateId: '0199a0d2-7c1e-7b1a-9f52-3d8f6a1c2b31',
    orderId,
    clientFingerprint,
    reason: 'term',
    categories: ['subscription', 'users', 'contents'],
    charterVersion: '1',
    orderedAt: '2031-11-24T00:00:05.000Z',
    issuedAt: '2031-11-24T00:05:00.000Z',
    ownerAnswer: { state: 'archive', endedAt: '2026-11-24T09:30:00.000Z' },
    answers: await Promise.all(answeringServices.map((service) => answerOf(service))),
    residues: [{ what: 'backups', lastDate: '2031-12-24' }],
    ...change,
  };
}

let key: Required<Jwk>;
let fingerprint: string;
beforeAll(async () => {
  key = await newSigningKey();
  fingerprint = await thumbprint(key);
});
const issue = async (change: Partial<CertificateStatement> = {}) =>
  signCertificate(await statement(change), place, key);
const broken = async (certificate: unknown, expected: string | Jwk = fingerprint) =>
  (await verifyCertificate(certificate, { key: expected })).checks
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

describe('a certificate', () => {
  it('holds as it was issued, by fingerprint and by public key', async () => {
    const certificate = await issue();
    expect(await broken(certificate)).toEqual([]);
    expect(await broken(certificate, publicKeyOf(key))).toEqual([]);
  });

  it('still holds when its fields stand in another order', async () => {
    const certificate = await issue();
    const reversed = JSON.parse(JSON.stringify(certificate), (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as Certificate;
    expect(Object.keys(reversed)[0]).toBe('signature');
    expect(await broken(reversed)).toEqual([]);
  });

  it('does not hold when a count was altered', async () => {
    const certificate = await issue();
    certificate.answers[2]!.holdings[0]!.deleted += 1;
    expect(await broken(certificate)).toEqual(['signature', 'ledger', 'answer.content']);
  });

  it('does not hold under another key, even one that signed it anew', async () => {
    const certificate = await signCertificate(await statement(), place, await newSigningKey());
    expect(await broken(certificate)).toEqual(['key']);
  });

  it('does not hold when a service did not answer, or answered twice', async () => {
    const { answers } = await statement();
    expect(await broken(await issue({ answers: answers.slice(1) }))).toEqual(['complete']);
    expect(await broken(await issue({ answers: [...answers, answers[0]!] }))).toEqual(['complete']);
  });

  it('does not hold when the raw scan of a service found something', async () => {
    const { answers } = await statement();
    answers[1] = await answerOf('identity', 2);
    expect(await broken(await issue({ answers }))).toEqual(['nothing-left']);
  });

  it('does not hold when a service did not scan, unless only a part of the data was to go', async () => {
    const { answers } = await statement();
    answers[3] = await answerOf('analytics-collector', 0, 0);
    expect(await broken(await issue({ answers }))).toEqual(['nothing-left']);
    expect(await broken(await issue({ answers, categories: ['access'] }))).toEqual([]);
  });

  it('does not hold when an answer was given for another client', async () => {
    const certificate = await issue();
    const other = { ...certificate, clientFingerprint: 'b2e0'.repeat(16) };
    const { ledger, key: _key, signature, ...said } = other;
    const resigned = await signCertificate(said, place, key);
    expect(await broken(resigned)).toEqual(answeringServices.map((service) => `answer.${service}`));
  });

  it('does not hold when the purge was ordered before the five years were over', async () => {
    expect(await broken(await issue({ orderedAt: '2031-11-21T00:00:05.000Z' }))).toEqual(['not-early']);
    const ownerAnswer = { state: 'active', endedAt: null };
    expect(await broken(await issue({ ownerAnswer }))).toEqual(['not-early']);
    expect(await broken(await issue({ ownerAnswer, reason: 'unconfirmed' }))).toEqual(['not-early']);
  });

  it('does not hold when its entry was moved in the ledger', async () => {
    const certificate = await issue();
    certificate.ledger.seq = 2;
    expect(await broken(certificate)).toEqual(['signature', 'ledger']);
  });

  it('is refused without an exception whatever stands in its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(await broken(value)).toEqual(['format']);
      }),
    );
  });

  it('is refused when any one field is missing or of another type', async () => {
    const certificate = await issue();
    for (const field of Object.keys(certificate)) {
      expect(await broken({ ...certificate, [field]: undefined })).toEqual(['format']);
      expect(await broken({ ...certificate, [field]: 7.5 })).toEqual(['format']);
    }
    expect(await broken({ ...certificate, note: 'added' })).toEqual(['format']);
  });
});

describe('canonical JSON', () => {
  it('writes one value in one way whatever the order of its fields', () => {
    const flat = fc.dictionary(fc.string(), fc.oneof(fc.maxSafeInteger(), fc.string(), fc.boolean()));
    fc.assert(
      fc.property(flat, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalize(reversed)).toBe(canonicalize(value));
        expect(JSON.parse(canonicalize(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('sorts by UTF-16 code units, as RFC 8785 says', () => {
    const sample = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalize(sample)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('refuses what has no one way of writing', () => {
    for (const value of [1.5, Number.NaN, 2 ** 53, '\ud800', undefined, 1n]) {
      expect(() => canonicalize([value])).toThrow(TypeError);
    }
  });

  it('gives the thumbprint of RFC 8037, appendix A.3', async () => {
    const published: Jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(await thumbprint(published)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});

describe('the command line', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const code = await main(args, (line) => lines.push(line));
    return { code, last: lines.at(-1), lines };
  };
  const file = async (value: unknown) => {
    const folder = await mkdtemp(join(tmpdir(), 'kstudio-verify-'));
    folders.push(folder);
    await writeFile(join(folder, 'a.json'), JSON.stringify(value));
    return join(folder, 'a.json');
  };
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it('says in French, or in English, that a certificate holds, and ends with 0', async () => {
    const path = await file(await issue());
    expect(await run(path, '--key', fingerprint)).toMatchObject({
      code: 0,
      last: "L'attestation est valable.",
    });
    const byKey = await run('--lang', 'en', '--key', await file(publicKeyOf(key)), path);
    expect(byKey).toMatchObject({ code: 0, last: 'The certificate holds.' });
  });

  it('says which check failed, and ends with 1', async () => {
    const certificate = await issue();
    certificate.categories.pop();
    const { code, lines } = await run(await file(certificate), '--key', fingerprint);
    expect(code).toBe(1);
    expect(lines).toContain("✗ La signature ne correspond pas : l'attestation a été changée.");
  });

  it('ends with 1 and a sentence on a file that is not there and on missing arguments', async () => {
    expect(await run('/nowhere.json', '--key', fingerprint)).toMatchObject({ code: 1 });
    expect((await run('a.json')).lines[0]).toMatch(/^Usage/);
  });
});
