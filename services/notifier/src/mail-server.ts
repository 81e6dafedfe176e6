import { createTransport } from 'nodemailer';

/** A mail as it goes out. `messageId` and `date` are the same at every attempt. */
export interface Mail {
  messageId: string;
  date: Date;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** What became of a mail: taken, refused for good, or to be tried again. `code` is SMTP's or the network's. */
export type Fate = { taken: true } | { taken: false; forGood: boolean; code: string };

export interface MailServer {
  send(mail: Mail): Promise<Fate>;
  close(): void;
}

/** All time-outs together stay below the 30 s for which a job is this replica's own. */
const timeouts = {
  dnsTimeout: 4_000,
  connectionTimeout: 4_000,
  greetingTimeout: 4_000,
  socketTimeout: 10_000,
};

/** The mail server at `url`; what it cannot deliver comes back to `bounces`. It reads nothing from disk or network on a mail's behalf. */
export function connectMailServer(url: string, from: string, bounces = 'support@kstudio365.com'): MailServer {
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ to, ...mail }) {
      try {
        // Auto-Submitted (RFC 3834) keeps out-of-office answers away.
        await transport.sendMail({
          ...mail,
          from,
          to: [to],
          envelope: { from: bounces, to: [to.address] },
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { taken: true };
      } catch (error) {
        return fateOf(error as { responseCode?: number; code?: string });
      }
    },
    close: () => transport.close(),
  };
}

/**
 * RFC 5321: an answer 5xx to the envelope or the mail is final. Everything else passes, above all what a server says to
 * us and not to this mail: a 5xx greeting, 530 (sign in or encrypt first). Pure.
 */
export function fateOf({ responseCode, code }: { responseCode?: number; code?: string }): Fate {
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const forGood = aboutTheMail && responseCode !== undefined && responseCode >= 500 && responseCode !== 530;
  return { taken: false, forGood, code: String(responseCode ?? code ?? 'unknown') };
}
