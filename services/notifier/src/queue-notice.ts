import type { Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { messageIdOf } from './hand-over.ts';
import type { ManagerKind, Notice, PersonKind } from './notices.store.ts';

type Deps = Pick<NotifierDeps, 'notices' | 'config'>;

/** Writes down that a notice is owed to the manager, and sends it as soon as this is committed. */
export const queueNotice = (
  deps: Deps,
  tx: Tx,
  clientId: string,
  kind: ManagerKind,
  about: Date,
  certificateId: string | null = null,
): Promise<void> => queue(deps, tx, { clientId, kind, about, certificateId });

/** The same, owed to a person of the space; to the manager where nobody is named. */
export const queueLetter = (
  deps: Deps,
  tx: Tx,
  to: { clientId: string; personId: string | null },
  kind: PersonKind,
  about: Date,
  aboutId: string | null = null,
): Promise<void> => {
  const { clientId, personId } = to;
  return queue(deps, tx, { clientId, personId, kind, about, certificateId: null, aboutId });
};

type Owed = Pick<Notice, 'clientId' | 'kind' | 'about' | 'certificateId' | 'personId' | 'aboutId'>;

async function queue({ notices, config }: Deps, tx: Tx, owed: Owed): Promise<void> {
  const noticeId = newId();
  await notices.queue(tx, {
    noticeId,
    ...owed,
    state: 'queued',
    messageId: messageIdOf(noticeId, config.MAIL_FROM),
    queuedAt: tx.now,
    settledAt: null,
    attempts: 0,
    failure: null,
  });
  const { clientId } = owed;
  tx.schedule({ name: 'send-notice', key: noticeId, dueAt: tx.now, clientId, data: { noticeId } });
}
