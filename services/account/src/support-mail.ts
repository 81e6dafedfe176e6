import type { Core } from '@kstudio/chassis';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Config } from './config.ts';
import { bouncedNotice } from './take-bounce.ts';
import { type Mail, TEXT_MAX } from './take-request.ts';

/** The largest mail that is taken; a request needs no more, and what is larger is told so (552). */
const SIZE_MAX = 2 * 1024 * 1024;
/** Senders at once; more are told to come back (421), and mail servers do. */
const CLIENTS_MAX = 20;

/**
 * Takes mail to support by SMTP, for that one address and for nobody else. A mail is acknowledged when `take` has kept
 * it: what fails is told to the sender's server, which tries again. What the mail says of its way here is not kept.
 */
export function openSupportMail(
  { SUPPORT_EMAIL = 'support@kstudio365.com', HOST }: Pick<Config, 'SUPPORT_EMAIL' | 'HOST'>,
  log: Core['log'],
  take: (mail: Mail) => Promise<void>,
  bounced: (noticeId: string) => Promise<void>,
) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_MAX,
    maxClients: CLIENTS_MAX,
    logger: false,
    banner: 'K-Studio',
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.toLowerCase() === SUPPORT_EMAIL.toLowerCase() ? undefined : refusal(550, 'no such mailbox'),
      ),
    onData: (stream, _session, done) =>
      void read(stream)
        .then((came) => (typeof came === 'string' ? bounced(came) : take(came)))
        .then(
          () => done(),
          (error: unknown) => {
            log.warn({ err: error }, 'a mail to support was not taken');
            done(stream.sizeExceeded ? refusal(552, 'too large') : refusal(451, 'try again later'));
          },
        ),
  });
  server.on('error', () => undefined); // a sender that goes away in the middle of a mail
  return {
    listen: (port: number): Promise<number> =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, HOST, () => resolve((server.server.address() as { port: number }).port));
      }),
    close: (): Promise<void> => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** A mail to support; or, as a string, the id of a notice that came back. */
async function read(stream: SMTPServerDataStream): Promise<Mail | string> {
  const parsed = await simpleParser(stream, { skipImageLinks: true, skipTextToHtml: true });
  const notice = stream.sizeExceeded ? null : bouncedNotice(parsed);
  if (notice) return notice;
  const from = parsed.from?.value[0]?.address;
  if (!from || stream.sizeExceeded) throw refusal(550, 'no sender, or too large');
  return {
    messageId: parsed.messageId ?? `${from} ${parsed.date?.toISOString() ?? ''} ${parsed.subject ?? ''}`,
    from,
    subject: parsed.subject ?? '',
    text: (parsed.text ?? '').slice(0, TEXT_MAX),
  };
}
