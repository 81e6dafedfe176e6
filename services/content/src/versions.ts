import { type Caller, problems } from '@kstudio/chassis';
import { changeDocument } from './change-document.ts';
import type { ContentDeps } from './deps.ts';
import { type Reading, readDocument } from './document.ts';
import { renderDocument } from './render-document.ts';
import { contentFor } from './rights.ts';
import { writeDocument } from './write-document.ts';

/** What a document said at a version; for those who may write it. Throws not-found. */
export async function showVersion(deps: ContentDeps, caller: Caller, contentId: string, version: number) {
  const { title, summary, body } = await documentAt(deps, caller, contentId, version);
  return { title, summary, html: renderDocument(body) };
}

/** Makes the live document say again what it said at a version. What it said until now is a version too. */
export async function restoreVersion(deps: ContentDeps, caller: Caller, contentId: string, version: number) {
  const wanted = await documentAt(deps, caller, contentId, version);
  const kept = { reason: 'restored', name: null } as const;
  return changeDocument(deps, caller, contentId, (doc) => writeDocument(doc, wanted), { version: kept });
}

/** Keeps what the document says now as a version with a name. */
export const nameVersion = (deps: ContentDeps, caller: Caller, contentId: string, name: string) =>
  changeDocument(deps, caller, contentId, () => undefined, { version: { reason: 'named', name } });

async function documentAt(
  deps: ContentDeps,
  caller: Caller,
  contentId: string,
  version: number,
): Promise<Reading> {
  const { clientId } = await contentFor(deps, caller, contentId, 'write');
  const snapshot = await deps.contents.versionAt(clientId, contentId, version);
  if (!snapshot) throw problems.unknown();
  return readDocument([snapshot]);
}
