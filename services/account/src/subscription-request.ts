import { locales } from '@kstudio/charter';
import { z } from 'zod';

const CONTROL = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;
const say = (fr: string, en: string) => ({ params: { say: { fr, en } } });

/** One line as people write it: no line break and no invisible mark, which would forge a mail's header. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !CONTROL.test(text),
      say('Une seule ligne, sans caractère invisible.', 'One line, without invisible characters.'),
    );

/** Longest address that SMTP carries: RFC 5321, 4.5.3.1.3. */
const EMAIL_MAX = 254;
const Email = z.string().trim().pipe(z.email().max(EMAIL_MAX));

const Phone = z
  .string()
  .trim()
  .refine(
    (text) => /^\+?[0-9][0-9 ().-]{4,24}$/.test(text),
    say(
      'Un numéro de téléphone, par exemple 04 76 00 12 34.',
      'A telephone number, such as +33 4 76 00 12 34.',
    ),
  );

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const Country = z
  .string()
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined,
    say(
      'Un pays en deux lettres (ISO 3166), par exemple FR.',
      'A country in two letters (ISO 3166), such as FR.',
    ),
  );

const Address = z.strictObject({
  lines: z.array(line(120)).min(1).max(4),
  postalCode: line(12),
  city: line(80),
  country: Country,
});

const Specifics = z
  .string()
  .trim()
  .max(1_000)
  .refine(
    (text) => text.isWellFormed() && !CONTROL.test(text.replaceAll(/\r?\n|\t/g, ' ')),
    say('Sans caractère invisible.', 'Without invisible characters.'),
  );

/**
 * Everything that subscribing asks for: the coordinates of clause 2.subscription and nothing more. Unknown fields
 * are refused with their name. `locale` is the language in which the manager is written to.
 */
export const SubscriptionRequest = z.strictObject({
  offerId: z.string().min(1).max(40),
  company: z.strictObject({ name: line(160), address: Address }),
  manager: z.strictObject({ name: line(120), email: Email, phone: Phone }),
  billing: z.strictObject({
    name: line(120),
    email: Email,
    phone: Phone.optional(),
    address: Address.optional(),
    specifics: Specifics.optional(),
  }),
  locale: z.enum(locales),
  charterVersion: z.string().min(1).max(20),
});
export type SubscriptionRequest = z.output<typeof SubscriptionRequest>;

/** What can be put right of it: any of its values; null takes away what need not be there. */
export const Details = z.strictObject({
  company: z.strictObject({ name: line(160).optional(), address: Address.partial().optional() }).optional(),
  manager: z
    .strictObject({ name: line(120).optional(), email: Email.optional(), phone: Phone.optional() })
    .optional(),
  billing: z
    .strictObject({
      name: line(120).optional(),
      email: Email.optional(),
      phone: Phone.nullable().optional(),
      address: Address.partial().optional(),
      specifics: Specifics.nullable().optional(),
    })
    .optional(),
});
export type Details = z.output<typeof Details>;
