import { userRemoved } from '@kstudio/contracts';
import { png } from '../../../tests/charter/support/writing.ts';
import { Editor } from '../../../tests/support/editor.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type ContentUnderTest, contentUnderTest, type Someone } from './content-under-test.ts';

describe('a draft', () => {
  let studio: ContentUnderTest;
  let clientId: string;
  let owner: Someone;
  let contentId: string;
  beforeAll(async () => {
    studio = await contentUnderTest();
    clientId = await studio.space();
    owner = studio.person(clientId);
    contentId = (await owner.ask('POST', '/contents', { title: 'Secret d’atelier' })).body.contentId;
  }, 180_000);
  afterAll(() => studio?.stop(), 60_000);

  const doors = (
    id: string,
  ): [string, string, (string | object | Uint8Array)?, Record<string, string>?][] => [
    ['GET', `/contents/${id}`],
    ['PATCH', `/contents/${id}`, { title: 'Pris' }],
    ['PUT', `/contents/${id}`, { title: 'Pris', summary: '', body: [] }, { 'if-match': '"1"' }],
    ['DELETE', `/contents/${id}`],
    ['PATCH', `/contents/${id}/sharing`, { openToSpace: true, readers: [], writers: [] }],
    ['GET', `/contents/${id}/updates`],
    ['POST', `/contents/${id}/updates`, new Editor().take()],
    ['POST', `/contents/${id}/images`, new Uint8Array([0x89, 0x50]), { 'content-type': 'image/png' }],
    ['GET', `/contents/${id}/versions/1`],
    ['POST', `/contents/${id}/versions`, { name: 'Prise' }],
    ['POST', `/contents/${id}/versions/1/restoration`],
    ['POST', '/contents', { title: 'Copie', from: id }],
  ];

  it.each(['administrator', 'author'] as const)(
    'is to another %s of the space as if it were not',
    async (role) => {
      const other = studio.person(clientId, role);
      for (const [method, path, sent, headers] of doors(contentId)) {
        const answer = await other.ask(method, path, sent, headers);
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect(answer.text).not.toContain('Secret');
      }
      expect((await other.ask('GET', '/contents')).text).not.toContain(contentId);
      expect((await owner.ask('GET', `/contents/${contentId}`)).body).toMatchObject({
        title: 'Secret d’atelier',
        lastUpdate: 1,
      });
    },
  );

  it('is to another client’s author as if it were not, though ids be shared', async () => {
    const abroad = studio.person(await studio.space(), 'author', owner.personId);
    for (const [method, path, sent, headers] of doors(contentId))
      expect([path, (await abroad.ask(method, path, sent, headers)).status]).toEqual([path, 404]);
  });

  it('is read by whom she lets read it, written by whom she lets write it, until she says otherwise', async () => {
    const [reader, writer, anybody] = [
      studio.person(clientId, 'reviewer'),
      studio.person(clientId),
      studio.person(clientId),
    ];
    const share = (openToSpace: boolean, readers: string[], writers: string[]) =>
      owner.ask('PATCH', `/contents/${contentId}/sharing`, { openToSpace, readers, writers });
    const may = async (by: Someone) => [
      (await by.ask('GET', `/contents/${contentId}`)).status,
      (await by.ask('PATCH', `/contents/${contentId}`, { title: 'Secret d’atelier' })).status,
      (await by.ask('DELETE', `/contents/${contentId}`)).status,
    ];
    expect((await share(false, [reader.personId], [writer.personId])).status).toBe(204);
    expect(await may(reader)).toEqual([200, 403, 403]);
    expect(await may(writer)).toEqual([200, 200, 403]);
    expect(await may(anybody)).toEqual([404, 404, 404]);
    expect((await reader.ask('GET', `/contents/${contentId}`)).body).toMatchObject({
      versions: [],
      writers: [],
    });
    expect((await writer.ask('GET', '/contents?scope=shared')).body).toHaveLength(1);
    await share(true, [], []);
    expect(await may(anybody)).toEqual([200, 403, 403]);
    expect((await anybody.ask('GET', `/contents/${contentId}/updates`)).status).toBe(403);
    await share(false, [], []);
    expect(await may(reader)).toEqual([404, 404, 404]);
  });
});

describe('what somebody leaves behind', () => {
  let studio: ContentUnderTest;
  beforeAll(async () => {
    studio = await contentUnderTest();
  }, 180_000);
  afterAll(() => studio?.stop(), 60_000);
  const created = async (by: Someone, title: string): Promise<string> =>
    (await by.ask('POST', '/contents', { title })).body.contentId;

  it('is the space’s when she had shared it with all, and stays closed when she had not', async () => {
    const clientId = await studio.space();
    const [leaving, stays] = [studio.person(clientId), studio.person(clientId, 'administrator')];
    const [open, draft] = [await created(leaving, 'Pour tous'), await created(leaving, 'Pour moi')];
    await leaving.ask('PATCH', `/contents/${open}/sharing`, { openToSpace: true });
    const { personId } = leaving;
    await studio.identity.core.transaction(async (tx) =>
      tx.emit(userRemoved({ clientId, personId, version: 2 })),
    );
    await eventually(async () =>
      expect((await stays.ask('GET', `/contents/${open}`)).body).toMatchObject({ right: 'own' }),
    );
    expect((await stays.ask('DELETE', `/contents/${open}`)).status).toBe(204);
    expect((await stays.ask('GET', `/contents/${draft}`)).status).toBe(404);
  });

  it('is no image for who kept its id: her own page does not show it when it leaves', async () => {
    const clientId = await studio.space();
    const [owner, other] = [studio.person(clientId), studio.person(clientId)];
    const draft = await created(owner, 'Secret d’atelier');
    const image = await owner.ask('POST', `/contents/${draft}/images`, new Uint8Array(png), {
      'content-type': 'image/png',
    });
    const { imageId } = image.body;
    const takeAway = async (by: Someone) => {
      const mine = await created(by, 'Ma page');
      const body = [{ name: 'image', attributes: { imageId, alt: 'Le fer' }, children: [] }];
      const page = { title: 'Ma page', summary: '', body };
      expect((await by.ask('PUT', `/contents/${mine}`, page, { 'if-match': '"1"' })).status).toBe(200);
      return (await by.ask('GET', `/contents/${mine}/export/html`)).text;
    };
    expect(await takeAway(owner)).toContain('data:image/png');
    expect(await takeAway(other)).not.toContain('data:image');
  });
});
