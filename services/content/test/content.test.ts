import { type RunningService, startService } from '@kstudio/chassis';
import { newId, subscriptionEnded, subscriptionOpened } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { build } from '../src/build.ts';

describe('content', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  let content: RunningService;
  let sign: (claims: object) => string;
  const opened: { clientId: string; contents: number }[] = [];

  beforeAll(async () => {
    provisioned = await provisionFor('content');
    account = await standIn(provisioned, 'account', {
      consumers: {
        'content.space-opened.v1': async (_tx: never, { data }: { data: (typeof opened)[number] }) =>
          void opened.push(data),
      } as never,
    });
    content = await startService('content', testConfig(provisioned, 'content'), build);
    sign = await signerFor(content);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([account, content].map((service) => service?.stop()));
    await provisioned?.remove();
  }, 60_000);

  const now = () => account.core.clock.now().toISOString();
  async function space(): Promise<string> {
    const clientId = newId();
    const event = { clientId, version: 2, openedAt: now(), charterVersion: '1', ticketHash: 'a'.repeat(64) };
    await account.core.transaction(async (tx) => tx.emit(subscriptionOpened(event)));
    await eventually(() => expect(opened).toContainEqual(expect.objectContaining({ clientId, contents: 4 })));
    return clientId;
  }
  const readerOf = (clientId: string) =>
    sign({ sub: newId(), cid: clientId, role: 'reader', manager: false });
  const get = async (path: string, token?: string) => {
    const headers = token ? { authorization: `Bearer ${token}` } : undefined;
    const response = await fetch(`${content.url}${path}`, { headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  // biome-ignore lint/suspicious/noExplicitAny: each test reads what it is about
  // oxlint-disable-next-line typescript/no-explicit-any
  const parse = (text: string): any => (text.startsWith('<') || text === '' ? undefined : JSON.parse(text));

  it('opens a space with a French course and three templates, as a log with versions', async () => {
    const clientId = await space();
    const { body } = await get('/api/content/contents', readerOf(clientId));
    expect(body.map((content: { kind: string }) => content.kind)).toEqual([
      'course',
      'template',
      'template',
      'template',
    ]);
    const page = (await get(`/api/content/contents/${body[0].contentId}`, readerOf(clientId))).body;
    expect(page).toMatchObject({
      title: 'Accueillir un nouveau collègue en une semaine',
      versions: [{ number: 1, reason: 'opened' }],
    });
    expect(page.html).toContain('<h2>Lundi : arriver</h2>');
    for (const name of ['updates', 'versions']) {
      expect(await content.core.db.collection(name).countDocuments({ clientId })).toBe(4);
    }
  });

  it('opens it once, though it is told twice', async () => {
    const clientId = await space();
    const again = { clientId, version: 3, openedAt: now(), charterVersion: '1', ticketHash: 'b'.repeat(64) };
    await account.core.transaction(async (tx) => {
      tx.emit(subscriptionOpened(again));
      tx.emit(subscriptionEnded({ clientId, version: 4, endedAt: now(), reason: 'cancelled' }));
    });
    const spaces = content.core.db.collection('spaces');
    await eventually(async () => {
      expect(await spaces.findOne({ _id: clientId as never })).toMatchObject({ endedAt: expect.any(Date) });
    });
    expect(await content.core.db.collection('contents').countDocuments({ clientId })).toBe(4);
  });

  it("answers another client's content as one that does not exist, and notes who asked", async () => {
    const [mine, theirs] = [await space(), await space()];
    const [first] = (await get('/api/content/contents', readerOf(theirs))).body;
    const foreign = await get(`/api/content/contents/${first.contentId}`, readerOf(mine));
    const missing = await get(`/api/content/contents/${newId()}`, readerOf(mine));
    expect(foreign.status).toBe(404);
    const same = ({ instance: _, requestId: __, ...rest }: Record<string, unknown>) => rest;
    expect(same(foreign.body)).toEqual(same(missing.body));
    const [row] = await content.core.db
      .collection('audit')
      .find({ 'details.target': first.contentId })
      .toArray();
    expect(row?.details).toMatchObject({ action: 'content-refused', outcome: 'refused', clientId: mine });
    expect((await get('/api/content/contents')).status).toBe(401);
  });

  it('serves the second origin: a plain page, a plain 404, no cookie and nothing that runs', async () => {
    const page = await get('/sites/?lang=en');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing is published here yet');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('set-cookie')).toBeNull();
    const missing = await get('/sites/cours/rien');
    expect(missing.status).toBe(404);
    expect(missing.text).toContain('Cette page n’existe pas');
  });
});
