import { Editor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { begin, follow, png, save, send, shown } from './support/writing.ts';

/** The platform keeps and manages the contents that users produce. */
const system = ready();

describe('2.contents', () => {
  let author: Newcomer;
  let contentId: string;
  beforeAll(async () => {
    author = await subscribeNewcomer(system);
    contentId = await begin(author.guest, 'Affûter un rabot');
  }, 60_000);

  it('keeps each word from the moment it says that it is saved', async () => {
    const editor = new Editor();
    await follow(author.guest, contentId, editor);
    for (const words of ['Dégrossir au grain 400.', 'Finir au grain 1000.']) {
      editor.write(words);
      await save(author.guest, contentId, editor);
      expect((await shown(author.guest, contentId)).html).toContain(words);
    }
    editor.leave();
    const elsewhere = await signInAgain(author);
    expect((await shown(elsewhere, contentId)).html).toContain('Dégrossir au grain 400.');
  });

  it('merges what is written in two tabs at the same time, and shows it in both', async () => {
    const tabs = [new Editor(), new Editor()];
    for (const tab of tabs) await follow(author.guest, contentId, tab);
    for (const [index, tab] of tabs.entries()) tab.write(`Écrit dans l’onglet ${index}.`);
    await Promise.all(tabs.map((tab) => save(author.guest, contentId, tab)));
    await eventually(() => {
      for (const tab of tabs) {
        expect(tab.text).toContain('l’onglet 0.');
        expect(tab.text).toContain('l’onglet 1.');
      }
    });
    for (const tab of tabs) tab.leave();
    const { html } = await shown(author.guest, contentId);
    expect([html.includes('l’onglet 0.'), html.includes('l’onglet 1.')]).toEqual([true, true]);
  });

  it('keeps versions: a named one can be seen again, and restored, and nothing is lost by that', async () => {
    const path = `/api/content/contents/${contentId}/versions`;
    await author.guest.demand(201, 'POST', path, { name: 'Avant relecture' });
    const editor = new Editor();
    await follow(author.guest, contentId, editor);
    editor.write('Une phrase de trop.');
    await save(author.guest, contentId, editor);
    editor.leave();
    const { versions } = await shown(author.guest, contentId);
    const named = versions.find(({ name }) => name === 'Avant relecture')!;
    const old = await author.guest.demand<{ html: string }>(200, 'GET', `${path}/${named.number}`);
    expect(old.html).toContain('Finir au grain 1000.');
    expect(old.html).not.toContain('Une phrase de trop.');
    await author.guest.demand(200, 'POST', `${path}/${named.number}/restoration`);
    const now = await shown(author.guest, contentId);
    expect(now.html).toBe(old.html);
    const [restored, before] = now.versions;
    expect(restored?.reason).toBe('restored');
    const kept = await author.guest.demand<{ html: string }>(200, 'GET', `${path}/${before!.number}`);
    expect(kept.html).toContain('Une phrase de trop.');
  });

  it('keeps images as what they are, and refuses what only says that it is one', async () => {
    const path = `/contents/${contentId}/images`;
    const { status, body } = await send(author.guest, path, 'image/png', png);
    expect(status).toBe(201);
    const image = await author.guest.ask('GET', `/api/content/images/${String(body.imageId)}`);
    expect([image.status, image.headers['content-type']]).toEqual([200, 'image/png']);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>');
    expect((await send(author.guest, path, 'image/png', svg)).status).toBe(415);
  });
});
