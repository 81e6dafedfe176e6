import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type AddressObject, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { close, listen } from './gateway.ts';
import { listPage, mailPage } from './mail-pages.ts';

type Address = { name: string; address: string };

/** A mail as it was received. */
export type Mail = {
  id: string;
  receivedAt: string;
  messageId: string;
  from: Address[];
  to: Address[];
  subject: string;
  text: string;
  html: string;
};

export type MailSinkOptions = { dir: string; smtpPort: number; pagePort: number; host?: string };
export type MailSink = { close(): Promise<void> };

/** Nobody keeps more mails than this on a machine of their own; the oldest go first. */
const kept = 2_000;

/**
 * Takes every mail and delivers none: SMTP on one port, a page and `GET /api/email` on another (newest first).
 * Mails are files of `dir`, so they are still there after a restart. `PUT /api/closed/<address>` closes a mailbox:
 * from then on its mails are refused for good (550), to try what happens then; `DELETE` opens it again.
 */
export async function startMailSink(options: MailSinkOptions): Promise<MailSink> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const mails = readMails(options.dir);
  const closed = new Set<string>();
  const keep = async (stream: SMTPServerDataStream) => {
    const mail = await readMail(stream);
    const file = join(options.dir, `${mail.receivedAt.replaceAll(':', '-')}-${mail.id}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(mail), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    mails.push(mail);
    if (mails.length > kept) forget(options.dir, mails, kept);
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const unknown = Object.assign(new Error('no such mailbox here'), { responseCode: 550 });
      done(closed.has(address.toLowerCase()) ? unknown : undefined);
    },
    onData: (stream, _session, done) => void keep(stream).then(() => done(), done),
  });
  // A sender that goes away in the middle of a mail is no fault of the sink.
  smtp.on('error', () => {});
  const pages = createServer((request, response) => {
    if (!closeMailbox(closed, request, response)) answer(mails, options.dir, request, response);
  });
  await listen(pages, options.pagePort, options.host);
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject);
    smtp.listen(options.smtpPort, options.host ?? '127.0.0.1', () => resolve());
  });
  return {
    close: async () => {
      await Promise.all([close(pages), new Promise<void>((resolve) => smtp.close(() => resolve()))]);
    },
  };
}

async function readMail(stream: SMTPServerDataStream): Promise<Mail> {
  const parsed = await simpleParser(stream);
  return {
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    messageId: parsed.messageId ?? '',
    from: addresses(parsed.from),
    to: addresses(parsed.to),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
  };
}

function addresses(given: AddressObject | AddressObject[] | undefined): Address[] {
  return [given ?? []]
    .flat()
    .flatMap((object) => object.value.map(({ name, address }) => ({ name, address: address ?? '' })));
}

function readMails(dir: string): Mail[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as Mail);
}

/** Lets the oldest mails go until `count` are left. */
function forget(dir: string, mails: Mail[], count: number): void {
  const gone = mails.splice(0, Math.max(0, mails.length - count));
  const ids = new Set(gone.map((mail) => mail.id));
  for (const file of readdirSync(dir)) {
    if (ids.has(file.slice(-41, -5))) rmSync(join(dir, file), { force: true });
  }
}

/** Closes or opens a mailbox, where that is what is asked. */
function closeMailbox(closed: Set<string>, request: IncomingMessage, response: ServerResponse): boolean {
  const [, address] = /^\/api\/closed\/([^/?]+)$/.exec(request.url ?? '') ?? [];
  if (!address || (request.method !== 'PUT' && request.method !== 'DELETE')) return false;
  const mailbox = decodeURIComponent(address).toLowerCase();
  if (request.method === 'PUT') closed.add(mailbox);
  else closed.delete(mailbox);
  send(response, 200, 'application/json', 'true');
  return true;
}

function answer(mails: Mail[], dir: string, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?', 1)[0] as string;
  const [, kind, id] = /^\/(api\/email|mail)(?:\/([0-9a-f-]+))?$/.exec(path) ?? [];
  const mail = mails.find((candidate) => candidate.id === id);
  if (kind === 'api/email' && request.method === 'DELETE') {
    forget(dir, mails, 0);
    return send(response, 200, 'application/json', 'true');
  }
  if (kind === 'api/email' && !id)
    return send(response, 200, 'application/json', JSON.stringify(mails.toReversed()));
  if (kind === 'api/email' && mail) return send(response, 200, 'application/json', JSON.stringify(mail));
  if (kind === 'mail' && mail) return send(response, 200, 'text/html', mailPage(mail));
  if (path === '/') return send(response, 200, 'text/html', listPage(mails.toReversed()));
  send(response, 404, 'text/plain', 'No such page.');
}

/** The page shows mails that a stranger may have written: no script runs in it, and nothing is fetched. */
function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self' data:; base-uri 'none'; form-action 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(body);
}
