import { newId, spaceOpened } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { z } from 'zod';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { baseConfig } from '../src/config.ts';
import { holding, modelOf, type RunningService, route, startService } from '../src/index.ts';

const notes = holding({
  name: 'notes',
  category: 'contents',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, technical: true },
    clientId: { type: String, required: true, technical: true },
    text: { type: String, required: true, clause: '2.contents' },
  }),
});
interface Note {
  _id: string;
  clientId: string;
  text: string;
}

describe('a service on the chassis', () => {
  let provisioned: Provisioned;
  let service: RunningService;
  const clientId = newId();

  beforeAll(async () => {
    provisioned = await provisionFor('chassis');
    const config = baseConfig.parse({
      PORT: 0,
      ADMIN_PORT: 0,
      APP_ORIGIN: 'http://localhost:8080',
      SITES_ORIGIN: 'http://localhost:8081',
      CLOCK: 'shiftable',
      LOG_LEVEL: 'silent',
      ...provisioned.urlsOf('content'),
    });
    service = await startService('content', config, (core) => ({
      holdings: [notes],
      routes: [
        route({
          method: 'post',
          path: '/notes',
          who: 'anyone',
          clause: '2.contents',
          summary: 'Writes a note',
          in: { body: z.strictObject({ text: z.string().min(1).max(50) }) },
          out: { status: 201, body: z.object({ noteId: z.string() }) },
          handler: ({ body }) =>
            core.transaction(async (tx) => {
              const noteId = newId();
              const note = { _id: noteId, clientId, text: body.text };
              await modelOf<Note>(core.db, notes).create([note], { session: tx.session });
              tx.emit(spaceOpened({ clientId, version: 1, contents: 1 }));
              tx.audit({ action: 'note-written', clientId, target: noteId });
              return { noteId };
            }),
        }),
        route({
          method: 'get',
          path: '/clients/:clientId/notes',
          who: 'user',
          clause: '2.contents',
          summary: 'Reads notes',
          in: { params: z.strictObject({ clientId: z.uuid() }) },
          out: { status: 200, body: z.array(z.string()) },
          handler: async () => [],
        }),
      ],
      consumers: {
        'account.subscription-opened.v1': async () => undefined,
        'account.subscription-ended.v1': async () => undefined,
        'account.subscription-resumed.v1': async () => undefined,
        'identity.user-removed.v1': async () => undefined,
      },
      answers: { 'content.watch.v1': async () => ({ tallies: [] }) },
      jobs: {},
    }));
  });
  afterAll(async () => {
    await service?.stop();
    await provisioned?.remove();
  });

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${service.url}/api/content/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:8080', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const stored = (filter = {}) => service.core.db.collection('notes').countDocuments(filter);

  it('writes documents, event and audit row together, and says what goes out', async () => {
    const response = await post({ text: 'bonjour' });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(await stored({ text: 'bonjour' })).toBe(1);
    await eventually(async () =>
      expect(await service.core.audit.verify()).toMatchObject({ sealed: 1, intact: true }),
    );
    await eventually(async () => expect(await service.core.db.collection('outbox').countDocuments()).toBe(0));
  });

  it('answers bad input with a problem that names the field, in the language of the person', async () => {
    const french = await post({ text: '', colour: 'red' }, { 'accept-language': 'fr' });
    expect(french.status).toBe(400);
    expect(french.headers.get('content-type')).toContain('application/problem+json');
    expect(await french.json()).toMatchObject({ title: 'Saisie à corriger', fields: [{ path: 'text' }, {}] });
    expect((await post('{"text":', {})).status).toBe(400);
    expect((await post({ text: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await post({ text: 'a' }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('does once what is asked twice under one idempotency key', async () => {
    const key = { 'idempotency-key': newId() };
    const [first, second] = await Promise.all([post({ text: 'once' }, key), post({ text: 'once' }, key)]);
    expect(await first!.json()).toEqual(await second!.json());
    expect(await stored({ text: 'once' })).toBe(1);
    expect((await post({ text: 'other' }, key)).status).toBe(422);
  });

  it('answers 401 to nobody, and 404 to what does not exist', async () => {
    expect((await fetch(`${service.url}/api/content/clients/${clientId}/notes`)).status).toBe(401);
    expect((await fetch(`${service.url}/api/content/nothing`)).status).toBe(404);
  });

  it('refuses at the database a document that no schema declares', async () => {
    const insert = service.core.db
      .collection('notes')
      .insertOne({ _id: newId() as never, clientId, text: 'a', iban: 'FR76' });
    await expect(insert).rejects.toThrow('Document failed validation');
  });

  it('tells that it is ready, and its metrics, on a port of its own', async () => {
    const ready = await fetch(`${service.adminUrl}/readyz`);
    expect(ready.status).toBe(200);
    expect(await (await fetch(`${service.adminUrl}/metrics`)).text()).toContain(
      'kstudio_http_request_seconds',
    );
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
  });

  it('finds a byte changed behind its back in the audit', async () => {
    const rows = service.core.db.collection('audit');
    await eventually(async () =>
      expect(await rows.countDocuments({ seq: { $exists: true } })).toBeGreaterThan(0),
    );
    await rows.updateOne({ seq: 1 }, { $set: { 'details.target': 'something else' } });
    expect(await service.core.audit.verify()).toMatchObject({ intact: false, brokenAt: 1 });
  });
});
