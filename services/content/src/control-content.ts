import type { Caller } from '@kstudio/chassis';
import { changeDocument } from './change-document.ts';
import type { Sharing } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { metaOf } from './document.ts';
import { contentFor, personOf } from './rights.ts';

/** A content under another title or summary; editors that are open see it. */
export const renameContent = (
  deps: ContentDeps,
  caller: Caller,
  contentId: string,
  said: { title?: string | undefined; summary?: string | undefined },
): Promise<number> =>
  changeDocument(deps, caller, contentId, (doc) =>
    doc.transact(() => {
      const meta = metaOf(doc);
      if (said.title !== undefined && meta.get('title') !== said.title) meta.set('title', said.title);
      if (said.summary !== undefined && meta.get('summary') !== said.summary)
        meta.set('summary', said.summary);
    }),
  );

/** Who may read and write a content beside its owner; she alone says. What she leaves out stays as it is. */
export async function shareContent(
  deps: ContentDeps,
  caller: Caller,
  contentId: string,
  said: { [one in keyof Sharing]?: Sharing[one] | undefined },
): Promise<void> {
  const { clientId } = await contentFor(deps, caller, contentId, 'own');
  await deps.transaction(async (tx) => {
    const sharing = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    await deps.contents.set(tx, clientId, contentId, sharing);
    tx.audit({ action: 'content-shared', actor: personOf(caller).personId, clientId, target: contentId });
  });
}

/**
 * Deletes a content with its log, its versions and its images, at once and for good: who controls it ends its term
 * (charter, point 7), and nobody else does. The audit keeps that she did, by ids.
 *
 * @enforces 4.contents
 */
export async function deleteContent(deps: ContentDeps, caller: Caller, contentId: string): Promise<void> {
  const { clientId } = await contentFor(deps, caller, contentId, 'own');
  await deps.transaction(async (tx) => {
    await deps.contents.delete(tx, clientId, contentId);
    await deps.images.deleteOf(tx, clientId, contentId);
    await deps.publications.remove(tx, clientId, contentId);
    tx.cancel('sweep-images', contentId);
    tx.audit({ action: 'content-deleted', actor: personOf(caller).personId, clientId, target: contentId });
  });
}
