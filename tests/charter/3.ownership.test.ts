import { createHash, randomBytes } from 'node:crypto';
import { exchange } from '../support/exchange.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { unzip } from '../support/unzip.ts';
import { moveClock } from './support/clock.ts';
import { type Colleague, inviteColleague } from './support/colleague.ts';
import { mailTo } from './support/mail.ts';
import { begin, png, send, shown } from './support/writing.ts';

/**
 * The client is and stays the owner of all the data of the contents it manages: who controls a content publishes it and
 * takes it back, and everything leaves with its owner, one by one or as a whole.
 */
const system = ready();
const api = '/api/content';
const mark = randomBytes(5)
  .toString('hex')
  .replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);

interface Published {
  address: string;
  version: number;
}
interface Manifest {
  contents: number;
  files: { name: string; bytes: number; sha256: string }[];
  leftOut: { contentId: string; why: string }[];
}

describe('3.ownership', () => {
  let manager: Newcomer;
  let author: Colleague;
  let sheet: string;
  let draft: string;
  let address: string;
  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    author = await inviteColleague(system, manager, 'Nadia Benali', 'author');
    sheet = await begin(author.guest, `Affûter un ciseau ${mark}`);
    draft = await begin(author.guest, `Brouillon secret ${mark}`);
    const { body } = await send(author.guest, `/contents/${sheet}/images`, 'image/png', png);
    await write(author.guest, sheet, [
      { name: 'paragraph', attributes: {}, children: [{ text: `Le fer bien à plat, ${mark}.` }] },
      { name: 'image', attributes: { imageId: String(body.imageId), alt: 'Le fer' }, children: [] },
    ]);
  }, 120_000);

  async function write(guest: Guest, contentId: string, body: object[]): Promise<void> {
    const { title, lastUpdate } = await shown(guest, contentId);
    const answer = await guest.ask(
      'PUT',
      `${api}/contents/${contentId}`,
      { title, summary: '', body },
      { 'if-match': `"${lastUpdate}"` },
    );
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  }
  const publication = (contentId: string) => `${api}/contents/${contentId}/publication`;
  const read = (url: string) => {
    const { origin, pathname } = new URL(url);
    return exchange(origin, { method: 'GET', path: pathname, headers: { 'accept-language': 'fr' } });
  };

  it('publishes when its owner does, on a site that an administrator named, for everybody to read', async () => {
    const early = await author.guest.ask('PUT', publication(sheet));
    expect(early.status).toBe(409);
    const site = { name: `atelier-${mark}`, title: 'Atelier Vasseur' };
    expect((await author.guest.ask('PUT', `${api}/site`, site)).status).toBe(403);
    await manager.guest.demand(200, 'PUT', `${api}/site`, site);
    ({ address } = await author.guest.demand<Published>(200, 'PUT', publication(sheet)));
    expect(address).toBe(`${system.sites}/atelier-${mark}/affuter-un-ciseau-${mark}`);
    const page = await read(address);
    expect([page.status, page.headers['set-cookie']]).toEqual([200, undefined]);
    expect(page.text).toContain(`Le fer bien à plat, ${mark}.`);
    const image = /<img src="(images\/[0-9a-f-]+)"/.exec(page.text)?.[1];
    expect((await read(new URL(image!, address).href)).headers['content-type']).toBe('image/png');
    expect((await read(new URL('./', address).href)).text).toContain(`Affûter un ciseau ${mark}`);
  });

  it('shows what was published until its owner publishes again', async () => {
    await write(author.guest, sheet, [
      { name: 'paragraph', attributes: {}, children: [{ text: `Deuxième état, ${mark}.` }] },
    ]);
    expect((await read(address)).text).not.toContain('Deuxième état');
    const again = await author.guest.demand<Published>(200, 'PUT', publication(sheet));
    expect(again.address).toBe(address);
    expect((await read(address)).text).toContain(`Deuxième état, ${mark}.`);
  });

  it('is published and taken back by its owner alone, whatever somebody else’s role', async () => {
    const administrator = manager.guest;
    const reading = await author.guest.ask('PATCH', `${api}/contents/${sheet}/sharing`, {
      openToSpace: true,
    });
    expect(reading.status).toBe(204);
    expect((await administrator.ask('PUT', publication(sheet))).status).toBe(403);
    expect((await administrator.ask('PUT', publication(draft))).status).toBe(404);
    expect((await administrator.ask('DELETE', publication(sheet))).status).toBe(403);
    const stranger = await subscribeNewcomer(system);
    expect((await stranger.guest.ask('PUT', publication(sheet))).status).toBe(404);
    const taken = { name: `atelier-${mark}`, title: 'Un autre atelier' };
    expect((await stranger.guest.ask('PUT', `${api}/site`, taken)).status).toBe(409);
    expect((await read(address)).status).toBe(200);
  });

  it('leaves as one file: a page, Markdown, or its blocks with its versions', async () => {
    const exported = async (form: string) => {
      const answer = await author.guest.send({
        method: 'GET',
        path: `${api}/contents/${sheet}/export/${form}`,
      });
      expect(answer.headers['content-disposition']).toMatch(/^attachment/);
      return answer.text;
    };
    expect(await exported('html')).toContain(`<p>Deuxième état, ${mark}.</p>`);
    expect(await exported('markdown')).toContain(`# Affûter un ciseau ${mark}\n\nDeuxième état, ${mark}.`);
    const { versions } = JSON.parse(await exported('json')) as { versions: object[] };
    expect(JSON.stringify(versions)).toContain(`Le fer bien à plat, ${mark}.`);
    const refused = await manager.guest.send({ method: 'GET', path: `${api}/contents/${draft}/export/html` });
    expect(refused.status).toBe(404);
  });

  it('leaves as a whole at the manager’s request, but for what others have not shared', async () => {
    const path = `${api}/clients/${manager.clientId}/archive`;
    expect((await author.guest.send({ method: 'GET', path })).status).toBe(403);
    const response = await fetch(system.application + path, { headers: { cookie: manager.guest.cookie } });
    expect(response.status).toBe(200);
    const content = Buffer.from(await response.arrayBuffer());
    const files = await unzip(content);
    const manifest = JSON.parse(files['manifest.json']!) as Manifest;
    expect(manifest.leftOut).toEqual([{ contentId: draft, why: 'draft-of-somebody-else' }]);
    expect(manifest.contents).toBe(5);
    for (const { name, sha256 } of manifest.files.filter(({ name }) => /\.(json|html|txt)$/.test(name)))
      expect([name, createHash('sha256').update(files[name]!).digest('hex')]).toEqual([name, sha256]);
    expect(files[`contents/${sheet}/page.html`]).toContain(`Deuxième état, ${mark}.`);
    expect(manifest.files.filter(({ name }) => name.startsWith(`contents/${sheet}/versions/`)).length).toBe(
      5,
    );
    expect(Object.values(files).join('')).not.toContain('Brouillon secret');
  });

  it('holds the drafts of others for a day alone, when the manager gave a reason that their author is told of', async () => {
    const path = `${api}/clients/${manager.clientId}/draft-accesses`;
    const reason = 'Nadia est en arrêt, la formation commence lundi.';
    expect((await author.guest.ask('POST', path, { reason })).status).toBe(403);
    expect((await manager.guest.ask('POST', path, { reason: 'Vite' })).status).toBe(400);
    await manager.guest.demand(201, 'POST', path, { reason });
    expect((await manager.guest.ask('POST', path, { reason })).status).toBe(409);
    // Nothing else opens: she reads it in no page and finds it in no search.
    expect((await manager.guest.ask('GET', `${api}/contents/${draft}`)).status).toBe(404);
    const found = await manager.guest.ask('GET', `${api}/contents?q=Brouillon`);
    expect(found.text).not.toContain('Brouillon secret');

    const taken = await archive();
    expect(taken.manifest).toMatchObject({ leftOut: [], draftsOpened: { reason } });
    expect(taken.all).toContain('Brouillon secret');
    const mail = await mailTo(system, author.email, /brouillons ont été ouverts/);
    expect(mail.text).not.toContain(reason);
    expect(await author.guest.demand(200, 'GET', `${api}/draft-accesses`)).toMatchObject([
      { reason, isOpen: true, authors: 1 },
    ]);

    await manager.guest.demand(204, 'POST', `${path}/closing`, {});
    expect((await archive()).all).not.toContain('Brouillon secret');
    expect((await manager.guest.ask('POST', `${path}/closing`, {})).status).toBe(404);
    await manager.guest.demand(201, 'POST', path, { reason });
  }, 60_000);

  async function archive(by: Guest = manager.guest) {
    const path = `${api}/clients/${manager.clientId}/archive`;
    const response = await fetch(system.application + path, { headers: { cookie: by.cookie } });
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    return { manifest: JSON.parse(files['manifest.json']!) as Manifest, all: Object.values(files).join('') };
  }

  it('is off the site at once when its owner takes it back', async () => {
    await author.guest.demand(204, 'DELETE', publication(sheet));
    expect((await read(address)).status).toBe(404);
    await author.guest.demand(200, 'PUT', publication(sheet));
  });

  it('is published through the grace after the end, and not a day longer', async () => {
    const guest = await signInAgain(manager);
    await guest.demand(200, 'POST', `/api/account/clients/${manager.clientId}/end`, {});
    await moveClock(system, { by: 'P29D' });
    expect((await archive(await signInAgain(manager))).all).not.toContain('Brouillon secret');
    expect((await read(address)).status).toBe(200);
    await moveClock(system, { by: 'P2D' });
    expect((await read(address)).status).toBe(404);
    expect((await read(new URL('./', address).href)).status).toBe(404);
  }, 300_000);
});
