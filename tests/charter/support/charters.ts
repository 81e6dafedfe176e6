import { createTransport } from 'nodemailer';
import type { Guest } from '../../support/guest.ts';
import type { Newcomer } from '../../support/newcomer.ts';
import type { Ready } from '../../support/ready.ts';

type Said = { fr: string; en: string };

/** A version of the charter, as the operator's list shows it. */
export interface Version {
  version: string;
  substantial: boolean;
  termYears: number;
  clients: number;
  waiting: number;
  changes: { kind: string; id: string; before: Said | null; after: Said | null }[];
}

/** The charter as it stands for one client. */
export interface Standing {
  version: string;
  termYears: number;
  ahead: { version: string; appliesOn: string | null; toldAt: string | null; read: boolean }[];
}

export const standingOf = ({ guest, clientId }: Newcomer, by: Guest = guest): Promise<Standing> =>
  by.demand(200, 'GET', `/api/charter/clients/${clientId}/charter`);

export const versions = (operator: Guest): Promise<Version[]> =>
  operator.demand(200, 'GET', '/api/charter/charters');

/** The words of a clause as they are published, in both languages, with a few more behind them. */
export async function moreWords(guest: Guest, clause: string, more: Said) {
  const wordsIn = async (locale: 'fr' | 'en') => {
    const path = `/api/charter/charter?locale=${locale}`;
    const charter = await guest.demand<{ clauses: { id: string; title: string; text: string }[] }>(
      200,
      'GET',
      path,
    );
    return charter.clauses.find(({ id }) => id === clause)!;
  };
  const [fr, en] = [await wordsIn('fr'), await wordsIn('en')];
  return {
    clause,
    title: { fr: fr.title, en: en.title },
    text: { fr: `${fr.text} ${more.fr}`, en: `${en.text} ${more.en}` },
  };
}

/** A mail server's report that a mail could not be delivered (RFC 3464), to where such reports go. */
export async function sendBack(
  system: Ready,
  { messageId }: { messageId: string },
  to: string,
): Promise<void> {
  const raw = [
    'From: MAILER-DAEMON@mx.example',
    'To: support@kstudio365.com',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain',
    '',
    'This mail could not be delivered.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId.replace(/^<?/, '<').replace(/>?$/, '>')}`,
    `To: ${to}`,
    '',
    '--part--',
    '',
  ].join('\r\n');
  const transport = createTransport(String(system.file['supportSmtp']));
  try {
    await transport.sendMail({ envelope: { from: '', to: 'support@kstudio365.com' }, raw });
  } finally {
    transport.close();
  }
}
