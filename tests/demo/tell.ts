/** Tells the story while it is played, in the language of the terminal, and counts what was kept. */
const locale = /^fr/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'fr' : 'en';
const begun = performance.now();
const seconds = () => `${((performance.now() - begun) / 1_000).toFixed(0).padStart(4)} s`;

export type Words = { fr: string; en: string };
export type Tally = { kept: number; broken: string[] };

export const tally: Tally = { kept: 0, broken: [] };

/** Words of the story, in both languages. */
export const words = (fr: string, en: string): Words => ({ fr, en });

/** A new chapter. */
export function chapter(title: Words): void {
  console.log(`\n${title[locale]}`);
}

/** A promise, played: what `play` checks must hold. One that does not is told, and the story goes on where it can. */
export async function promise<T>(clause: string, what: Words, play: () => Promise<T>): Promise<T> {
  try {
    const result = await play();
    tally.kept += 1;
    console.log(`${seconds()}  ✓ ${clause.padEnd(22)} ${what[locale]}`);
    return result;
  } catch (error) {
    tally.broken.push(clause);
    console.log(
      `${seconds()}  ✗ ${clause.padEnd(22)} ${what[locale]}\n          ${(error as Error).message}`,
    );
    throw error;
  }
}

/** A step of the story that no clause is about. */
export function step(what: Words): void {
  console.log(`${seconds()}    ${''.padEnd(22)} ${what[locale]}`);
}

/** Throws unless it holds: the promise that is being played is broken. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

/** A sentence in the language of the terminal. */
export const said = (what: Words): string => what[locale];
