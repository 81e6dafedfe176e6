import { categoryIds, changeKinds, clauseIds, lawIds, mostYears } from '@kstudio/charter';
import { services } from '@kstudio/contracts';
import { z } from 'zod';
import { mismatchKinds } from './judge-head.ts';
import { waitings } from './life.ts';
import { proofStates } from './proofs.ts';

const Instant = z.iso.datetime();
const Day = z.iso.date();
const Fingerprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const PublicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
const Category = z.enum(categoryIds);
const RuleId = z.enum([...clauseIds, ...lawIds]);

const Rule = <Ids extends readonly [string, ...string[]]>(ids: Ids) =>
  z.object({
    id: z.enum(ids),
    article: z.string(),
    title: z.string(),
    text: z.string(),
    status: z.enum(['kept', 'open']),
    enforcers: z.array(z.string()),
    proofs: z.array(z.string()),
    proof: z.object({
      state: z.enum(proofStates).meta({ description: 'broken: its enforcement was taken out on purpose' }),
      at: Instant.nullable().meta({ description: 'When the proof was last run here, or the clause broken' }),
      why: z.string().nullable().meta({ description: 'The test that failed' }),
    }),
    violations: z.int().nullable().meta({ description: 'Null: counted by nobody yet' }),
  });

/** The charter in one language, with what enforces and proves each clause. */
export const CharterPage = z
  .object({
    version: z.string(),
    effectiveOn: Day,
    latest: z.boolean().meta({ description: 'Whoever subscribes now is shown this version' }),
    publishedOn: Day.nullable().meta({ description: 'Null: the charter that the product came with' }),
    substantial: z.boolean().meta({ description: 'It applies to earlier clients only once they were told' }),
    locale: z.enum(['fr', 'en']),
    clauses: z.array(Rule(clauseIds)),
    laws: z.array(Rule(lawIds)),
    categories: z.array(
      z.object({
        id: Category,
        label: z.string(),
        clause: RuleId,
        keptFor: z.string().nullable(),
        rule: z.string(),
      }),
    ),
    recipients: z.array(z.object({ id: z.string(), label: z.string(), categories: z.array(Category) })),
    purposes: z.array(z.object({ id: z.string(), label: z.string() })),
    fingerprint: Fingerprint,
    certificateKey: PublicKey,
  })
  .meta({ id: 'CharterPage' });

export const CalendarRow = z
  .object({
    category: Category,
    label: z.string(),
    clause: RuleId,
    keptFor: z.string().nullable().meta({ description: 'ISO 8601 duration; null: no term' }),
    startsAt: Instant.nullable(),
    goesOn: Day.nullable().meta({ description: 'A calendar day, Europe/Paris' }),
    ifEndedNow: z.boolean(),
    rule: z.string(),
  })
  .meta({ id: 'CalendarRow' });

export const PurgeList = z
  .object({
    ledger: z.object({
      entries: z.int(),
      intact: z.boolean(),
      brokenAt: z.int().nullable(),
      head: Hash,
    }),
    waiting: z.array(
      z.object({
        clientId: z.uuid(),
        endedAt: Instant.nullable(),
        waitingFor: z.enum(waitings).meta({ description: 'The delivery of its notice, or its owner' }),
        waitingSince: Instant,
      }),
    ),
    purges: z.array(
      z.object({
        orderId: z.uuid(),
        clientId: z.uuid().nullable(),
        clientFingerprint: Hash,
        categories: z.array(Category),
        reason: z.enum(['term', 'unconfirmed', 'asked']),
        stage: z.enum(['holders', 'owner', 'certified']),
        orderedAt: Instant,
        certificateId: z.uuid(),
        ownerAnswer: z.object({ state: z.string(), endedAt: Instant.nullable() }),
        answered: z.array(z.object({ service: z.enum(services), deleted: z.int(), scanned: z.int() })),
      }),
    ),
    auditHeads: z.array(z.object({ service: z.enum(services), seq: z.int(), head: Hash, at: Instant })),
  })
  .meta({ id: 'PurgeList' });

