import { eventually } from '../../support/eventually.ts';
import { exchange } from '../../support/exchange.ts';
import type { Ready } from '../../support/ready.ts';

export interface Mail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
}
interface Received extends Partial<Mail> {
  to?: { address?: string }[];
}

/** Every mail that the sink received for an address. */
export async function mailsTo({ mailSink }: Ready, address: string): Promise<Mail[]> {
  const { text } = await exchange(mailSink, { method: 'GET', path: '/api/email' });
  return (JSON.parse(text) as Received[])
    .filter(({ to }) => to?.some((it) => it.address === address))
    .map(({ subject = '', text: plain = '', html = '', messageId = '' }) => ({
      subject,
      text: plain,
      html,
      messageId,
    }));
}

/** From now on every mail server answers for this address that it does not exist. */
export async function closeMailbox({ mailSink }: Ready, address: string): Promise<void> {
  const path = `/api/closed/${encodeURIComponent(address)}`;
  const { status } = await exchange(mailSink, { method: 'PUT', path });
  if (status !== 200) throw new Error(`the mailbox was not closed: ${status}`);
}

/** The mail to an address whose subject fits. Waits for it. */
export function mailTo(system: Ready, address: string, subject: RegExp): Promise<Mail> {
  return eventually(async () => {
    const found = (await mailsTo(system, address)).find((mail) => subject.test(mail.subject));
    if (!found) throw new Error(`no mail to ${address} about ${subject} yet`);
    return found;
  }, 20_000);
}
