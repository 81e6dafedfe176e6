import type { Locale } from '@kstudio/charter';
import { point } from '@kstudio/chassis';
import type { NotifierDeps } from './deps.ts';
import type { Fate } from './mail-server.ts';
import { type Circumstances, compose } from './mails/compose.ts';

/** A mail that is owed: its id and times are the same at every attempt, its recipient is asked for each time. */
export interface Owed {
  id: string;
  messageId: string;
  date: Date;
  to: { name: string; email: string; locale: Locale };
  circumstances: Circumstances;
}

/** The certificate key has not been announced yet, or the mail server did not take the mail: tried again later. */
export class NotYetSent extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotYetSent';
  }
}

/** Hands a mail to the mail server, once in this process however often its transaction is run again. */
export async function handOver(
  { mailServer, handedOver }: Pick<NotifierDeps, 'mailServer' | 'handedOver'>,
  { id, messageId, date, to, circumstances }: Owed,
): Promise<Fate> {
  if (handedOver.has(id)) return { taken: true };
  const mail = compose(to.locale, circumstances);
  point('mail.sending', { notice: id });
  const fate = await mailServer.send({ ...mail, messageId, date, to: { name: to.name, address: to.email } });
  if (!fate.taken) return fate;
  remember(handedOver, id);
  point('mail.sent', { notice: id });
  return fate;
}

/** The Message-ID of a mail, in the domain of its sender. */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${/@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'}>`;

const REMEMBERED = 10_000;

function remember(handedOver: Set<string>, id: string): void {
  if (handedOver.size >= REMEMBERED) handedOver.delete(handedOver.values().next().value as string);
  handedOver.add(id);
}
