import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server in this process that keeps what it is sent. */
export async function startMailSink(port = 0) {
  const mails: ParsedMail[] = [];
  const refusing = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      done(
        refusing.has(address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : undefined,
      );
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const { port: its } = server.server.address() as { port: number };
  return {
    port: its,
    url: `smtp://127.0.0.1:${its}`,
    mails,
    /** From now on this address does not exist. */
    refuse: (address: string) => void refusing.add(address),
    to: (address: string) =>
      mails.filter(({ to }) =>
        [to ?? []].flat().some(({ value }) => value.some((it) => it.address === address)),
      ),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
export type MailSink = Awaited<ReturnType<typeof startMailSink>>;
