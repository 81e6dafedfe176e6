import { randomUUIDv7 } from 'node:crypto';
import { categoryIds, locales } from '@kstudio/charter';
import { z } from 'zod';

/**
 * The closed list of what a string in an event may be: an identifier, an instant, a hash, key material or a
 * version. An event carries no personal data (architecture, invariant 4), so free text has no kind here;
 * `personalData()` in closed-kinds.ts refuses every string that was not made by this file.
 */
export const closedKinds = z.registry<{ kind: ClosedKind }>();
export type ClosedKind = 'id' | 'instant' | 'hash' | 'key' | 'signature' | 'charter-version' | 'holding-name';

const closed = <S extends z.ZodType>(kind: ClosedKind, schema: S): S => {
  closedKinds.add(schema, { kind });
  return schema;
};

/** A new UUIDv7: unique everywhere, sorted by the time it was made (real time: an id decides no term). */
export const newId = (): string => randomUUIDv7();

const id = () => closed('id', z.uuidv7());
export const ClientId = id();
export const PersonId = id();
export const SessionId = id();
export const OrderId = id();
export const CertificateId = id();
export const NoticeId = id();
/** A request to support. */
export const RequestId = id();
/** A change of an address that was given at subscription. */
export const AddressChangeId = id();
/** A time in which a manager's archive holds the drafts of others (break-glass). */
export const DraftAccessId = id();
/** A correction of a user's record. */
export const CorrectionId = id();
/** An entry of the register of incidents. */
export const IncidentId = id();
/** A change of the address that a person signs in with. */
export const EmailChangeId = id();
/** One request for a new password. */
export const ResetId = id();
/** A hand-over of what was collected, asked for by a manager. */
export const HandOverId = id();
/** Names a signing key (the `kid` of a token's header). */
export const KeyId = id();
/** The id of an event, which is also its AMQP message id and the half of its inbox key. */
export const EventId = id();
/** A row of a service's audit. */
export const AuditRowId = id();

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-23T09:30:00.000Z`. */
export const Instant = closed('instant', z.iso.datetime({ precision: 3 }));

/** SHA-256, lower-case hexadecimal. */
export const Sha256 = closed('hash', z.string().regex(/^[0-9a-f]{64}$/));

const coordinate = closed('key', z.string().regex(/^[A-Za-z0-9_-]{43}$/));
/** A key's RFC 7638 thumbprint, base64url. */
export const KeyFingerprint = coordinate;
/** A public key of ES256, as a JWK without anything optional. */
export const EcPublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
/** A public key of Ed25519, as a JWK without anything optional. */
export const EdPublicKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: coordinate,
});
/** An Ed25519 signature, base64url without padding. */
export const EdSignature = closed('signature', z.string().regex(/^[A-Za-z0-9_-]{86}$/));

/** The charter's version by number (`1`, `1.2`) or by the day it takes effect (`2026-11-23`). */
export const CharterVersion = closed(
  'charter-version',
  z.string().regex(/^(\d{1,4}(\.\d{1,4}){0,2}|\d{4}-\d{2}-\d{2})$/),
);

/** A holding's name as its service declares it: `clients`, `signing-keys`. Code names these, nobody's data does. */
export const HoldingName = closed(
  'holding-name',
  z
    .string()
    .regex(/^[a-z]+(-[a-z]+){0,3}$/)
    .max(40),
);

export const Count = z.int().nonnegative();
/** The version of an aggregate: 1 at birth, one more at each change. */
export const AggregateVersion = z.int().positive();
export const Locale = z.enum(locales);

export const services = [
  'account',
  'identity',
  'content',
  'analytics-collector',
  'retention',
  'notifier',
] as const;
export const ServiceName = z.enum(services);
export type ServiceName = (typeof services)[number];

/** The categories of the charter; each has its term there. */
export const Category = z.enum(categoryIds);
export type Category = z.infer<typeof Category>;
