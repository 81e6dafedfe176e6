import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';

/** The person named manager is also administrator of the client's space when it opens. */
const system = ready();

describe('2.administrator', () => {
  let newcomer: Newcomer;
  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
  }, 60_000);

  it('makes the manager administrator of her space from the moment it opens', async () => {
    const { session } = await newcomer.guest.demand<{ session: Record<string, unknown> }>(
      200,
      'GET',
      '/api/identity/session',
    );
    expect(session).toMatchObject({
      clientId: newcomer.clientId,
      role: 'administrator',
      manager: true,
      name: newcomer.given.manager,
      email: newcomer.email,
    });
  });

  it('makes her the only user of it: nobody else was let in on the way', async () => {
    const users = await newcomer.guest.demand<Record<string, unknown>[]>(200, 'GET', '/api/identity/users');
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ name: newcomer.given.manager, role: 'administrator', manager: true });
  });

  it('lets in whoever holds the ticket once, and no second time', async () => {
    const { ticket } = newcomer.secrets;
    const again = { ticket, password: 'une autre phrase de passe, plus longue' };
    const answer = await newcomer.guest.ask('POST', '/api/identity/invitations/accept', again);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('gives her a space that is already open, with something to read in it', async () => {
    const contents = await newcomer.guest.demand<{ contentId: string; kind: string; title: string }[]>(
      200,
      'GET',
      '/api/content/contents',
    );
    const course = contents.find(({ kind }) => kind === 'course')!;
    expect(course.title).toBe('Accueillir un nouveau collègue en une semaine');
    const { html } = await newcomer.guest.demand<{ html: string }>(
      200,
      'GET',
      `/api/content/contents/${course.contentId}`,
    );
    expect(html).toContain('<h2>Avant le premier jour</h2>');
  });
});
