import type { Caller } from '@kstudio/chassis';
import { draftsOpened, newId } from '@kstudio/contracts';
import type { ContentDeps } from '../deps.ts';
import { problems } from '../problems.ts';
import { personOf, rightOn } from '../rights.ts';
import type { DraftAccess } from './draft-accesses.store.ts';

/** How long the archive holds the drafts of others: long enough to take it, and no longer. */
const OPEN_MS = 24 * 3_600_000;

type Deps = Pick<ContentDeps, 'contents' | 'draftAccesses' | 'transaction'>;

/**
 * Break-glass: for a day the archive that this manager takes holds the drafts that their authors share with nobody. She
 * gives a reason, and every author is told at once, by mail and in the application. Nothing else opens: no page, no
 * search, no editor. Throws no-drafts, drafts-open-already.
 *
 * @enforces 3.ownership
 */
export async function openDrafts(
  deps: Deps,
  caller: Caller,
  clientId: string,
  reason: string,
): Promise<DraftAccess> {
  const person = personOf(caller);
  const closed = (await deps.contents.allOf(clientId)).filter((content) => !rightOn(content, person));
  const authors = [...new Set(closed.flatMap(({ ownerId }) => ownerId ?? []))];
  if (authors.length === 0) throw problems.noDrafts();
  return deps.transaction(async (tx) => {
    if (await deps.draftAccesses.inForce(clientId, tx.now, tx)) throw problems.draftsOpenAlready();
    const until = new Date(tx.now.getTime() + OPEN_MS);
    const access = { accessId: newId(), clientId, openedBy: person.personId, reason, openedAt: tx.now };
    await deps.draftAccesses.open(tx, { ...access, until, authors });
    const told = { clientId, accessId: access.accessId, until: until.toISOString(), version: 1 };
    for (const personId of authors) tx.emit(draftsOpened({ ...told, personId }));
    tx.audit({ action: 'drafts-opened', actor: person.personId, clientId, target: access.accessId });
    return { ...access, until, authors };
  });
}

/** Closes it before its time. Throws not-found where none is open. */
export async function closeDrafts(
  deps: Pick<Deps, 'draftAccesses' | 'transaction'>,
  caller: Caller,
  clientId: string,
): Promise<void> {
  const { personId } = personOf(caller);
  await deps.transaction(async (tx) => {
    if (!(await deps.draftAccesses.close(tx, clientId))) throw problems.draftsNotOpen();
    tx.audit({ action: 'drafts-closed', actor: personId, clientId });
  });
}

/** What an access tells: to the manager how many authors, to an author whether it was about her. */
export const accessView = (
  { accessId, openedBy, reason, openedAt, until, authors }: DraftAccess,
  now: Date,
) => ({
  ...{ accessId, openedBy, reason },
  openedAt: openedAt.toISOString(),
  until: until.toISOString(),
  isOpen: until > now,
  authors: authors.length,
});
