import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { fetchCertificate } from './support/certificate.ts';
import { moveClock } from './support/clock.ts';
import { mailsTo } from './support/mail.ts';
import { whatIsKnownOf } from './support/purges.ts';
import { scanFor } from './support/scan.ts';

/** At the end the client has her data returned, or erased without waiting for the years of the charter. */
const system = ready();
const api = '/api/account/archive';

describe('law.return', () => {
  let her: Newcomer;
  const visitor = new Guest(system.application);
  beforeAll(async () => {
    her = await subscribeNewcomer(system);
    await her.guest.demand(200, 'POST', `/api/account/clients/${her.clientId}/end`, {});
  }, 120_000);

  const mails = async (subject: RegExp) =>
    (await mailsTo(system, her.email)).filter((mail) => subject.test(mail.subject));
  /** The newest link to the door. */
  async function door(): Promise<string> {
    const before = (await mails(/Votre lien vers/)).length;
    await visitor.demand(202, 'POST', `${api}/links`, { email: her.email });
    return eventually(async () => {
      const links = (await mails(/Votre lien vers/)).map(({ text }) => /#token=([\w.-]+)/.exec(text)![1]!);
      if (links.length <= before) throw new Error('no link yet');
      const tokens = await Promise.all(
        links.map(async (token) =>
          (await visitor.ask('POST', `${api}/door`, { token })).status === 200 ? token : null,
        ),
      );
      return tokens.find((token) => token !== null)!;
    }, 20_000);
  }
  const notices = () => mails(/seront effacées/);

  it('returns everything that she owns while the grace runs', async () => {
    const path = `/api/content/clients/${her.clientId}/archive`;
    const archive = await fetch(system.application + path, { headers: { cookie: her.guest.cookie } });
    expect([archive.status, archive.headers.get('content-type')]).toEqual([200, 'application/zip']);
    await archive.arrayBuffer();
  });

  it('erases nothing for whoever does not know the company’s name, and tells at once who does', async () => {
    await moveClock(system, { by: 'P40D' });
    const token = await door();
    const wrong = await visitor.ask('POST', `${api}/erasure`, { token, companyName: 'Une autre' });
    expect(wrong.status).toBe(409);
    await visitor.demand(200, 'POST', `${api}/erasure`, { token, companyName: her.given.company });
    await eventually(async () => expect(await notices()).toHaveLength(1), 20_000);
  }, 200_000);

  it('is taken back until the last moment', async () => {
    await moveClock(system, { by: 'P2D' });
    await visitor.demand(204, 'POST', `${api}/erasure/withdrawal`, { token: await door() });
    await moveClock(system, { by: 'P30D' });
    expect((await whatIsKnownOf(system, her.clientId)).state).toBe('archive');
  }, 200_000);

  it('is done after 72 hours and not after years, with a certificate that says that it was asked for', async () => {
    const token = await door();
    await visitor.demand(200, 'POST', `${api}/erasure`, { token, companyName: her.given.company });
    await eventually(async () => expect(await notices()).toHaveLength(2), 20_000);
    await moveClock(system, { by: 'P2D' });
    expect((await whatIsKnownOf(system, her.clientId)).state).toBe('archive');
    await moveClock(system, { by: 'P2D' });
    await eventually(async () => {
      const { state, purges } = await whatIsKnownOf(system, her.clientId);
      expect(state).toBeNull();
      expect(purges).toContainEqual(expect.objectContaining({ reason: 'asked', stage: 'certified' }));
    }, 30_000);
    const links = (await notices()).map(({ text }) => /certificates\/([0-9a-f-]{36})/.exec(text)![1]!);
    const found = await Promise.all(links.map((id) => fetchCertificate(system, id)));
    expect(found.flatMap(({ certificate }) => certificate?.reason ?? [])).toEqual(['asked']);
    const { found: left } = scanFor(system, Object.values(her.given));
    expect(left.filter(({ place }) => !/local\.oplog|config\.image_collection/.test(place))).toEqual([]);
    await expect(signInAgain(her)).rejects.toThrow();
  }, 300_000);
});
