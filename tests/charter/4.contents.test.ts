import { randomBytes } from 'node:crypto';
import { Editor } from '../support/editor.ts';
import { eventually } from '../support/eventually.ts';
import type { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { type Colleague, inviteColleague } from './support/colleague.ts';
import { mailsTo } from './support/mail.ts';
import { begin, follow, png, save, send, shown } from './support/writing.ts';

/** Contents are edited by their users, who have full control of them: an administrator manages people, not drafts. */
const system = ready();
const prefixes = ['account', 'identity', 'content', 'browsing', 'charter', 'notices'];
const word = `mot-planté-${randomBytes(6).toString('hex')}`;

describe('4.contents', () => {
  let administrator: Newcomer;
  let stranger: Newcomer;
  let author: Colleague;
  let colleague: Colleague;
  let draft: string;
  let imageId: string;
  beforeAll(async () => {
    [administrator, stranger] = await Promise.all([subscribeNewcomer(system), subscribeNewcomer(system)]);
    author = await inviteColleague(system, administrator, 'Nadia Benali', 'author');
    colleague = await inviteColleague(system, administrator, 'Yves Le Bihan', 'author');
    draft = await begin(author.guest, `Brouillon ${word}`);
    const editor = new Editor();
    await follow(author.guest, draft, editor);
    editor.write(`Dans le texte : ${word}.`);
    await save(author.guest, draft, editor);
    editor.leave();
    imageId = String((await send(author.guest, `/contents/${draft}/images`, 'image/png', png)).body.imageId);
    await author.guest.demand(201, 'POST', `/api/content/contents/${draft}/versions`, {
      name: `Version ${word}`,
    });
  }, 120_000);

  /** Every address that can be read, from the doors' own list, with the ids of the draft and of its client. */
  async function addresses(personId: string): Promise<string[]> {
    const given: Record<string, string> = {
      clientId: administrator.clientId,
      contentId: draft,
      imageId,
      version: '2',
      personId,
    };
    const documents = await Promise.all(
      prefixes.map((prefix) =>
        administrator.guest.demand<{ paths: Record<string, { get?: { parameters?: { name: string }[] } }> }>(
          200,
          'GET',
          `/api/${prefix}/openapi.json`,
        ),
      ),
    );
    return documents.flatMap(({ paths }) =>
      Object.entries(paths).flatMap(([path, { get }]) => {
        if (!get) return [];
        const at = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? draft);
        const searches = get.parameters?.some(({ name }) => name === 'q');
        return searches ? [at, `${at}?q=${encodeURIComponent(word.slice(0, 12))}`] : [at];
      }),
    );
  }

  /** A stream does not end by itself where it is opened: it is listened to for a moment. */
  async function streamed(guest: Guest, path: string) {
    const editor = new Editor();
    const open = await follow(guest, /contents\/([\w-]+)/.exec(path)![1]!, editor).then(
      () => true,
      () => false,
    );
    editor.leave();
    return { status: open ? 200 : 404, text: open ? word : editor.heard, asked: `GET ${path}` };
  }

  async function findings(guest: Guest, personId: string): Promise<string[]> {
    const found: string[] = [];
    for (const path of await addresses(personId)) {
      const answer = path.endsWith('/updates') ? await streamed(guest, path) : await guest.ask('GET', path);
      const isItsOwn = path.includes(draft) || path.includes(imageId);
      if (answer.text.includes(word) || (isItsOwn && answer.status === 200)) found.push(answer.asked);
    }
    return found;
  }

  it('shows a draft to its author, by every door that the others are tried at', async () => {
    const found = await findings(author.guest, author.personId);
    for (const door of [
      '/contents',
      `/contents/${draft}`,
      `${draft}/updates`,
      `${draft}/versions/2`,
      imageId,
    ])
      expect(found).toContainEqual(expect.stringMatching(new RegExp(`${door}$`)));
    expect(found).toContainEqual(expect.stringContaining('?q='));
  }, 60_000);

  it('shows nothing of it to the administrator, a colleague, another client or an operator, by any door', async () => {
    const operator = await signInOperator(system);
    for (const guest of [administrator.guest, colleague.guest, stranger.guest, operator])
      expect(await findings(guest, author.personId)).toEqual([]);
    for (const { email } of [administrator, colleague, stranger, author])
      expect(JSON.stringify(await mailsTo(system, email))).not.toContain(word);
  }, 60_000);

  it('lets nobody else change, copy, share or delete it', async () => {
    const path = `/api/content/contents/${draft}`;
    const tries: [string, string, object?, Record<string, string>?][] = [
      ['PUT', path, { title: 'Pris', summary: '', body: [] }, { 'if-match': '"2"' }],
      ['PATCH', path, { title: 'Pris' }],
      ['PATCH', `${path}/sharing`, { openToSpace: true }],
      ['POST', `${path}/versions/1/restoration`],
      ['POST', '/api/content/contents', { title: 'Copie', from: draft }],
      ['DELETE', path],
    ];
    for (const [method, at, body, headers] of tries)
      for (const { guest } of [administrator, colleague, stranger])
        expect([method, at, (await guest.ask(method, at, body, headers)).status]).toEqual([method, at, 404]);
    expect((await shown(author.guest, draft)).html).toContain(word);
  });

  it('takes a whole document upon the state that its writer read, and refuses it upon an older one: nothing is lost', async () => {
    const contentId = await begin(author.guest, 'Écrit par un programme');
    const path = `/api/content/contents/${contentId}`;
    const read = await author.guest.ask('GET', path);
    const ifMatch = { 'if-match': read.headers.etag! };
    const paragraph = (text: string) => ({ name: 'paragraph', attributes: {}, children: [{ text }] });
    const whole = (text: string) => ({ title: 'T', summary: '', body: [paragraph(text)] });
    expect((await author.guest.ask('PUT', path, whole('Le premier'), ifMatch)).status).toBe(200);
    const editor = new Editor();
    await follow(author.guest, contentId, editor);
    editor.write('et à la main');
    await save(author.guest, contentId, editor);
    expect((await author.guest.ask('PUT', path, whole('Le second'), ifMatch)).status).toBe(412);
    expect((await author.guest.ask('PUT', path, whole('Sans dire sur quoi'))).status).toBe(428);
    expect((await shown(author.guest, contentId)).html).toBe('<p>Le premier</p><p>et à la main</p>');
    const latest = (await author.guest.ask('GET', path)).headers.etag!;
    const { body } = await shown(author.guest, contentId);
    const again = { title: 'T', summary: '', body: [paragraph('Avant'), ...body] };
    expect((await author.guest.ask('PUT', path, again, { 'if-match': latest })).status).toBe(200);
    await eventually(() => expect(editor.text).toContain('Avant'));
    expect(editor.text).toContain('et à la main');
    editor.leave();
  });

  it('is read and written by whom its owner lets, and no longer once she takes that back', async () => {
    const share = (said: object) =>
      author.guest.demand(204, 'PATCH', `/api/content/contents/${draft}/sharing`, said);
    const read = async ({ guest }: { guest: Guest }) =>
      (await guest.ask('GET', `/api/content/contents/${draft}`)).status;
    const others = await author.guest.demand<object[]>(200, 'GET', '/api/identity/colleagues');
    expect(others).toContainEqual({ personId: colleague.personId, name: colleague.name });
    await share({ writers: [colleague.personId] });
    const editor = new Editor();
    await follow(colleague.guest, draft, editor);
    editor.write('Ajout d’un collègue.');
    await save(colleague.guest, draft, editor);
    expect((await shown(author.guest, draft)).html).toContain('Ajout d’un collègue.');
    expect([await read(colleague), await read(administrator)]).toEqual([200, 404]);
    await share({ writers: [] });
    expect(await read(colleague)).toBe(404);
    await eventually(() => expect(editor.heard).toContain('event: gone'), 15_000);
    editor.leave();
  }, 30_000);

  it('is gone at once, with its versions and images, when its owner deletes it', async () => {
    await author.guest.demand(204, 'DELETE', `/api/content/contents/${draft}`);
    expect(await findings(author.guest, author.personId)).toEqual([]);
    expect((await author.guest.ask('GET', `/api/content/images/${imageId}`)).status).toBe(404);
  });
});
