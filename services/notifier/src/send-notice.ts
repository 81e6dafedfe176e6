import { fingerprintOf, point, type Tx } from '@kstudio/chassis';
import { noticeAccepted, type OutputOf, recipient } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { type Circumstances, compose } from './mails/compose.ts';
import type { Notice } from './notices.store.ts';

type Found = Extract<OutputOf<typeof recipient>, { found: true }>;

/** The certificate key has not been announced yet, or the mail server did not take the mail: tried again later. */
export class NotYetSent extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotYetSent';
  }
}

/**
 * Sends a notice to the manager's address of this moment, which is stored nowhere. The sending is outside the
 * database: after a crash between mail server and commit it is repeated once, under the same Message-ID.
 */
export async function sendNotice(
  deps: NotifierDeps,
  tx: Tx,
  clientId: string,
  noticeId: string,
): Promise<void> {
  const { notices, ask } = deps;
  const notice = await notices.find(tx, clientId, noticeId);
  if (notice?.state !== 'queued') return;
  const to = await ask(recipient, { clientId, kind: 'manager' });
  const circumstances = to.found ? await circumstancesOf(deps, notice, to) : null;
  if (!to.found || !circumstances) return notices.settle(tx, notice, 'dropped', 'not-needed');
  const refused = await handOver(deps, tx, notice, to, circumstances);
  if (refused) {
    deps.log.error({ noticeId, clientId, code: refused }, 'a mail server refused a notice for good');
    return notices.settle(tx, notice, 'failed', refused);
  }
  await notices.settle(tx, notice, 'accepted');
  // Nothing waits for this one.
  if (notice.kind === 'hand-over-ready') return;
  const acceptedAt = tx.now.toISOString();
  tx.emit(noticeAccepted({ noticeId, clientId, kind: notice.kind, acceptedAt, version: 1 }));
}

/** What the mail says beside its fixed words; null: it has become pointless. */
async function circumstancesOf(
  { config, certificateKeys }: NotifierDeps,
  { clientId, kind, about, certificateId }: Notice,
  { name, confirmationToken }: Found,
): Promise<Circumstances | null> {
  const base = { name, about, appOrigin: config.APP_ORIGIN };
  switch (kind) {
    case 'confirmation':
      return confirmationToken ? { ...base, kind, token: confirmationToken } : null;
    case 'welcome': {
      const fingerprint = await certificateKeys.latest();
      if (!fingerprint) throw new NotYetSent('the certificate key is not known yet');
      return { ...base, kind, fingerprint };
    }
    case 'subscription-ended':
    case 'hand-over-ready':
      return { ...base, kind };
    case 'end-of-term':
      return certificateId
        ? { ...base, kind, certificateId, clientFingerprint: fingerprintOf(clientId) }
        : null;
    default:
      return never(kind);
  }
}

/** Null when the mail server took it; a code when it never will. Throws NotYetSent when it may later. */
async function handOver(
  { mailServer, notices, handedOver }: NotifierDeps,
  tx: Tx,
  notice: Notice,
  to: Found,
  circumstances: Circumstances,
): Promise<string | null> {
  const { noticeId, messageId, queuedAt } = notice;
  if (handedOver.has(noticeId)) return null;
  const mail = compose(to.locale, circumstances);
  point('mail.sending', { notice: noticeId });
  const fate = await mailServer.send({
    ...mail,
    messageId,
    date: queuedAt,
    to: { name: to.name, address: to.email },
  });
  if (fate.taken) {
    remember(handedOver, noticeId);
    point('mail.sent', { notice: noticeId });
    return null;
  }
  if (fate.forGood) return fate.code;
  await notices.noteAttempt(notice, fate.code);
  throw new NotYetSent(fate.code);
}

const REMEMBERED = 10_000;

function remember(handedOver: Set<string>, noticeId: string): void {
  if (handedOver.size >= REMEMBERED) handedOver.delete(handedOver.values().next().value as string);
  handedOver.add(noticeId);
}

function never(kind: never): never {
  throw new Error(`no mail for ${String(kind)}`);
}
