/*
 * Verifies a K-Studio purge certificate, offline: one file, no dependency, any Node from 20 on.
 *   node kstudio-verify.mjs certificate.json --key <fingerprint, or file of the public key (JWK)> [--lang en]
 * It says what it checked, line by line; exit code 0 when all of it holds, 1 when not.
 * The service that issues certificates signs with these same functions.
 */

/** An Ed25519 key as a JSON Web Key (RFC 8037); `d` in private keys alone. */
export type Jwk = { kty: 'OKP'; crv: 'Ed25519'; x: string; d?: string };

export type HoldingCount = { name: string; category: string; deleted: number };
export type Scan = { collections: number; documents: number; found: number };

/** What one service answers to a purge order, before it signs. Ids and counts alone. */
export type UnsignedAnswer = {
  service: string;
  orderId: string;
  clientFingerprint: string;
  holdings: HoldingCount[];
  scan: Scan;
  finishedAt: string;
};
export type SignedAnswer = UnsignedAnswer & { publicKey: Jwk; signature: string };

/** An answer as the certificate repeats it: order and client stand once, above. */
export type CertificateAnswer = Omit<SignedAnswer, 'orderId' | 'clientFingerprint'>;

/** What only time erases (the database's journal, backups), with the last date on which it can still exist. */
export type Residue = { what: string; lastDate: string };

/** What retention states before it chains and signs. Instants are ISO 8601 in UTC. */
export type CertificateStatement = {
  type: 'kstudio-purge-certificate';
  version: 1;
  certificateId: string;
  orderId: string;
  clientFingerprint: string;
  reason: string;
  categories: string[];
  charterVersion: string;
  orderedAt: string;
  issuedAt: string;
  /** What the owner of the subscription answered before anything was destroyed. */
  ownerAnswer: { state: string; endedAt: string | null };
  answers: CertificateAnswer[];
  residues: Residue[];
};
export type Ledger = { seq: number; previousHash: string; hash: string };
export type Certificate = CertificateStatement & { ledger: Ledger; key: Jwk; signature: string };

type Sentence = { fr: string; en: string };
export type Check = { name: string; ok: boolean; detail: Sentence };
export type Verdict = { ok: boolean; checks: Check[] };

/** Every service that must have answered: one missing, and nothing is certified. */
export const answeringServices = [
  'account',
  'identity',
  'content',
  'analytics-collector',
  'retention',
  'notifier',
] as const;

/** The hash before the first of a ledger. */
export const ledgerStart = '0'.repeat(64);

/**
 * RFC 8785 for what certificates are made of: objects, arrays, strings, safe integers, booleans, null. The order
 * of fields does not matter to the result. Throws TypeError on anything else, which has no one way of writing.
 */
export function canonicalize(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort();
    return `{${keys.map((key) => `${canonicalize(key)}:${canonicalize(value[key])}`).join(',')}}`;
  }
  throw new TypeError(`Canonical JSON has no form for this ${typeof value}.`);
}

