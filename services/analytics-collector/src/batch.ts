import { z } from 'zod';

/** 64 KiB: what `sendBeacon` takes (W3C Beacon, "in-flight keepalive bytes"). */
export const BODY_BYTES = 64 * 1_024;

/**
 * A declared route: words in small letters and the names of its variable parts. Neither a digit nor a capital can
 * stand in a word, so that an id or a secret of an address cannot pass for one.
 */
const Pattern = z
  .string()
  .max(120)
  .regex(/^\/(?:(?:[a-z]{1,24}(?:-[a-z]{1,24}){0,3}|\$[A-Za-z]{1,24})(?:\/(?!$)|$)){0,6}$/);
/** Another site by its host alone. */
const Host = z
  .string()
  .max(253)
  .regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/);

const View = z.strictObject({
  page: Pattern,
  /** The view that a visit to this site began with: it was not reached from a page of a covered site. */
  entry: z.boolean().optional(),
});
const BrowsingEvent = z.strictObject({
  id: z.uuidv7(),
  page: Pattern,
  link: z.union([Pattern, Host]).optional(),
});

/** What a page sends: views to be counted, and events of a visitor who agreed; together one to a hundred. */
export const Batch = z
  .strictObject({
    counts: z.array(View).max(100).default([]),
    events: z.array(BrowsingEvent).max(100).default([]),
  })
  .refine(({ counts, events }) => counts.length + events.length >= 1 && counts.length + events.length <= 100);
export type Batch = z.infer<typeof Batch>;
export type CountedView = Batch['counts'][number];
export type SentEvent = Batch['events'][number];

/** When an event says that it was: the time in its UUIDv7 (RFC 9562), in milliseconds. */
export const timeIn = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
