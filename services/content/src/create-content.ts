import type { Caller, Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import * as Y from 'yjs';
import type { ContentDeps } from './deps.ts';
import { type Node, newDocument, type Reading, readDocument, type Span } from './document.ts';
import { demandRunning } from './ending.ts';
import type { Image } from './images.store.ts';
import { showableImages } from './images.ts';
import { imagesIn } from './render-document.ts';
import { contentFor, personOf } from './rights.ts';
import { writeDocument } from './write-document.ts';

interface Wanted {
  title: string;
  /** A content that she may read and begins from: a template, or one of hers. */
  from?: string | undefined;
}

/**
 * A new content, its writer's own: blank, or a copy of one that she may read, with its images.
 *
 * @enforces 2.contents
 */
export async function createContent(deps: ContentDeps, caller: Caller, { title, from }: Wanted) {
  const { clientId, personId } = personOf(caller);
  await demandRunning(deps, clientId);
  const source = from ? await readingOf(deps, caller, from) : undefined;
  const images = from && source ? await showableImages(deps, caller, from, imagesIn(source.body)) : [];
  return deps.transaction(async (tx) => {
    const contentId = newId();
    const summary = source?.summary ?? '';
    const update = source
      ? updateOf({
          title,
          summary,
          body: await bringImages(deps, tx, { clientId, contentId }, images, source.body),
        })
      : newDocument({ title, summary, blocks: [{ paragraph: '' }] });
    const head = { contentId, clientId, ownerId: personId, kind: 'page', title, summary } as const;
    await deps.contents.create(tx, { ...head, update }, 'created');
    tx.audit({ action: 'content-created', actor: personId, clientId, target: contentId });
    return { contentId };
  });
}

async function readingOf(deps: ContentDeps, caller: Caller, contentId: string): Promise<Reading> {
  const { clientId } = await contentFor(deps, caller, contentId, 'read');
  return readDocument(await deps.contents.updatesOf(clientId, contentId));
}

/** A document of its own: it shares no history with what it was copied from. */
function updateOf(reading: Reading): Uint8Array {
  const doc = new Y.Doc();
  writeDocument(doc, reading);
  return Y.encodeStateAsUpdate(doc);
}

/** The same body, with images that belong to the new content. */
async function bringImages(
  { images }: ContentDeps,
  tx: Tx,
  { clientId, contentId }: { clientId: string; contentId: string },
  shown: readonly Image[],
  body: Reading['body'],
): Promise<Reading['body']> {
  const copies = await images.copy(tx, clientId, shown, contentId);
  const renamed = (part: Node | Span): Node | Span => {
    if ('text' in part) return part;
    const copy = copies.get(String(part.attributes['imageId']));
    const attributes = copy ? { ...part.attributes, imageId: copy } : part.attributes;
    return { ...part, attributes, children: part.children.map(renamed) };
  };
  return body.map(renamed);
}
