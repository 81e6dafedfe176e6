/** The browser's own `fetch`, stood in for: what the services say is tested with the services. */
import { ApiProblem } from './problem.ts';

const said: string[] = [];
let accessIsOver = true;
let refreshWorks = true;

Object.assign(globalThis, {
  location: { origin: 'http://localhost' },
  fetch: async (input: Request | string) => {
    const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://localhost');
    said.push(pathname);
    if (pathname.endsWith('/refresh')) {
      accessIsOver = !refreshWorks;
      return new Response(null, { status: refreshWorks ? 200 : 401 });
    }
    if (accessIsOver) return Response.json({ title: 'Session over', requestId: 'r1' }, { status: 401 });
    return Response.json([]);
  },
});

const load = async () => await import('./client.ts');

beforeEach(() => {
  said.length = 0;
  accessIsOver = true;
  refreshWorks = true;
});

test('calls that find the access over share one renewal, and are repeated', async () => {
  const { answerOf, api } = await load();
  const calls = [1, 2, 3].map(() => answerOf(api.GET('/api/identity/users')));
  expect(await Promise.all(calls)).toEqual([[], [], []]);
  expect(said.filter((path) => path.endsWith('/refresh'))).toHaveLength(1);
  expect(said.filter((path) => path.endsWith('/users'))).toHaveLength(6);
});

test('a renewal that is refused is tried once, and the problem is passed on with its number', async () => {
  refreshWorks = false;
  const { answerOf, api } = await load();
  const refused = await answerOf(api.GET('/api/identity/users')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiProblem);
  expect(refused).toMatchObject({ status: 401, message: 'Session over', requestId: 'r1' });
  expect(said).toEqual(['/api/identity/users', '/api/identity/sessions/refresh']);
});

test('a wrong password renews nothing', async () => {
  const { answerOf, api } = await load();
  const body = { email: 'a@b.example', password: 'wrong' };
  await expect(answerOf(api.POST('/api/identity/sessions', { body }))).rejects.toThrow(ApiProblem);
  expect(said).toEqual(['/api/identity/sessions']);
});
