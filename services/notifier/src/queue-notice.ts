import type { Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { messageIdOf } from './hand-over.ts';
import type { NoticeKind } from './notices.store.ts';

/** Writes down that a notice is owed, and sends it as soon as this is committed. */
export async function queueNotice(
  { notices, config }: Pick<NotifierDeps, 'notices' | 'config'>,
  tx: Tx,
  clientId: string,
  kind: NoticeKind,
  about: Date,
  certificateId: string | null = null,
): Promise<void> {
  const noticeId = newId();
  await notices.queue(tx, {
    noticeId,
    clientId,
    kind,
    state: 'queued',
    messageId: messageIdOf(noticeId, config.MAIL_FROM),
    about,
    certificateId,
    queuedAt: tx.now,
    settledAt: null,
    attempts: 0,
    failure: null,
  });
  tx.schedule({ name: 'send-notice', key: noticeId, dueAt: tx.now, clientId, data: { noticeId } });
}