/** SHA-256 of a text, lower-case hexadecimal. */
export async function sha256(text: string): Promise<string> {
  return Array.from(await digest(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A key's fingerprint: its RFC 7638 thumbprint, base64url. */
export async function thumbprint({ crv, kty, x }: Jwk): Promise<string> {
  return toBase64url(await digest(canonicalize({ crv, kty, x })));
}

/** A new Ed25519 pair: the private key holds the public one. */
export async function newSigningKey(): Promise<Required<Jwk>> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('Ed25519 makes pairs.');
  const { x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty: 'OKP', crv: 'Ed25519', x: x as string, d: d as string };
}

/** The half of a key that may be shown. */
export function publicKeyOf({ kty, crv, x }: Jwk): Jwk {
  return { kty, crv, x };
}

/** A service's answer with its public key and its signature over all the rest. */
export async function signAnswer(answer: UnsignedAnswer, privateKey: Jwk): Promise<SignedAnswer> {
  const publicKey = publicKeyOf(privateKey);
  const signature = await sign(answerText({ ...answer, publicKey }), privateKey);
  return { ...answer, publicKey, signature };
}

/** Whether an answer is signed by the key that it names. */
export function verifyAnswer(answer: SignedAnswer): Promise<boolean> {
  return verifySignature(answerText(answer), answer.signature, answer.publicKey);
}

/** The entry's hash in retention's ledger: over the whole statement, its place and the entry before it. */
export function ledgerHash(statement: CertificateStatement, place: Omit<Ledger, 'hash'>): Promise<string> {
  const { seq, previousHash } = place;
  return sha256(canonicalize({ ...statementOf(statement), ledger: { seq, previousHash } }));
}

/** Chains a statement behind `place.previousHash` and signs it. `privateKey` is the retention service's own. */
export async function signCertificate(
  statement: CertificateStatement,
  place: Omit<Ledger, 'hash'>,
  privateKey: Jwk,
): Promise<Certificate> {
  const ledger = { ...place, hash: await ledgerHash(statement, place) };
  const unsigned = { ...statementOf(statement), ledger, key: publicKeyOf(privateKey) };
  return { ...unsigned, signature: await sign(canonicalize(unsigned), privateKey) };
}

/**
 * Checks a certificate against the key that one expects: a fingerprint, or the key itself. Never throws on what
 * it is given to check: a certificate that cannot be read is one that does not hold.
 */
export async function verifyCertificate(input: unknown, expected: { key: string | Jwk }): Promise<Verdict> {
  const flaw = flawOf(input);
  if (flaw !== null) return verdict([readable(flaw)]);
  const certificate = input as Certificate;
  return verdict([
    readable(null),
    await keyCheck(certificate, expected.key),
    await signatureCheck(certificate),
    await ledgerCheck(certificate),
    completeCheck(certificate),
    ...(await Promise.all(certificate.answers.map((answer) => answerCheck(certificate, answer)))),
    nothingLeftCheck(certificate),
    notEarlyCheck(certificate),
  ]);
}

const verdict = (checks: Check[]): Verdict => ({ ok: checks.every((check) => check.ok), checks });
const check = (name: string, ok: boolean, yes: Sentence, no: Sentence): Check => ({
  name,
  ok,
  detail: ok ? yes : no,
});

function readable(flaw: string | null): Check {
  return check(
    'format',
    flaw === null,
    {
      fr: 'Le document est une attestation de purge K-Studio.',
      en: 'The document is a K-Studio purge certificate.',
    },
    {
      fr: `Le document n'est pas une attestation de purge K-Studio lisible : ${flaw}.`,
      en: `The document is not a readable K-Studio purge certificate: ${flaw}.`,
    },
  );
}

async function keyCheck(certificate: Certificate, expected: string | Jwk): Promise<Check> {
  const found = await thumbprint(certificate.key);
  const wanted = typeof expected === 'string' ? expected : await thumbprint(expected);
  return check(
    'key',
    found === wanted,
    { fr: `La clé est bien celle attendue (${found}).`, en: `The key is the one expected (${found}).` },
    {
      fr: `La clé n'est pas celle attendue : ${found} au lieu de ${wanted}.`,
      en: `The key is not the one expected: ${found} instead of ${wanted}.`,
    },
  );
}

async function signatureCheck(certificate: Certificate): Promise<Check> {
  const { signature, ...signed } = certificate;
  return check(
    'signature',
    await verifySignature(canonicalize(signed), signature, certificate.key),
    {
      fr: "La signature de l'attestation est juste : rien n'y a été changé.",
      en: 'The certificate’s signature is right: nothing in it was changed.',
    },
    {
      fr: "La signature ne correspond pas : l'attestation a été changée.",
      en: 'The signature does not fit: the certificate was changed.',
    },
  );
}

async function ledgerCheck(certificate: Certificate): Promise<Check> {
  const { seq, hash } = certificate.ledger;
  return check(
    'ledger',
    hash === (await ledgerHash(certificate, certificate.ledger)),
    { fr: `L'inscription n° ${seq} au registre correspond.`, en: `Entry ${seq} of the ledger fits.` },
    {
      fr: `L'inscription n° ${seq} au registre ne correspond pas.`,
      en: `Entry ${seq} of the ledger does not fit.`,
    },
  );
}

function completeCheck({ answers }: Certificate): Check {
  const names = answers.map((answer) => answer.service);
  const missing = answeringServices.filter(
    (service) => names.filter((name) => name === service).length !== 1,
  );
  return check(
    'complete',
    missing.length === 0,
    { fr: `Les ${names.length} services ont répondu.`, en: `All ${names.length} services answered.` },
    {
      fr: `Chaque service doit répondre une fois ; ce n'est pas le cas de : ${missing.join(', ')}.`,
      en: `Each service must answer once; these did not: ${missing.join(', ')}.`,
    },
  );
}

async function answerCheck(certificate: Certificate, answer: CertificateAnswer): Promise<Check> {
  const { orderId, clientFingerprint } = certificate;
  const deleted = answer.holdings.reduce((sum, holding) => sum + holding.deleted, 0);
  const { service } = answer;
  return check(
    `answer.${service}`,
    await verifyAnswer({ ...answer, orderId, clientFingerprint }),
    {
      fr: `${service} : réponse signée, ${deleted} enregistrement(s) effacé(s).`,
      en: `${service}: answer signed, ${deleted} record(s) deleted.`,
    },
    {
      fr: `${service} : la signature de la réponse ne correspond pas à ses comptages, à l'ordre ou au client.`,
      en: `${service}: the answer’s signature does not fit its counts, the order or the client.`,
    },
  );
}

/** Where the whole client goes, every service must have read its whole database and found nothing. */
function nothingLeftCheck({ answers, categories }: Certificate): Check {
  const whole = categories.includes('subscription');
  const left = answers.filter(({ scan }) => scan.found !== 0 || (whole && scan.collections === 0));
  const read = answers.reduce((sum, { scan }) => sum + scan.documents, 0);
  const where = left.map(({ service, scan }) => `${service} (${scan.found})`).join(', ');
  const rest = categories.join(', ');
  return check(
    'nothing-left',
    left.length === 0,
    whole
      ? {
          fr: `Relecture complète : ${read} documents lus, aucune trace du client.`,
          en: `Raw scan: ${read} documents read, no trace of the client.`,
        }
      : {
          fr: `Purge d'une partie des données (${rest}) : le reste du client est gardé, sans relecture complète.`,
          en: `Purge of a part of the data (${rest}): the rest of the client is kept, without a raw scan.`,
        },
    {
      fr: `La relecture complète a retrouvé des traces du client, ou n'a pas eu lieu : ${where}.`,
      en: `The raw scan found traces of the client, or did not take place: ${where}.`,
    },
  );
}

/** Clause 5.subscription-term: what lives five years after the end is not certified as gone before. */
function notEarlyCheck({ reason, ownerAnswer, orderedAt, categories }: Certificate): Check {
  const { endedAt, state } = ownerAnswer;
  const fiveYears =
    reason === 'term' && ['subscription', 'users', 'contents'].some((id) => categories.includes(id));
  const earliest = endedAt === null ? Number.NaN : plusFiveYears(endedAt);
  const known = reason === 'term' ? endedAt !== null : state === 'pending';
  return check(
    'not-early',
    known && (!fiveYears || Date.parse(orderedAt) >= earliest),
    {
      fr: `Le service propriétaire, interrogé avant la purge, a confirmé (${state}${endedAt ? `, fin le ${endedAt}` : ''}).`,
      en: `The owning service, asked before the purge, confirmed (${state}${endedAt ? `, ended on ${endedAt}` : ''}).`,
    },
    {
      fr: `L'ordre du ${orderedAt} ne s'accorde pas avec la réponse du service propriétaire (${state}, fin : ${endedAt ?? 'aucune'}).`,
      en: `The order of ${orderedAt} does not agree with the owning service’s answer (${state}, ended: ${endedAt ?? 'never'}).`,
    },
  );
}

/** Terms count in Paris days and this file knows no time zones: a day's tolerance stands in for them. */
function plusFiveYears(instant: string): number {
  const end = new Date(instant);
  end.setUTCFullYear(end.getUTCFullYear() + 5);
  return end.getTime() - 86_400_000;
}

// --- what is signed ---

function answerText({
  service,
  orderId,
  clientFingerprint,
  holdings,
  scan,
  finishedAt,
  publicKey,
}: Omit<SignedAnswer, 'signature'>) {
  const key = publicKeyOf(publicKey);
  const type = 'kstudio-purge-answer';
  return canonicalize({
    type,
    service,
    orderId,
    clientFingerprint,
    holdings,
    scan,
    finishedAt,
    publicKey: key,
  });
}

function statementOf(certificate: CertificateStatement | Certificate): CertificateStatement {
  const { ledger, key, signature, ...statement } = certificate as Certificate;
  return statement;
}

// --- Ed25519 and SHA-256, by the Web Cryptography that Node and browsers share ---

async function sign(text: string, { kty, crv, x, d }: Jwk): Promise<string> {
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, d: d ?? '' }, 'Ed25519', false, ['sign']);
  return toBase64url(
    new Uint8Array(await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text))),
  );
}

