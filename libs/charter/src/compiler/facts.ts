import type { CategoryId } from '../categories.ts';
import type { Rule } from '../words.ts';

/** A field that a service stores, as its holding's schema declares it. */
export type StoredField = {
  service: string;
  holding: string;
  field: string;
  category: CategoryId;
  /** What lets it be kept; null when the schema says neither a clause nor `technical`. */
  clause: string | null;
  technical: boolean;
};

/** A collection of a service, declared as a holding (or short-lived) or kept by the chassis. */
export type Declared = {
  service: string;
  name: string;
  category?: string;
  global?: string;
  client?: string | null;
};

/** A collection that the source of a store opens. */
export type Opened = { file: string; service: string; name: string };

/** A docstring's `@enforces <rule>`, with the declaration that it stands on. */
export type Tag = { file: string; name: string; rule: string };

/** A row of a service's HTTP table. */
export type Door = {
  service: string;
  method: string;
  path: string;
  who: string[];
  clause: string;
  returns: string[];
};

/** What one service may tell another, from the catalogue. */
export type Flow = { key: string; from: string; to: string[]; carries: string[]; kind: 'event' | 'question' };

/** All that the compiler read: the rules, and what the code really does. */
export type Facts = {
  rules: readonly Rule<string>[];
  fields: StoredField[];
  declared: Declared[];
  opened: Opened[];
  tags: Tag[];
  doors: Door[];
  flows: Flow[];
  /** Everything that is a file of the repository: enforcers and proofs are looked up here. */
  files: ReadonlySet<string>;
  /** How many clauses may be open: the file, and the least it ever said. */
  openAllowed: { now: number; least: number };
  /** What could not be read, as sentences. */
  unreadable: string[];
};

/** Something that is wrong: what, where, and what to do. */
export type Finding = { where: string; what: string; remedy: string };
