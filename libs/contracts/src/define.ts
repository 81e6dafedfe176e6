import { z } from 'zod';
import {
  AggregateVersion,
  CharterVersion,
  ClientId,
  KeyFingerprint,
  KeyId,
  NoticeId,
  OrderId,
  PersonId,
  RequestId,
  ResetId,
  ServiceName,
  SessionId,
} from './kinds.ts';

/** What an event is about, by the field that names it. Versions count per aggregate. */
const aggregateFields = {
  clientId: ClientId,
  personId: PersonId,
  sessionId: SessionId,
  orderId: OrderId,
  noticeId: NoticeId,
  requestId: RequestId,
  resetId: ResetId,
  kid: KeyId,
  fingerprint: KeyFingerprint,
  service: ServiceName,
  charterVersion: CharterVersion,
};
export type AggregateField = keyof typeof aggregateFields;

/** An event that is not yet written: `tx.emit(draft)` gives it its id and its time. */
export type EventDraft<Key extends string = string, Data = Record<string, unknown>> = {
  readonly type: string;
  readonly revision: number;
  /** The routing key, `<service>.<fact>.v<revision>`. */
  readonly key: Key;
  readonly aggregate: { readonly id: string; readonly version: number };
  readonly data: Data;
};

/** How an older revision of an event becomes this one. */
export type Predecessor = { event: AnyEvent; upcast: (old: never) => unknown };

export type EventDefinition<Type extends string, Revision extends number, Data> = {
  (data: Data): EventDraft<`${Type}.v${Revision}`, Data>;
  readonly type: Type;
  readonly revision: Revision;
  readonly key: `${Type}.v${Revision}`;
  readonly aggregate: AggregateField;
  readonly schema: z.ZodType<Data>;
  readonly predecessor?: Predecessor;
};
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyEvent = EventDefinition<string, number, any>;
export type DataOf<E extends AnyEvent> = E extends EventDefinition<string, number, infer Data> ? Data : never;

/**
 * Declares one revision of an event. Every event also carries `version`, its aggregate's. The definition is
 * callable and makes a draft, checked against the schema (throws ZodError: a bug of the publisher).
 * `predecessor` names the older revision and the function that lifts its data to this one's.
 */
export function defineEvent<const T extends string, const R extends number, S extends z.ZodRawShape>(
  type: T,
  revision: R,
  shape: S,
  options: { aggregate?: AggregateField; predecessor?: Predecessor } = {},
) {
  const schema = z.strictObject({ version: AggregateVersion, ...shape });
  type Data = z.infer<typeof schema>;
  const key = `${type}.v${revision}` as const;
  const aggregate = options.aggregate ?? 'clientId';
  if (!(aggregate in shape)) throw new Error(`${key} has no field ${aggregate} to name its aggregate`);
  const define = (input: Data): EventDraft<typeof key, Data> => {
    const data = schema.parse(input) as Data;
    return { type, revision, key, aggregate: aggregateOf(data, aggregate), data };
  };
  return Object.assign(define, {
    type,
    revision,
    key,
    aggregate,
    schema,
    predecessor: options.predecessor,
  }) as unknown as EventDefinition<T, R, Data>;
}

function aggregateOf(data: object, field: AggregateField): EventDraft['aggregate'] {
  const fields = data as Record<string, unknown>;
  return { id: String(fields[field]), version: Number(fields['version']) };
}

/** An event as a consumer gets it: validated, lifted to the revision that the consumer knows. */
export type ReceivedEvent<Data = unknown> = {
  readonly id: string;
  readonly key: string;
  /** When the publisher's transaction wrote it, by the shiftable clock. */
  readonly occurredAt: Date;
  readonly aggregate: { readonly id: string; readonly version: number };
  readonly data: Data;
};

/** Every routing key whose messages a consumer of this event understands: its own and its predecessors'. */
export function understoodKeys(event: AnyEvent): string[] {
  return [event.key, ...(event.predecessor ? understoodKeys(event.predecessor.event) : [])];
}

/**
 * Reads the data of a message that came under `key`, through the upcasters, as the data of `event`.
 * Throws ZodError when it does not parse, and Error when the event does not understand the key.
 */
export function readEvent<E extends AnyEvent>(
  event: E,
  key: string,
  input: unknown,
): { data: DataOf<E>; aggregate: EventDraft['aggregate'] } {
  const data = lift(event, key, input) as DataOf<E>;
  return { data, aggregate: aggregateOf(data as object, event.aggregate) };
}

function lift(event: AnyEvent, key: string, input: unknown): unknown {
  if (event.key === key) return event.schema.parse(input);
  if (!event.predecessor) throw new Error(`${event.key} does not understand ${key}`);
  const older = lift(event.predecessor.event, key, input) as never;
  return event.schema.parse(event.predecessor.upcast(older));
}

export type QuestionDefinition<Key extends string, In, Out> = {
  readonly key: Key;
  readonly in: z.ZodType<In>;
  readonly out: z.ZodType<Out>;
};
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyQuestion = QuestionDefinition<string, any, any>;
export type InputOf<Q extends AnyQuestion> = z.infer<Q['in']>;
export type OutputOf<Q extends AnyQuestion> = z.infer<Q['out']>;

/**
 * Declares a question, `<owner>.<question>`, or `all.<question>` for one that every replica answers.
 * An answer may hold personal data (it is transient, and at most 256 KiB); a question holds ids.
 */
export function defineQuestion<
  const T extends string,
  const R extends number,
  I extends z.ZodType,
  O extends z.ZodType,
>(
  type: T,
  revision: R,
  schemas: { in: I; out: O },
): QuestionDefinition<`${T}.v${R}`, z.infer<I>, z.infer<O>> {
  return { key: `${type}.v${revision}`, in: schemas.in, out: schemas.out } as QuestionDefinition<
    `${T}.v${R}`,
    z.infer<I>,
    z.infer<O>
  >;
}
