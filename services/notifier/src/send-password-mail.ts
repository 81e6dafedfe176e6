import type { JobRow, Tx } from '@kstudio/chassis';
import { type OutputOf, resetRecipient } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { handOver, messageIdOf, NotYetSent } from './hand-over.ts';
import type { Circumstances } from './mails/compose.ts';

/** The job that sends a mail about a password; its row holds the reset's id, and goes with the mail. */
export const SEND_PASSWORD_MAIL = 'send-password-mail';
export type PasswordMailKind = 'password-reset' | 'password-changed';

/** Owes a mail about a password. It is no notice of the charter's, and nothing is kept of it. */
export function queuePasswordMail(tx: Tx, resetId: string, kind: PasswordMailKind, about: string): void {
  const data = { resetId, kind, about };
  tx.schedule({ name: SEND_PASSWORD_MAIL, key: `${kind}:${resetId}`, dueAt: tx.now, data });
}

/** Sends it to the address of this moment, while it has a purpose. Throws NotYetSent: then it is tried again. */
export async function sendPasswordMail(deps: NotifierDeps, _tx: Tx, { key, data }: JobRow): Promise<void> {
  const resetId = String(data?.resetId);
  const to = await deps.ask(resetRecipient, { resetId });
  const about = new Date(String(data?.about));
  const kind = data?.kind === 'password-changed' ? 'password-changed' : 'password-reset';
  const circumstances = to.found ? circumstancesOf(deps, kind, about, to) : null;
  if (!to.found || !circumstances) return;
  const id = key.replace(':', '.');
  const messageId = messageIdOf(id, deps.config.MAIL_FROM);
  const fate = await handOver(deps, { id, messageId, date: about, to, circumstances });
  if (fate.taken) return;
  if (!fate.forGood) throw new NotYetSent(fate.code);
  deps.log.error({ id: resetId, code: fate.code }, 'a mail server refused a mail about a password for good');
}

/** Null: the link is dead meanwhile, or nothing was changed. Pure. */
function circumstancesOf(
  { config }: Pick<NotifierDeps, 'config'>,
  kind: PasswordMailKind,
  about: Date,
  {
    name,
    staff,
    changed,
    invited,
    signedIn,
    token,
  }: Extract<OutputOf<typeof resetRecipient>, { found: true }>,
): Circumstances | null {
  const base = { name, about, appOrigin: config.APP_ORIGIN };
  if (kind === 'password-changed')
    return changed ? { ...base, kind, staff, signedIn: signedIn ?? false } : null;
  return token ? { ...base, kind: invited ? 'staff-invited' : kind, token } : null;
}
