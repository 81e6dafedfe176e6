import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import request from 'supertest';
import { apis } from './apis.ts';
import { createWebApp } from './web-app.ts';

const page = `<meta name="kstudio" content="__FACTS__"><script nonce="__NONCE__"></script>`;
const facts = {
  version: '1',
  supportEmail: 'aide"<@example.com',
  sitesOrigin: 'http://localhost:2',
  mailSink: null,
};
let folder: string;
let app: ReturnType<typeof createWebApp>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {};'.repeat(500));
  app = createWebApp(pathToFileURL(`${folder}/`), facts, 'https://atelier.example');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('each API has a readable page, under a policy that runs only files of ours', async () => {
  for (const api of apis) {
    const { status, text, headers } = await request(app).get(`/api/${api}/docs/`);
    expect([api, status, text.includes(`${api} API`)]).toEqual([api, 200, true]);
    expect(headers['content-security-policy']).toMatch(/script-src 'self';.*style-src 'self';/);
    for (const [, file = ''] of text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([file, (await request(app).get(file)).status]).toEqual([file, 200]);
    }
  }
  expect((await request(app).get('/api/account/docs')).status).toBe(200);
  expect((await request(app).get('/api/pages/index.html')).status).toBe(404);
});

test('a path of a service that an ingress gave to us, for want of another, is answered as the absence that it is', async () => {
  for (const path of ['/api/content/contents', '/api/identity/session', '/api/browsing', '/k.js']) {
    const answer = await request(app).post(path).set('Accept-Language', 'en').send({});
    expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '2']);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ status: 503, title: 'Service unavailable for a moment' });
  }
  expect((await request(app).get('/api/elsewhere')).status).toBe(404);
  expect((await request(app).post('/charter')).status).toBe(405);
});

const nonceIn = (text: string) => /nonce="([^"]+)"/.exec(text)?.[1] ?? '';

test('each response has a nonce of its own, and a policy that admits it alone', async () => {
  const one = await request(app).get('/charter');
  const other = await request(app).get('/charter');
  const policy = one.headers['content-security-policy'] ?? '';
  expect(nonceIn(one.text)).toMatch(/^[\w+/=]{22,}$/);
  expect(nonceIn(one.text)).not.toBe(nonceIn(other.text));
  expect(policy).toContain(`'nonce-${nonceIn(one.text)}'`);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
});

test('the page is kept by no cache, a hashed file for a year', async () => {
  expect((await request(app).get('/')).headers['cache-control']).toContain('no-store');
  const file = await request(app).get('/assets/app-1a2b.js');
  expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('what the page is told cannot leave its attribute', async () => {
  const { text } = await request(app).get('/');
  expect(text).toContain('aide\\&quot;&lt;@example.com');
});

test('an address that is no page is a 404 that still shows one; a file that is not there is only a 404', async () => {
  const unknown = await request(app).get('/nowhere');
  expect([unknown.status, unknown.type]).toEqual([404, 'text/html']);
  const file = await request(app).get('/assets/gone.js');
  expect([file.status, file.type]).toEqual([404, 'text/plain']);
  expect((await request(app).get('/index.html')).status).toBe(404);
  expect((await request(app).post('/')).status).toBe(405);
});