/** How far each service has sealed its audit, with what does not fit what it told before. */
export const AuditHeads = z.array(
  z.object({
    service: z.enum(services),
    seq: z.int(),
    at: Instant.nullable(),
    mismatches: z.array(
      z.object({
        kind: z.enum(mismatchKinds).meta({
          description: 'Another hash at a known place, or a chain that is shorter than it was',
        }),
        seq: z.int(),
        knownSeq: z.int(),
        at: Instant,
      }),
    ),
  }),
);

const Said = z.object({ fr: z.string(), en: z.string() });
const CharterChange = z.object({
  kind: z.enum(changeKinds),
  id: z.string(),
  title: Said,
  before: Said.nullable(),
  after: Said.nullable(),
});

/** The versions of the charter, newest first, with what each says otherwise and how many clients live under it. */
export const CharterList = z
  .array(
    z.object({
      version: z.string(),
      publishedAt: Instant.nullable(),
      effectiveOn: Day,
      substantial: z.boolean(),
      termYears: z.int(),
      clients: z.int().meta({ description: 'Clients that live under it now' }),
      waiting: z.int().meta({ description: 'Clients that it does not apply to yet' }),
      changes: z.array(CharterChange),
    }),
  )
  .meta({ id: 'CharterList' });

/** The charter as it stands for one client. */
export const ClientCharter = z
  .object({
    version: z.string().meta({ description: 'The version in force for this client' }),
    termYears: z.int().meta({ description: 'Years of clause 5.subscription-term for what it gave' }),
    ahead: z.array(
      z.object({
        version: z.string(),
        effectiveOn: Day,
        appliesOn: Day.nullable().meta({ description: 'Null: not before its notice was delivered' }),
        toldAt: Instant.nullable(),
        read: z.boolean(),
        changes: z.array(CharterChange),
      }),
    ),
  })
  .meta({ id: 'ClientCharter' });

const words = (max: number) => z.string().trim().min(1).max(max);
const Spoken = (max: number) => z.strictObject({ fr: words(max), en: words(max) });

/** What an operator publishes. */
export const CharterPublication = z
  .strictObject({
    words: z
      .array(z.strictObject({ clause: z.enum(clauseIds), title: Spoken(120), text: Spoken(2_000) }))
      .max(clauseIds.length),
    termYears: z.int().min(1).max(mostYears).nullable().meta({ description: 'Null: as before' }),
    effectiveOn: Day.meta({ description: 'For a substantial change; a minor one is in force at once' }),
    declared: z.enum(['minor', 'substantial']),
  })
  .meta({ id: 'CharterPublication' });

/** A certificate as it was signed; libs/verify checks it. */
export const CertificateDocument = z
  .object({
    type: z.literal('kstudio-purge-certificate'),
    version: z.literal(1),
    certificateId: z.uuid(),
    orderId: z.uuid(),
    clientFingerprint: Hash,
    reason: z.string(),
    categories: z.array(z.string()),
    charterVersion: z.string(),
    orderedAt: Instant,
    issuedAt: Instant,
    ownerAnswer: z.object({ state: z.string(), endedAt: Instant.nullable() }),
    answers: z.array(
      z.object({
        service: z.string(),
        holdings: z.array(z.object({ name: z.string(), category: z.string(), deleted: z.int() })),
        scan: z.object({ collections: z.int(), documents: z.int(), found: z.int() }),
        finishedAt: Instant,
        publicKey: PublicKey,
        signature: z.string(),
      }),
    ),
    residues: z.array(z.object({ what: z.string(), lastDate: Day })),
    ledger: z.object({ seq: z.int(), previousHash: Hash, hash: Hash }),
    key: PublicKey,
    signature: z.string(),
  })
  .meta({ id: 'PurgeCertificate' });

export const ClockReading = z
  .object({
    now: Instant,
    shiftMs: z.int(),
    shiftable: z.boolean(),
    movingTo: Instant.nullable().meta({ description: 'A long move goes on after its answer: where to' }),
    stoppedBy: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Services that did not come to rest, where a move stopped on its way' }),
  })
  .meta({ id: 'ClockReading' });

/** Where to: an instant, or by how much (an ISO 8601 duration such as `P8D` or `P5Y1D`, in Paris days). */
export const ClockMove = z
  .union([z.strictObject({ to: z.iso.datetime({ offset: true }) }), z.strictObject({ by: z.iso.duration() })])
  .meta({ id: 'ClockMove' });
