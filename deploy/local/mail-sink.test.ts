import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { freePorts } from './ports.ts';

const dir = mkdtempSync(join(tmpdir(), 'kstudio-mail-'));
let sink: MailSink;
let ports: { smtpPort: number; pagePort: number };

const list = async () => (await fetch(`http://127.0.0.1:${ports.pagePort}/api/email`)).json();
/** Says these lines to the sink, each after the last line of the answer to the one before (RFC 5321). */
async function send(subject: string, text: string, type = 'text/plain'): Promise<void> {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const mail = `From: atelier@kstudio365.com\r\nTo: solene@ateliers.example\r\nSubject: ${encoded}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text}\r\n.`;
  const lines = [
    'EHLO test',
    'MAIL FROM:<a@b.example>',
    'RCPT TO:<solene@ateliers.example>',
    'DATA',
    mail,
    'QUIT',
  ];
  const socket = connect(ports.smtpPort, '127.0.0.1');
  for await (const answer of createInterface({ input: socket })) {
    if (/^[45]/.test(answer)) throw socket.destroy() && new Error(answer);
    const line = /^\d{3} /.test(answer) ? lines.shift() : undefined;
    if (line !== undefined) socket.write(`${line}\r\n`);
  }
}

beforeAll(async () => {
  const [smtpPort, pagePort] = (await freePorts(2)) as [number, number];
  ports = { smtpPort, pagePort };
  sink = await startMailSink({ dir, ...ports });
});

afterAll(async () => {
  await sink.close();
  rmSync(dir, { recursive: true, force: true });
});

test('a mail sent is on the list, newest first, and still there after a restart', async () => {
  await send('Première', 'Bonjour');
  await send('Confirmez votre abonnement', 'http://localhost:8080/confirm#token=abc');
  await sink.close();
  sink = await startMailSink({ dir, ...ports });
  expect(await list()).toMatchObject([
    { subject: 'Confirmez votre abonnement', to: [{ address: 'solene@ateliers.example' }] },
    { subject: 'Première', text: expect.stringContaining('Bonjour') },
  ]);
});

test('a mailbox that was closed takes no mail, until it is opened again', async () => {
  const door = `http://127.0.0.1:${ports.pagePort}/api/closed/Solene%40ateliers.example`;
  expect((await fetch(door, { method: 'PUT' })).status).toBe(200);
  await expect(send('Refusée', 'Bonjour')).rejects.toThrow(/^550/);
  expect((await fetch(door, { method: 'DELETE' })).status).toBe(200);
  await send('Reprise', 'Bonjour');
  expect((await list())[0]).toMatchObject({ subject: 'Reprise' });
});

test('a mail is shown as its reader sees it, and its links leave the frame that can lead nowhere', async () => {
  const link = '<a href="http://localhost:8080/confirm#token=abc">Confirmer</a>';
  const html = `<!doctype html><html><head><title>x</title></head><body>${link}</body></html>`;
  await send('Avec un bouton', html, 'text/html');
  const [{ id }] = await list();
  const page = await (await fetch(`http://127.0.0.1:${ports.pagePort}/mail/${id}`)).text();
  const [, framed = ''] = /srcdoc="([^"]+)"/.exec(page) ?? [];
  const shown = framed.replaceAll(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
  expect(shown).toContain('<head><base target="_blank">');
  expect(shown).toContain(link);
});

test('a page shows the mail with a link that works and runs nothing that is in it', async () => {
  await send('<script>alert(1)</script>', 'Voici http://localhost:8080/confirm#token=xyz');
  const [{ id }] = await list();
  const answer = await fetch(`http://127.0.0.1:${ports.pagePort}/mail/${id}`);
  const page = await answer.text();
  expect(page).toContain('<a href="http://localhost:8080/confirm#token=xyz">');
  expect(page).not.toContain('<script>');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