async function verifySignature(text: string, signature: string, { kty, crv, x }: Jwk): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify(
      'Ed25519',
      key,
      fromBase64url(signature),
      new TextEncoder().encode(text),
    );
  } catch {
    return false; // a key or a signature that cannot be read signs nothing
  }
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

// --- reading what a stranger hands in ---

type Shape =
  | 'text'
  | 'count'
  | 'instant'
  | 'instant?'
  | readonly [Shape]
  | { readonly [field: string]: Shape };

const keyShape = { kty: 'text', crv: 'text', x: 'text' } as const;
const certificateShape: Shape = {
  type: 'text',
  version: 'count',
  certificateId: 'text',
  orderId: 'text',
  clientFingerprint: 'text',
  reason: 'text',
  categories: ['text'],
  charterVersion: 'text',
  orderedAt: 'instant',
  issuedAt: 'instant',
  ownerAnswer: { state: 'text', endedAt: 'instant?' },
  answers: [
    {
      service: 'text',
      holdings: [{ name: 'text', category: 'text', deleted: 'count' }],
      scan: { collections: 'count', documents: 'count', found: 'count' },
      finishedAt: 'instant',
      publicKey: keyShape,
      signature: 'text',
    },
  ],
  residues: [{ what: 'text', lastDate: 'text' }],
  ledger: { seq: 'count', previousHash: 'text', hash: 'text' },
  key: keyShape,
  signature: 'text',
};

