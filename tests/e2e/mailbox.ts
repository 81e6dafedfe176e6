import { eventually } from '../support/eventually.ts';
import type { Ready } from '../support/ready.ts';

export interface Mail {
  subject: string;
  text: string;
  to: { address: string }[];
}

/** The mails that reached one address so far. */
export async function mailsTo({ mailSink }: Ready, address: string): Promise<Mail[]> {
  const response = await fetch(`${mailSink}/api/email`);
  const mails = (await response.json()) as Mail[];
  return mails.filter(({ to }) => to.some((recipient) => recipient.address === address));
}

const linkIn = ({ text }: Mail) => /https?:\/\/\S+\/confirm#token=[\w.~-]+/.exec(text)?.[0];

/** The mail with the confirmation link for an address, and that link. Waits for it. */
export function confirmationFor(system: Ready, address: string): Promise<Mail & { link: string }> {
  return eventually(async () => {
    const mail = (await mailsTo(system, address)).find(linkIn);
    if (!mail) throw new Error(`no confirmation mail to ${address} yet`);
    return { ...mail, link: linkIn(mail) as string };
  }, 30_000);
}

/** The link of a mail to an address whose path and secret begin like this: `join#ticket`. Waits for it. */
export function linkFor(system: Ready, address: string, begins: string): Promise<string> {
  return eventually(async () => {
    const texts = (await mailsTo(system, address)).map(({ text }) => text).join('\n');
    const link = new RegExp(`https?://\\S+/${begins}=[\\w.~-]+`).exec(texts)?.[0];
    if (!link) throw new Error(`no mail with a link ${begins} to ${address} yet`);
    return link;
  }, 30_000);
}
