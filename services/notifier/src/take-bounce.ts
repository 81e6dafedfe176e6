import type { Tx } from '@kstudio/chassis';
import { charterNotice } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import type { Notice } from './notices.store.ts';

/** A mail that a server took and that did not come back in these days was delivered (charter, "How we read it" 11). */
const BOUNCE_DAYS = 5;
const DAY_MS = 86_400_000;

/** What is told about one notice of a charter change, in the only order in which it can happen. */
const order = { accepted: 1, bounced: 2, 'told-by-letter': 3 } as const;

/** Retention hears what became of the notice of a charter change: the change waits for its delivery. */
export function tellOfCharterNotice(
  tx: Tx,
  { noticeId, clientId, aboutId }: Notice,
  state: keyof typeof order,
): void {
  const [charterVersion, at] = [String(aboutId), tx.now.toISOString()];
  tx.emit(charterNotice({ noticeId, clientId, charterVersion, state, at, version: order[state] }));
}

/**
 * A notice came back. That of a charter change was not told then: staff see it among those that did not arrive, and the
 * change waits. Nothing waits for the others once a server took them.
 * @enforces 7.change-notice
 */
export async function takeBounce(
  { notices }: Pick<NotifierDeps, 'notices'>,
  tx: Tx,
  noticeId: string,
): Promise<void> {
  const notice = await notices.findAny(tx, noticeId);
  if (notice?.kind !== 'charter-change' || notice.state !== 'accepted' || !notice.settledAt) return;
  if (tx.now.getTime() > notice.settledAt.getTime() + BOUNCE_DAYS * DAY_MS) return;
  await notices.settle(tx, notice, 'failed', 'bounced');
  tellOfCharterNotice(tx, notice, 'bounced');
}
