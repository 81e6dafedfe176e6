import { newId } from '@kstudio/contracts';
import { Editor } from '../../../tests/support/editor.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type ContentUnderTest, contentUnderTest, type Someone } from './content-under-test.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('writing a content', () => {
  let studio: ContentUnderTest;
  let clientId: string;
  let author: Someone;
  beforeAll(async () => {
    studio = await contentUnderTest({ replicas: 2 });
    clientId = await studio.space();
    author = studio.person(clientId);
  }, 180_000);
  afterAll(() => studio?.stop(), 60_000);

  async function create(title = 'Affûter un rabot', from?: string): Promise<string> {
    const made = await author.ask('POST', '/contents', { title, ...(from && { from }) });
    expect(made.status).toBe(201);
    return made.body.contentId;
  }
  const page = async (contentId: string, by = author) => (await by.ask('GET', `/contents/${contentId}`)).body;

  it('merges what two editors write at the same time, each on a replica of its own', async () => {
    const contentId = await create();
    const editors = [new Editor(), new Editor()];
    for (const [index, editor] of editors.entries())
      await editor.follow(studio.services[index]!.url, contentId, { authorization: author.authorization });
    for (const [index, editor] of editors.entries()) editor.write(`ligne ${index}`);
    for (const editor of editors)
      expect((await author.ask('POST', `/contents/${contentId}/updates`, editor.take())).status).toBe(201);
    await eventually(() => {
      for (const editor of editors) {
        expect(editor.text).toContain('ligne 0');
        expect(editor.text).toContain('ligne 1');
      }
    });
    expect(editors[0]!.text).toBe(editors[1]!.text);
    for (const editor of editors) editor.leave();
    expect((await page(contentId)).html).toContain('ligne 1');
  });

  it('logs an update that is sent twice once, and refuses bytes that are none', async () => {
    const contentId = await create();
    const editor = new Editor();
    await editor.follow(studio.content.url, contentId, { authorization: author.authorization });
    editor.write('une fois');
    const update = editor.take();
    const append = (bytes: Uint8Array) => author.ask('POST', `/contents/${contentId}/updates`, bytes);
    expect([(await append(update)).body.number, (await append(update)).body.number]).toEqual([2, 2]);
    editor.write('celle qui manque');
    editor.take();
    editor.write('celle qui suit');
    for (const bytes of [Buffer.from('ceci n’est pas Yjs'), Buffer.alloc(0), editor.take()])
      expect([(await append(bytes)).status, (await page(contentId)).lastUpdate]).toEqual([422, 2]);
    expect((await append(Buffer.alloc(1_000_001))).status).toBe(413);
    editor.leave();
  });

  it('keeps every word when many write at once', async () => {
    const contentId = await create();
    const editors = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const editor = new Editor();
        await editor.follow(studio.services[index % 2]!.url, contentId, {
          authorization: author.authorization,
        });
        editor.write(`voix ${index}.`);
        return editor;
      }),
    );
    const answers = await Promise.all(
      editors.map((editor) => author.ask('POST', `/contents/${contentId}/updates`, editor.take())),
    );
    expect(answers.map(({ body }) => body.number).toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    const { html } = await page(contentId);
    for (const index of editors.keys()) expect(html).toContain(`voix ${index}.`);
    for (const editor of editors) editor.leave();
  });

  it('folds a long log into what it says, and still tells those who come back what they missed', async () => {
    const contentId = await create();
    const editor = new Editor();
    await editor.follow(studio.content.url, contentId, { authorization: author.authorization });
    for (let index = 0; index < 105; index += 1) {
      editor.write(`n° ${index};`);
      await author.ask('POST', `/contents/${contentId}/updates`, editor.take());
    }
    expect(await studio.content.core.db.collection('updates').countDocuments({ contentId })).toBe(6);
    const later = new Editor();
    await later.follow(studio.content.url, contentId, { authorization: author.authorization });
    await eventually(() => expect(later.text).toBe(editor.text));
    const { html, lastUpdate } = await page(contentId);
    expect([html.includes('n° 0;'), html.includes('n° 104;'), lastUpdate]).toEqual([true, true, 106]);
    editor.leave();
    later.leave();
  }, 60_000);

  it('takes a whole document upon its last state, and refuses it upon an older one', async () => {
    const contentId = await create('Titre');
    const { headers, body } = await author.ask('GET', `/contents/${contentId}`);
    const etag = headers.get('etag')!;
    const whole = {
      title: 'Titre II',
      summary: 'Court',
      body: [
        { name: 'heading', attributes: { level: 2 }, children: [{ text: 'Un' }] },
        {
          name: 'paragraph',
          attributes: {},
          children: [{ text: 'gras', bold: true }, { text: ' et maigre' }],
        },
      ],
    };
    const put = (match?: string) =>
      author.ask('PUT', `/contents/${contentId}`, whole, match ? { 'if-match': match } : {});
    expect((await put()).status).toBe(428);
    const taken = await put(etag);
    expect([taken.status, taken.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await put(etag)).status).toBe(412);
    const now = await page(contentId);
    expect(now).toMatchObject({ title: 'Titre II', summary: 'Court', lastUpdate: 2, body: whole.body });
    expect(now.html).toBe('<h2>Un</h2><p><strong>gras</strong> et maigre</p>');
    expect(body.title).toBe('Titre');
    const wrong = { ...whole, body: [{ name: 'script', attributes: {}, children: [] }] };
    expect((await author.ask('PUT', `/contents/${contentId}`, wrong, { 'if-match': '"2"' })).status).toBe(
      400,
    );
  });

  it('leaves to others what a whole document does not change', async () => {
    const contentId = await create();
    const block = (text: string) => ({ name: 'paragraph', attributes: {}, children: [{ text }] });
    const put = (match: string, ...texts: string[]) =>
      author.ask(
        'PUT',
        `/contents/${contentId}`,
        { title: 'T', summary: '', body: texts.map(block) },
        { 'if-match': match },
      );
    await put('"1"', 'un', 'deux', 'trois');
    const editor = new Editor();
    await editor.follow(studio.content.url, contentId, { authorization: author.authorization });
    const [first] = editor.doc.getXmlFragment('body').toArray();
    await put('"2"', 'un', 'DEUX', 'trois');
    await eventually(() => expect(editor.text).toContain('DEUX'));
    expect(editor.doc.getXmlFragment('body').toArray()[0]).toBe(first);
    editor.leave();
  });

  it('keeps versions, shows them, restores them, and loses nothing by it', async () => {
    const contentId = await create();
    const editor = new Editor();
    await editor.follow(studio.content.url, contentId, { authorization: author.authorization });
    editor.write('premier état');
    await author.ask('POST', `/contents/${contentId}/updates`, editor.take());
    const named = await author.ask('POST', `/contents/${contentId}/versions`, { name: 'Avant relecture' });
    expect(named.status).toBe(201);
    editor.write('second état');
    await author.ask('POST', `/contents/${contentId}/updates`, editor.take());
    const old = await author.ask('GET', `/contents/${contentId}/versions/2`);
    expect(old.body.html).toContain('premier état');
    expect(old.body.html).not.toContain('second état');
    await author.ask('POST', `/contents/${contentId}/versions/2/restoration`);
    const { html, versions } = await page(contentId);
    expect([html.includes('premier état'), html.includes('second état')]).toEqual([true, false]);
    expect(versions.map(({ reason, name }: { reason: string; name: string }) => [reason, name])).toEqual([
      ['restored', null],
      ['sitting', null],
      ['named', 'Avant relecture'],
      ['created', null],
    ]);
    expect((await author.ask('GET', `/contents/${contentId}/versions/3`)).body.html).toContain('second état');
    await eventually(() => expect(editor.text).not.toContain('second état'));
    expect((await author.ask('GET', `/contents/${contentId}/versions/99`)).status).toBe(404);
    editor.leave();
  });

  it('takes images by what they are and not by what they are called, and copies them with their content', async () => {
    const contentId = await create();
    const send = (bytes: Uint8Array, type = 'image/png') =>
      author.ask('POST', `/contents/${contentId}/images`, bytes, { 'content-type': type });
    const kept = await send(png);
    expect(kept.status).toBe(201);
    const shown = await author.ask('GET', `/images/${kept.body.imageId}`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect([(await send(svg)).status, (await send(svg, 'image/svg+xml')).status]).toEqual([415, 415]);
    expect((await send(Buffer.concat([png, Buffer.alloc(5_000_001)]))).status).toBe(413);
    const { imageId } = kept.body;
    const body = [{ name: 'image', attributes: { imageId, alt: 'Un point' }, children: [] }];
    await author.ask(
      'PUT',
      `/contents/${contentId}`,
      { title: 'T', summary: '', body },
      { 'if-match': '"1"' },
    );
    expect((await page(contentId)).html).toBe(`<img src="/api/content/images/${imageId}" alt="Un point" />`);
    const copy = await page(await create('Copie', contentId));
    expect(copy.html).toMatch(/<img src="\/api\/content\/images\/[\w-]{36}" alt="Un point" \/>/);
    expect(copy.html).not.toContain(imageId);
    const stranger = studio.person(clientId, 'administrator');
    expect((await stranger.ask('GET', `/images/${imageId}`)).status).toBe(404);
    await author.ask('DELETE', `/contents/${contentId}`);
    expect((await author.ask('GET', `/images/${imageId}`)).status).toBe(404);
    expect((await author.ask('GET', /src="\/api\/content([^"]+)"/.exec(copy.html)![1]!)).status).toBe(200);
  });

  it('begins from a template without changing it', async () => {
    const all = (await author.ask('GET', '/contents?scope=space')).body;
    const template = all.find(({ kind }: { kind: string }) => kind === 'template');
    const before = await page(template.contentId);
    const mine = await page(await create('À moi', template.contentId));
    expect(mine).toMatchObject({ title: 'À moi', html: before.html, right: 'own', kind: 'page' });
    expect(await page(template.contentId)).toEqual(before);
    expect((await author.ask('PATCH', `/contents/${template.contentId}`, { title: 'x' })).status).toBe(403);
    expect((await studio.person(clientId, 'reader').ask('POST', '/contents', { title: 'x' })).status).toBe(
      403,
    );
  });

  it('deletes for good what its owner deletes, and ends the streams that follow it', async () => {
    const contentId = await create();
    const editor = new Editor();
    await editor.follow(studio.content.url, contentId, { authorization: author.authorization });
    expect((await author.ask('DELETE', `/contents/${contentId}`)).status).toBe(204);
    for (const name of ['updates', 'versions', 'states', 'images'])
      expect(await studio.content.core.db.collection(name).countDocuments({ contentId })).toBe(0);
    expect((await author.ask('GET', `/contents/${contentId}`)).status).toBe(404);
    await eventually(() => expect(editor.heard).toContain('event: gone'), 15_000);
    const [row] = await studio.content.core.db
      .collection('audit')
      .find({ 'details.target': contentId, 'details.action': 'content-deleted' })
      .toArray();
    expect(row?.details).toMatchObject({ actor: author.personId, clientId });
  }, 30_000);

  it('searches titles without accents or capitals, among what the caller may read', async () => {
    const word = newId().slice(-6);
    await create(`Élève ${word}`);
    const search = async (by: Someone) => (await by.ask('GET', `/contents?q=ELEVE ${word}`)).body.length;
    expect(await search(author)).toBe(1);
    expect(await search(studio.person(clientId, 'administrator'))).toBe(0);
    expect(await search(studio.person(await studio.space()))).toBe(0);
  });
});
