import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as a mail server took charge of it. */
export interface Mail {
  messageId: string;
  to: string;
  /** Which life of the notifier handed it over. */
  life: number;
  /** The token of the confirmation link in it, where there is one. */
  token: string | undefined;
}

export interface MailSink {
  url: string;
  mails: readonly Mail[];
  /** The token of the confirmation mail to an address. Waits for it. */
  tokenFor(address: string): Promise<string>;
  close(): Promise<void>;
}

/** A mail server that takes every message and remembers each, repeated ones too. */
export async function openMailSink(life: () => number): Promise<MailSink> {
  const mails: Mail[] = [];
  const waiting = new Map<string, (token: string) => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        ({ messageId = '', to, text = '' }) => {
          const address = (Array.isArray(to) ? to[0] : to)?.value[0]?.address ?? '';
          const token = /\/confirm#token=([\w.-]+)/.exec(text)?.[1];
          mails.push({ messageId, to: address, life: life(), token });
          if (token) waiting.get(address)?.(token);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  server.on('error', () => {}); // a sender that was killed in the middle of a message
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as { port: number }).port));
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    tokenFor: (address) => {
      const there = mails.find((mail) => mail.to === address && mail.token)?.token;
      return there ? Promise.resolve(there) : new Promise((resolve) => waiting.set(address, resolve));
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
