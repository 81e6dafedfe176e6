import { type Amendment, amend, charterDiff, isSubstantial, parisDay, yearsInWords } from '@kstudio/charter';
import { Problem } from '@kstudio/chassis';
import { charterPublished } from '@kstudio/contracts';
import type { Published } from './charters.store.ts';
import type { RetentionDeps } from './deps.ts';
import { startTelling } from './follow-charter.ts';

/** What an operator publishes: what the new version says otherwise, from when, and what she declares the change to be. */
export interface Publication extends Amendment {
  effectiveOn: string;
  declared: 'minor' | 'substantial';
}

type Deps = Pick<RetentionDeps, 'charters' | 'transaction'>;

/**
 * Publishes a version of the charter. Whether its change is substantial is computed: what is can not be declared minor,
 * and what is not may be declared so. A minor one is in force at once. Throws charter-same, charter-substantial,
 * charter-day-past, charter-words-term.
 * @enforces 7.change-notice
 */
export async function publishCharter(
  { charters, transaction }: Deps,
  staffId: string,
  { declared, effectiveOn, ...amendment }: Publication,
): Promise<Published> {
  return transaction(async (tx) => {
    const before = (await charters.all(tx)).at(-1)!.charter;
    const today = parisDay(tx.now);
    const version = String(Number(before.version) + 1);
    const day = declared === 'minor' ? today : effectiveOn;
    const charter = amend(before, amendment, { version, effectiveOn: day });
    const changes = charterDiff(before, charter);
    if (changes.length === 0) throw charterProblems.same();
    if (declared === 'minor' && changes.some(isSubstantial)) throw charterProblems.substantial();
    if (day < today) throw charterProblems.past();
    demandTermInWords(charter, amendment);
    const its = { charter, substantial: declared === 'substantial', publishedAt: tx.now };
    await charters.publish(tx, its, amendment);
    tx.emit(charterPublished({ charterVersion: version, publishedAt: tx.now.toISOString(), version: 1 }));
    startTelling(tx);
    tx.audit({ action: 'charter-published', actor: staffId, target: version });
    return its;
  });
}

/** Words that are given for the clause of the term must say the term that holds. */
function demandTermInWords({ categories }: Published['charter'], { words }: Amendment): void {
  const given = words.find(({ clause }) => clause === '5.subscription-term');
  const years = Number(/\d+/.exec(categories.subscription.term.keep ?? '')?.[0]);
  const { fr, en } = yearsInWords(years);
  if (given && !(given.text.fr.includes(fr) && given.text.en.includes(en)))
    throw charterProblems.wordsTerm(fr, en);
}

const charterProblems = {
  same: () =>
    new Problem(400, 'charter-same', {
      title: { fr: 'Rien ne change', en: 'Nothing changes' },
      detail: {
        fr: 'Cette version dit la même chose que la précédente.',
        en: 'This version says what the last one says.',
      },
    }),
  substantial: () =>
    new Problem(409, 'charter-substantial', {
      title: { fr: 'Ce changement est substantiel', en: 'This change is substantial' },
      detail: {
        fr: 'Une durée plus longue, un destinataire, un usage ou une catégorie de plus ne peut pas être déclaré mineur (clause 7). Rien n’est publié.',
        en: 'A longer term, one more recipient, purpose or category cannot be declared minor (clause 7). Nothing is published.',
      },
      fields: [{ path: 'declared', message: 'substantial' }],
    }),
  past: () =>
    new Problem(400, 'charter-day-past', {
      title: { fr: 'Date à corriger', en: 'Date to correct' },
      detail: {
        fr: 'Une version prend effet aujourd’hui ou plus tard.',
        en: 'A version takes effect today or later.',
      },
      fields: [{ path: 'effectiveOn', message: '≥' }],
    }),
  wordsTerm: (fr: string, en: string) =>
    new Problem(400, 'charter-words-term', {
      title: { fr: 'Le texte ne dit pas la durée', en: 'The words do not say the term' },
      detail: {
        fr: `Le texte de la clause 5 doit dire la durée qui vaut : « ${fr} » et “${en}”.`,
        en: `The words of clause 5 must say the term that holds: “${en}” and « ${fr} ».`,
      },
      fields: [{ path: 'words', message: `${fr}, ${en}` }],
    }),
};
