import type { Caller } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { readDocument } from './document.ts';
import { renderDocument } from './render-document.ts';
import { contentFor } from './rights.ts';

/** A page shows the latest; the archive holds them all. */
const SHOWN_VERSIONS = 200;

/** A content that the caller may read: rendered, and as the blocks that it is made of. */
export async function showContent(
  deps: Pick<ContentDeps, 'contents' | 'audit' | 'clock'>,
  caller: Caller,
  contentId: string,
) {
  const content = await contentFor(deps, caller, contentId, 'read');
  const { clientId, right, ownerId } = content;
  const [updates, versions] = await Promise.all([
    deps.contents.updatesOf(clientId, contentId),
    right === 'read' && ownerId ? [] : deps.contents.versionsOf(clientId, contentId, SHOWN_VERSIONS),
  ]);
  const { title, summary, body } = readDocument(updates);
  return {
    contentId,
    kind: content.kind,
    title,
    summary,
    html: renderDocument(body),
    body,
    right,
    openToSpace: content.openToSpace,
    readers: right === 'own' ? content.readers : [],
    writers: right === 'own' ? content.writers : [],
    lastUpdate: content.lastUpdate,
    updatedAt: content.updatedAt.toISOString(),
    versions: versions.map((version) => ({ ...version, at: version.at.toISOString() })),
  };
}
