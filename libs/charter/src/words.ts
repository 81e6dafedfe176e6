/** The two languages of the interface: French first, English second. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A sentence in both languages. */
export type Bilingual = Readonly<Record<Locale, string>>;

/** `open`: promised, not yet proved in this code base. `kept`: its proof exists and runs. */
export type Status = 'kept' | 'open';

/** A promise of the charter or a rule of the law, with the code that enforces it and the test that proves it. */
export type Rule<Id extends string> = Readonly<{
  id: Id;
  /** The charter's article (`'2'`), or the article of law that imposes the rule. */
  article: string;
  title: Bilingual;
  text: Bilingual;
  status: Status;
  /** `path#function`: each carries the docstring tag `@enforces <id>`; the compiler compares both ways. */
  enforcers: readonly string[];
  /** Test files, played on the running system. */
  proofs: readonly string[];
}>;
