import { actorOf, type Caller, problems } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { readDocument } from './document.ts';
import { renderDocument } from './render-document.ts';

/**
 * A content of the caller's client, rendered. Another client's is answered like one that does not exist: the same
 * query, the same body, and the same row in the audit, so that who looks around is seen.
 * @enforces 6.safeguards
 */
export async function showContent(
  { contents, audit, clock }: Pick<ContentDeps, 'contents' | 'audit' | 'clock'>,
  caller: Caller,
  clientId: string,
  contentId: string,
) {
  const content = await contents.find(clientId, contentId);
  if (!content) {
    const entry = { action: 'content-refused', outcome: 'refused', actor: actorOf(caller) } as const;
    await audit.note({ ...entry, clientId, target: contentId }, clock.now());
    throw problems.unknown();
  }
  const [updates, versions] = await Promise.all([
    contents.updatesOf(clientId, contentId),
    contents.versionsOf(clientId, contentId),
  ]);
  const { title, summary, body } = readDocument(updates);
  return {
    contentId,
    kind: content.kind,
    title,
    summary,
    html: renderDocument(body),
    updatedAt: content.updatedAt.toISOString(),
    versions: versions.map(({ number, at, reason }) => ({ number, at: at.toISOString(), reason })),
  };
}
