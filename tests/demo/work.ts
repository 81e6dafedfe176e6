import { moreWords, standingOf } from '../charter/support/charters.ts';
import { begin, follow, save } from '../charter/support/writing.ts';
import { Editor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { exchange } from '../support/exchange.ts';
import type { Guest } from '../support/guest.ts';
import type { Newcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import type { Ready } from '../support/ready.ts';
import { must, promise, words } from './tell.ts';

const api = '/api/content';

/** A colleague writes; nobody else reads her draft; she publishes it, and everything leaves with its owner. */
export async function write(system: Ready, her: Newcomer, author: Guest): Promise<void> {
  const contentId = await promise(
    '2.contents',
    words(
      'Le collègue écrit ; ce qu’il écrit est gardé à mesure',
      'The colleague writes; what he writes is kept as he does',
    ),
    async () => {
      const id = await begin(author, 'Affûter un ciseau à bois');
      const editor = new Editor();
      await follow(author, id, editor);
      editor.write('Le fer bien à plat, puis trois grains.');
      await save(author, id, editor);
      editor.leave();
      return id;
    },
  );
  await promise(
    '4.contents',
    words(
      'L’administratrice ouvre son brouillon : il n’existe pas pour elle',
      'The administrator opens his draft: it does not exist for her',
    ),
    async () => {
      const { status } = await her.guest.ask('GET', `${api}/contents/${contentId}`);
      must(status === 404, `it was answered ${status}`);
    },
  );
  await promise(
    '3.ownership',
    words(
      'Il le publie sur le site de l’espace ; tout le monde le lit',
      'He publishes it on the space’s site; everybody reads it',
    ),
    async () => {
      const site = { name: `atelier-${her.clientId.slice(-12)}`, title: her.given['company'] };
      await her.guest.demand(200, 'PUT', `${api}/site`, site);
      const path = `${api}/contents/${contentId}/publication`;
      const { address } = await author.demand<{ address: string }>(200, 'PUT', path);
      const { origin, pathname } = new URL(address);
      const page = await exchange(origin, { method: 'GET', path: pathname });
      must(page.text.includes('trois grains'), 'the page does not show it');
    },
  );
}

/** The charter changes in a word: at once. In its long term: not before she was told. */
export const changeCharter = (system: Ready, her: Newcomer) =>
  promise(
    '7.change-notice',
    words(
      'La charte change : un mot aussitôt ; une durée plus longue ne peut être dite mineure',
      'The charter changes: a word at once; a longer term cannot be called minor',
    ),
    async () => {
      const operator = await signInOperator(system);
      const today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });
      const before = await standingOf(her);
      const { now } = await operator.demand<{ now: string }>(200, 'GET', '/api/charter/clock');
      const publish = (its: object) =>
        operator.ask('POST', '/api/charter/charters', {
          ...{ words: [], termYears: null, declared: 'minor', effectiveOn: today.format(new Date(now)) },
          ...its,
        });
      const longer = await publish({ termYears: before.termYears + 1 });
      must(longer.status === 409, 'a longer term passed for minor');
      const more = { fr: `Dit en ${Date.now()}.`, en: `Said in ${Date.now()}.` };
      await publish({ words: [await moreWords(operator, '3.ownership', more)] });
      await eventually(async () => {
        const { version } = await standingOf(her);
        must(version !== before.version, 'the other words do not apply yet');
      });
    },
  );
