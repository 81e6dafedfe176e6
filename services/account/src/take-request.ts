import type { Tx } from '@kstudio/chassis';
import { newId, requestReceived } from '@kstudio/contracts';
import type { AccountDeps } from './deps.ts';
import { answerDue } from './request-terms.ts';
import type { RequestRow } from './requests.store.ts';

/** A mail to support, as far as it is kept: who wrote, and what. Where it came from is not. */
export interface Mail {
  messageId: string;
  from: string;
  subject: string;
  text: string;
}

/** The job that forgets what an unknown sender wrote, when nobody has made sure who it is by the date of the answer. */
export const FORGET_UNKNOWN = 'forget-unknown';

/** The longest text of a mail that is kept; a request needs no more. */
export const TEXT_MAX = 20_000;

/**
 * A plain mail to support becomes a request with its due date. A sender whose address stands on a client's record is
 * known by it, and told that it came; anybody else's waits until staff made sure who it is, and changes nothing (charter,
 * "How we read it" 10). A mail that comes twice is one request.
 *
 * @enforces 4.rectification
 */
export async function takeMail(deps: AccountDeps, mail: Mail): Promise<void> {
  const sender = mail.from.trim().toLowerCase();
  const clientId = await deps.clients.whoseAddress(sender);
  await deps.transaction((tx) =>
    take(deps, tx, {
      via: 'mail',
      ...mail,
      from: sender,
      clientId,
      identity: clientId ? 'known' : 'unknown',
    }),
  );
}

/** The manager writes her request on her page: the same as by mail, and she is known by her sign-in. */
export async function takePageRequest(
  deps: AccountDeps,
  clientId: string,
  text: string,
): Promise<{ requestId: string; dueAt: string }> {
  return deps.transaction(async (tx) => {
    const client = await deps.clients.find(clientId, tx);
    const from = client?.manager.email ?? '';
    const row = await take(deps, tx, { via: 'page', from, subject: '', text, clientId, identity: 'known' });
    return { requestId: row._id, dueAt: row.dueAt.toISOString() };
  });
}

type Taken = Pick<RequestRow, 'via' | 'from' | 'subject' | 'text' | 'clientId' | 'identity'> & {
  messageId?: string;
};

async function take(deps: AccountDeps, tx: Tx, taken: Taken): Promise<RequestRow> {
  const row: RequestRow = {
    _id: newId(),
    version: 1,
    ...taken,
    text: taken.text.slice(0, TEXT_MAX),
    subject: taken.subject.slice(0, 300),
    kind: 'unsorted',
    state: 'open',
    receivedAt: tx.now,
    dueAt: answerDue(tx.now),
    changes: [],
  };
  if (!(await deps.requests.add(tx, row))) return row;
  const { _id: requestId, clientId, dueAt } = row;
  tx.audit({ action: 'request-received', clientId: clientId ?? undefined, target: requestId });
  // Nobody is waited for for ever: mail that became no request goes (charter, "How we read it" 15).
  if (!clientId) tx.schedule({ name: FORGET_UNKNOWN, key: requestId, dueAt });
  if (clientId)
    tx.emit(
      requestReceived({ clientId, requestId, version: 1, dueAt: dueAt.toISOString(), extended: false }),
    );
  return row;
}
