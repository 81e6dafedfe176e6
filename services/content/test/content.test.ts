import { newId, subscriptionEnded, subscriptionOpened } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type ContentUnderTest, contentUnderTest } from './content-under-test.ts';

describe('content', () => {
  let studio: ContentUnderTest;
  beforeAll(async () => {
    studio = await contentUnderTest();
  }, 180_000);
  afterAll(() => studio?.stop(), 60_000);

  const { space, readerOf, get, site, db } = {
    space: () => studio.space(),
    readerOf: (clientId: string) => studio.person(clientId, 'reader'),
    get: (path: string, by?: ReturnType<ContentUnderTest['person']>) =>
      by ? by.ask('GET', path) : studio.call('GET', path),
    site: async (path: string) => {
      const response = await fetch(`${studio.content.url}${path}`);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    db: () => studio.content.core.db,
  };

  it('opens a space with a French course and three templates, as a log with versions', async () => {
    const clientId = await space();
    const { body } = await get('/contents', readerOf(clientId));
    expect(body.map((content: { kind: string }) => content.kind)).toEqual([
      'course',
      'template',
      'template',
      'template',
    ]);
    const page = (await get(`/contents/${body[0].contentId}`, readerOf(clientId))).body;
    expect(page).toMatchObject({
      title: 'Accueillir un nouveau collègue en une semaine',
      versions: [{ number: 1, reason: 'opened' }],
    });
    expect(page.html).toContain('<h2>Lundi\u00a0: arriver</h2>');
    for (const name of ['updates', 'versions']) {
      expect(await db().collection(name).countDocuments({ clientId })).toBe(4);
    }
  });

  it('opens it once, though it is told twice', async () => {
    const clientId = await space();
    const again = {
      clientId,
      version: 3,
      openedAt: studio.now(),
      charterVersion: '1',
      ticketHash: 'b'.repeat(64),
    };
    await studio.account.core.transaction(async (tx) => {
      tx.emit(subscriptionOpened(again));
      tx.emit(subscriptionEnded({ clientId, version: 4, endedAt: studio.now(), reason: 'cancelled' }));
    });
    const spaces = db().collection('spaces');
    await eventually(async () => {
      expect(await spaces.findOne({ _id: clientId as never })).toMatchObject({ endedAt: expect.any(Date) });
    });
    expect(await db().collection('contents').countDocuments({ clientId })).toBe(4);
  });

  it("answers another client's content as one that does not exist, and notes who asked", async () => {
    const [mine, theirs] = [await space(), await space()];
    const [first] = (await get('/contents', readerOf(theirs))).body;
    const foreign = await get(`/contents/${first.contentId}`, readerOf(mine));
    const missing = await get(`/contents/${newId()}`, readerOf(mine));
    expect(foreign.status).toBe(404);
    const same = ({ instance: _, requestId: __, ...rest }: Record<string, unknown>) => rest;
    expect(same(foreign.body)).toEqual(same(missing.body));
    const [row] = await db().collection('audit').find({ 'details.target': first.contentId }).toArray();
    expect(row?.details).toMatchObject({ action: 'content-refused', outcome: 'refused', clientId: mine });
    expect((await get('/contents')).status).toBe(401);
  });

  it('serves the second origin: a plain page, a plain 404, no cookie and nothing that runs', async () => {
    const page = await site('/sites/?lang=en');
    expect(page.status).toBe(200);
    expect(page.text).toContain('The reading sites');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('set-cookie')).toBeNull();
    const missing = await site('/sites/cours/rien');
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('Cette page n’existe pas');
  });
});