function flawOf(input: unknown): string | null {
  const flaw = mismatch(input, certificateShape, '');
  if (flaw !== null) return flaw;
  const { type, version } = input as Certificate;
  return type === 'kstudio-purge-certificate' && version === 1 ? null : `${type} ${version}`;
}

/** The path of the first field that is missing, unknown or of another shape. */
function mismatch(value: unknown, shape: Shape, path: string): string | null {
  if (shape === 'text') return typeof value === 'string' && value.isWellFormed() ? null : path;
  if (shape === 'count') return Number.isSafeInteger(value) && (value as number) >= 0 ? null : path;
  if (shape === 'instant?' && value === null) return null;
  if (typeof value !== 'string' && (shape === 'instant' || shape === 'instant?')) return path;
  if (shape === 'instant' || shape === 'instant?')
    return Number.isFinite(Date.parse(String(value))) ? null : path;
  if (isList(shape)) {
    if (!Array.isArray(value)) return path;
    return firstOf(value.map((item, index) => mismatch(item, shape[0], `${path}[${index}]`)));
  }
  if (!isRecord(value)) return path || 'JSON';
  const unknown = Object.keys(value).find((field) => !(field in shape));
  if (unknown !== undefined) return `${path}.${unknown}`;
  return firstOf(
    Object.entries(shape).map(([field, inner]) => mismatch(value[field], inner, `${path}.${field}`)),
  );
}

const firstOf = (flaws: (string | null)[]): string | null => flaws.find((flaw) => flaw !== null) ?? null;
const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// --- the command line ---

const usage: Sentence = {
  fr: 'Usage : node kstudio-verify.mjs attestation.json --key <empreinte, ou fichier de la clé publique (JWK)> [--lang en]',
  en: 'Usage: node kstudio-verify.mjs certificate.json --key <fingerprint, or file of the public key (JWK)> [--lang fr]',
};

/** Runs the command line; `say` gets each line. Returns the exit code. */
export async function main(args: readonly string[], say: (line: string) => void): Promise<0 | 1> {
  const { readFile } = await import('node:fs/promises');
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const lang = option('--lang') === 'en' ? 'en' : 'fr';
  const key = option('--key');
  const file = args.find((arg, index) => !arg.startsWith('--') && !args[index - 1]?.startsWith('--'));
  if (file === undefined || key === undefined) {
    say(usage[lang]);
    return 1;
  }
  const json = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown;
  try {
    const expected = /^[A-Za-z0-9_-]{43}$/.test(key) ? key : ((await json(key)) as Jwk);
    const { ok, checks } = await verifyCertificate(await json(file), { key: expected });
    for (const { ok: held, detail } of checks) say(`${held ? '✓' : '✗'} ${detail[lang]}`);
    say(conclusion(ok)[lang]);
    return ok ? 0 : 1;
  } catch (error) {
    const reason = (error as Error).message;
    say({ fr: `Fichier illisible : ${reason}`, en: `Unreadable file: ${reason}` }[lang]);
    return 1;
  }
}

const conclusion = (ok: boolean): Sentence =>
  ok
    ? { fr: "L'attestation est valable.", en: 'The certificate holds.' }
    : { fr: "L'attestation N'EST PAS valable.", en: 'The certificate DOES NOT hold.' };
