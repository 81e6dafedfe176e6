import type { Caller } from '@kstudio/chassis';
import { changeDocument } from './change-document.ts';
import type { ContentDeps } from './deps.ts';
import type { Reading } from './document.ts';
import { problems } from './problems.ts';
import { contentFor } from './rights.ts';
import { writeDocument } from './write-document.ts';

/** The ETag of what a document says after an update. */
export const etagOf = (number: number): string => `"${number}"`;

/**
 * A whole document as a program wrote it, upon the state that it names in If-Match. It becomes an update of the live
 * document, so that editors merge it; a stale one is refused (412) and changes nothing. What was there is a version.
 *
 * @enforces 4.contents
 */
export async function replaceDocument(
  deps: ContentDeps,
  caller: Caller,
  contentId: string,
  ifMatch: string | undefined,
  wanted: Reading,
): Promise<number> {
  await contentFor(deps, caller, contentId, 'write');
  if (ifMatch === undefined) throw problems.preconditionNeeded();
  const onlyAt = Number(/^"(\d{1,12})"$/.exec(ifMatch)?.[1] ?? -1);
  const version = { reason: 'written', name: null } as const;
  return changeDocument(deps, caller, contentId, (doc) => writeDocument(doc, wanted), { onlyAt, version });
}
