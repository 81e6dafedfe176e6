import { fingerprintOf, type Tx } from '@kstudio/chassis';
import { noticeAccepted, type OutputOf, recipient } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { handOver, NotYetSent } from './hand-over.ts';
import type { Circumstances } from './mails/compose.ts';
import type { Notice } from './notices.store.ts';

type Found = Extract<OutputOf<typeof recipient>, { found: true }>;

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
  const { messageId, queuedAt: date } = notice;
  const fate = await handOver(deps, { id: noticeId, messageId, date, to, circumstances });
  if (!fate.taken && !fate.forGood) {
    await notices.noteAttempt(notice, fate.code);
    throw new NotYetSent(fate.code);
  }
  if (!fate.taken) {
    deps.log.error({ noticeId, clientId, code: fate.code }, 'a mail server refused a notice for good');
    return notices.settle(tx, notice, 'failed', fate.code);
  }
  await notices.settle(tx, notice, 'accepted');
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
      return { ...base, kind };
    case 'end-of-term':
      return certificateId
        ? { ...base, kind, certificateId, clientFingerprint: fingerprintOf(clientId) }
        : null;
    default:
      return never(kind);
  }
}

function never(kind: never): never {
  throw new Error(`no mail for ${String(kind)}`);
}
