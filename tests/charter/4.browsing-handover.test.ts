import { createHash, randomBytes } from 'node:crypto';
import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { unzip } from '../support/unzip.ts';
import {
  accept,
  choose,
  download,
  type HandOver,
  handOver,
  look,
  newRoute,
  signInFrom,
  today,
  untilReady,
  view,
} from './support/browsing.ts';
import { mailTo } from './support/mail.ts';

/** What was collected automatically is handed over to the client when its manager asks. */
const system = ready();
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

describe('4.browsing-handover', () => {
  const planted = `Mozilla/5.0 (Planted-${randomBytes(4).toString('hex')})`;
  const page = newRoute();
  let newcomer: Newcomer;
  /** Somebody in her space, in a browser of her own. */
  let colleague: Guest;
  let prepared: HandOver;
  let files: Record<string, string>;

  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
    const { email, password } = newcomer;
    colleague = await signInFrom(system.application, { email, password }, planted);
    await accept(colleague);
    await view(colleague, page);
    const silent = await signInFrom(system.application, { email, password }, planted);
    choose(silent, 'refused');
    await view(silent, newRoute());
    const stranger = new Guest(system.application);
    await accept(stranger);
    await view(stranger, newRoute());
  }, 120_000);

  it('is prepared when the manager asks, and she is told by mail, which holds none of it', async () => {
    const { guest, clientId, email } = newcomer;
    const day = await today(guest, clientId);
    prepared = await handOver(guest, clientId, { from: day, to: day });
    expect(prepared).toMatchObject({ events: 2, sessions: 3 });
    const mail = await mailTo(system, email, /prêt à vous être communiqué/);
    expect(mail.text).toContain('/account');
    expect(mail.text).not.toContain(page);
  }, 60_000);

  it('is one ZIP: tables in two forms, a letter in two languages, and a manifest that fits', async () => {
    const { status, content } = await download(newcomer.guest, newcomer.clientId, prepared.handOverId);
    expect(status).toBe(200);
    expect(sha256(content)).toBe(prepared.sha256);
    files = await unzip(content);
    const { files: named } = JSON.parse(files['manifest.json']!) as {
      files: { name: string; sha256: string }[];
    };
    const tables = ['evenements', 'sessions', 'journal'];
    const names = ['LISEZ-MOI.txt', ...tables.flatMap((name) => [`${name}.csv`, `${name}.json`])];
    expect(named.map(({ name }) => name)).toEqual(names);
    for (const { name, sha256: said } of named) expect([name, sha256(files[name]!)]).toEqual([name, said]);
    const header = files['evenements.csv']!.slice(1).split('\r\n')[0]!.split(',');
    for (const column of header)
      expect(files['LISEZ-MOI.txt']!.match(new RegExp(`^  ${column} `, 'gm'))!.length).toBeGreaterThanOrEqual(
        2,
      );
  });

  it('holds what was collected in her space, and nothing of those who refused or came from elsewhere', () => {
    const events = JSON.parse(files['evenements.json']!) as Record<string, string>[];
    expect(events.map((event) => event['page'])).toEqual([page, page]);
    if (colleague.address) expect(events[0]!['ipAddress']).toBe(colleague.address);
  });

  it('holds what was noted at sign-ins too: the browser and the address that were planted', () => {
    expect(files['sessions.csv']).toContain(planted);
    if (colleague.address) expect(files['sessions.json']).toContain(colleague.address);
  });

  it('holds what the audits of the services noted, by ids alone', () => {
    const noted = JSON.parse(files['journal.json']!) as { service: string; action: string }[];
    expect(noted.map(({ action }) => action)).toContain('hand-over-asked');
    expect(new Set(noted.map(({ service }) => service)).size).toBeGreaterThan(1);
    expect(files['journal.csv']).not.toContain(newcomer.email);
  });

  it('stands in a journal that she sees', async () => {
    const { journal } = await look(newcomer.guest, newcomer.clientId, prepared.handOverId);
    expect(journal.map(({ act }) => act)).toEqual(['asked', 'prepared', 'downloaded']);
  });

  it('is made again without a visitor who erased her browser meanwhile', async () => {
    await colleague.ask('DELETE', '/api/browsing/browser');
    const { guest, clientId } = newcomer;
    expect(await untilReady(guest, clientId, prepared.handOverId)).toMatchObject({ events: 0, sessions: 3 });
    const { content } = await download(guest, clientId, prepared.handOverId);
    expect(Object.values(await unzip(content)).join('\n')).not.toContain(page);
  }, 60_000);
});
