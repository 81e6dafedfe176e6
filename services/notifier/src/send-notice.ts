import { fingerprintOf, type Tx } from '@kstudio/chassis';
import { charterFor, noticeAccepted } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { handOver, NotYetSent } from './hand-over.ts';
import type { Circumstances } from './mails/compose.ts';
import { type AwaitedKind, awaitedKindOf, type Notice } from './notices.store.ts';
import { type Reached, reach } from './reach.ts';
import { tellOfCharterNotice } from './take-bounce.ts';

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
  const { notices } = deps;
  const notice = await notices.find(tx, clientId, noticeId);
  if (notice?.state !== 'queued') return;
  const to = await reach(deps, notice);
  const circumstances = to && (await circumstancesOf(deps, notice, to));
  if (!to || !circumstances) return notices.settle(tx, notice, 'dropped', 'not-needed');
  const { messageId, queuedAt: date } = notice;
  const fate = await handOver(deps, { id: noticeId, messageId, date, to, circumstances });
  if (!fate.taken && !fate.forGood) {
    await notices.noteAttempt(notice, fate.code);
    throw new NotYetSent(fate.code);
  }
  if (!fate.taken) {
    deps.log.error({ noticeId, code: fate.code }, 'a mail server refused a notice for good');
    return notices.settle(tx, notice, 'failed', fate.code);
  }
  await notices.settle(tx, notice, 'accepted');
  if (notice.kind === 'incident' && notice.aboutId) await deps.incidents.told(tx, clientId, notice.aboutId);
  if (notice.kind === 'charter-change') tellOfCharterNotice(tx, notice, 'accepted');
  const kind = awaitedKindOf(notice);
  if (kind) tell(tx, notice, kind);
}

/** The services hear what was accepted: terms wait for it. */
function tell(tx: Tx, { noticeId, clientId, certificateId }: Notice, kind: AwaitedKind): void {
  const acceptedAt = tx.now.toISOString();
  tx.emit(noticeAccepted({ noticeId, clientId, kind, acceptedAt, certificateId, version: 1 }));
}

/** What the mail says beside its fixed words; null: it has become pointless. */
async function circumstancesOf(
  { ask, config, certificateKeys, incidents }: NotifierDeps,
  { clientId, kind, about, aboutId, certificateId }: Notice,
  { name, token, companyName = '' }: Reached,
): Promise<Circumstances | null> {
  const base = { name, about, appOrigin: config.APP_ORIGIN };
  switch (kind) {
    case 'confirmation':
      return token ? { ...base, kind, token } : null;
    case 'record-address-to-confirm':
    case 'record-address-changed':
      return token ? { ...base, kind, token } : null;
    case 'request-received':
    case 'request-extended':
    case 'request-done':
    case 'request-refused':
      return { ...base, kind };
    case 'invitation':
    case 'address-to-confirm':
    case 'address-changed':
      return token ? { ...base, kind, token, companyName } : null;
    case 'incident': {
      const incident = aboutId ? await incidents.find(aboutId) : null;
      return incident && { ...base, kind, companyName, incident };
    }
    case 'drafts-opened':
    case 'correction-asked':
    case 'correction-made':
    case 'correction-refused':
      return { ...base, kind, companyName };
    case 'welcome': {
      const fingerprint = await certificateKeys.latest();
      if (!fingerprint) throw new NotYetSent('the certificate key is not known yet');
      return { ...base, kind, fingerprint };
    }
    case 'hand-over-ready':
    case 'subscription-resumed':
      return { ...base, kind };
    case 'archive-door':
      return token ? { ...base, kind, token, companyName } : null;
    case 'subscription-ended': {
      const known = await ask(charterFor, { clientId });
      if (!known.found) throw new NotYetSent('the term is not known yet');
      return { ...base, kind, termYears: known.termYears };
    }
    case 'charter-change': {
      const known = await ask(charterFor, { clientId, about: aboutId ?? undefined });
      return known.found ? { ...base, kind, version: String(aboutId), changes: known.changes } : null;
    }
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
