import { type AnyEvent, EventId, type ReceivedEvent, readEvent, understoodKeys } from '@kstudio/contracts';
import type amqp from 'amqplib';
import { z } from 'zod';
import type { Bus } from './bus.ts';
import { nameOf } from './trace.ts';

export type Delivery = amqp.ConsumeMessage | amqp.GetMessage;

/** Headers of a retried or parked copy. */
export const attemptHeader = 'attempt';
export const reasonHeader = 'reason';
export const parkedAtHeader = 'parked-at';

/** Why a message cannot be handled, or not by this version: paths and codes, never values. `later`: a newer one may. */
export class Unreadable extends Error {
  readonly reason!: string;
  readonly later!: boolean;
  constructor(reason: string, later = false) {
    super(reason);
    Object.assign(this, { reason, later });
  }
}

/** What a service consumes, by the keys of messages: a definition reads its predecessors' too. */
export function consumedEvents({ catalogue, service }: Bus): Map<string, AnyEvent> {
  const rows = catalogue.events.filter((row) => row.consumers.includes(service));
  return new Map(rows.flatMap(({ event }) => understoodKeys(event).map((key) => [key, event] as const)));
}

/** The event in a message, valid and lifted to the revision that this service knows. Throws Unreadable. */
export function readMessage(
  bus: Bus,
  consumed: Map<string, AnyEvent>,
  message: Delivery,
): { definition: AnyEvent; event: ReceivedEvent } {
  const { type: key, messageId, headers } = message.properties;
  const definition = consumed.get(key);
  if (!definition) throw new Unreadable('unknown event', true);
  checkSender(bus, definition, message);
  const id = EventId.safeParse(messageId);
  const occurredAt = new Date(headers?.['occurred-at']);
  if (!id.success || Number.isNaN(occurredAt.getTime())) throw new Unreadable('no id or no time');
  const body = jsonOf(message.content);
  if (body === undefined) throw new Unreadable('no JSON');
  try {
    const { data, aggregate } = readEvent(definition, key, body);
    return { definition, event: { id: id.data, key: definition.key, occurredAt, aggregate, data } };
  } catch (error) {
    throw new Unreadable(error instanceof z.ZodError ? issuesOf(error) : `not readable: ${nameOf(error)}`);
  }
}

const issuesOf = (error: z.ZodError) =>
  `not valid: ${error.issues.map(({ path, code }) => `${path.join('.') || 'data'} ${code}`).join(', ')}`;

/**
 * The broker vouches for the user id of a message. A service may write its own keys alone, but could have its own
 * queue dead-letter something under another's key: so the sender must be the publisher, or ourselves (a retry).
 */
function checkSender(bus: Bus, definition: AnyEvent, message: Delivery): void {
  const publisher = bus.catalogue.events.find(({ event }) => event === definition)?.publisher;
  const sender = message.properties.userId;
  if (sender !== bus.userOf(publisher ?? bus.service) && sender !== bus.user)
    throw new Unreadable('foreign sender');
}

/** The properties for a copy of a message: without what the broker wrote, which would count as a dead-letter cycle. */
export function copied(message: Delivery, headers: Record<string, unknown>): amqp.Options.Publish {
  const { messageId, type, appId, timestamp, contentType, correlationId } = message.properties;
  const original = Object.entries(message.properties.headers ?? {}).filter(
    ([name]) => !name.startsWith('x-'),
  );
  return {
    messageId,
    type,
    appId,
    timestamp,
    contentType,
    correlationId,
    headers: { ...Object.fromEntries(original), ...headers },
  };
}

/** Which attempt this delivery is: 1, and one more for each retry. */
export const attemptOf = (message: Delivery): number =>
  Number(message.properties.headers?.[attemptHeader] ?? 1);

/** What a body says; undefined when it is no JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Throws when a service's table has not exactly the keys that the catalogue gives it. */
export function checkTable(owner: string, keys: string[], table: object): void {
  const wanted = [...new Set(keys)].sort().join(' ');
  const given = Object.keys(table).sort().join(' ');
  if (wanted !== given) throw new Error(`the catalogue gives ${owner} ${wanted}; its table has ${given}`);
}
