import {
  type CategoryId,
  type ClauseId,
  categories,
  type Locale,
  parisDay,
  withYears,
} from '@kstudio/charter';
import { builtInYears } from './client-life.ts';
import { type ClientRow, clauseOf, clients } from './clients.store.ts';

/** Everything that subscribing gave, in the order of the account page. */
export const givenPaths = [
  'company.name',
  'company.address.lines',
  'company.address.postalCode',
  'company.address.city',
  'company.address.country',
  'manager.name',
  'manager.email',
  'manager.phone',
  'billing.name',
  'billing.email',
  'billing.phone',
  'billing.address.lines',
  'billing.address.postalCode',
  'billing.address.city',
  'billing.address.country',
  'billing.specifics',
  'locale',
  'offerId',
  'charterVersion',
] as const;

/** A value that was given, with why it is kept and until when (a Paris day; null: not known yet, `rule` says it). */
export interface GivenValue {
  path: string;
  value: string | string[] | null;
  clause: ClauseId;
  category: CategoryId;
  keptUntil: string | null;
  rule: string;
}

/** Every value of a client's record with its clause, category and term, in the reader's language. */
export function givenValues(client: ClientRow, locale: Locale): GivenValue[] {
  const { category } = clients;
  const years = client.termYears ?? builtInYears;
  const rule = withYears(categories, years)[category].term.rule[locale];
  const keptUntil = client.purgeAt ? parisDay(client.purgeAt) : null;
  return givenPaths.map((path) => {
    const clause = clauseOf(path);
    if (!clause) throw new Error(`${path} is shown as given, but no clause lets it be kept`);
    return { path, value: valueAt(client, path), clause, category, keptUntil, rule };
  });
}

function valueAt(client: ClientRow, path: string): string | string[] | null {
  let value: unknown = client;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return (value as string | string[] | undefined) ?? null;
}
