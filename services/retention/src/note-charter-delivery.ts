import type { Tx } from '@kstudio/chassis';
import { problems } from '@kstudio/chassis';
import type { charterNotice, DataOf } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import { followCharter } from './follow-charter.ts';

type Deps = Pick<RetentionDeps, 'terms' | 'charters'>;

/**
 * What became of the notice of a charter change: delivered, it starts the thirty days; come back, it stops them. What
 * the manager has read herself, no mail that came back undoes.
 * @enforces 7.change-notice
 */
export async function noteCharterDelivery(
  deps: Deps,
  tx: Tx,
  told: DataOf<typeof charterNotice>,
): Promise<void> {
  const { clientId, charterVersion, state, version } = told;
  const known = await deps.terms.find(clientId, tx);
  const notice = known?.charterNotices.find((one) => one.version === charterVersion);
  if (!known || !notice || notice.order >= version || notice.by === 'read') return;
  const toldAt = state === 'bounced' ? null : new Date(told.at);
  const its = { version: charterVersion, toldAt, by: state };
  await followCharter(deps, tx, await deps.terms.noteCharterNotice(tx, known, its, version));
}

/** The manager has read the change in the application: it is told from then on, unless it was before. Throws not-found. */
export async function readCharterChange(
  { transaction, ...deps }: Deps & Pick<RetentionDeps, 'transaction'>,
  clientId: string,
  charterVersion: string,
  personId: string,
): Promise<void> {
  await transaction(async (tx) => {
    const known = await deps.terms.find(clientId, tx);
    const notice = known?.charterNotices.find((one) => one.version === charterVersion);
    if (!known || !notice) throw problems.unknown();
    if (notice.by === 'read') return;
    const its = { version: charterVersion, toldAt: notice.toldAt ?? tx.now, by: 'read' as const };
    tx.audit({ action: 'charter-change-read', clientId, actor: personId, target: charterVersion });
    await followCharter(deps, tx, await deps.terms.noteCharterNotice(tx, known, its, notice.order));
  });
}
