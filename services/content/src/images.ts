import { type Caller, problems as chassisProblems, type JobRow } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { readDocument } from './document.ts';
import { demandRunning } from './ending.ts';
import type { Image } from './images.store.ts';
import { problems } from './problems.ts';
import { imagesIn } from './render-document.ts';
import { contentFor, personOf, rightOn } from './rights.ts';

export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export const MOST_IMAGE_BYTES = 5_000_000;
/** An image that no document shows is kept this long: writing that was cut off may still come. */
const KEPT_UNUSED_MS = 7 * 86_400_000;

/** What an image is by its first bytes, whatever its sender calls it; null for everything else, SVG among it. Pure. */
export function imageTypeOf(content: Uint8Array): (typeof imageTypes)[number] | null {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => content[index] === byte);
  const text = (from: number, to: number) => Buffer.from(content.subarray(from, to)).toString('latin1');
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  return /^GIF8[79]a$/.test(text(0, 6)) ? 'image/gif' : null;
}

/** Keeps an image of a content that the caller writes. Throws not-an-image, not-found, not-allowed. */
export async function keepImage(deps: ContentDeps, caller: Caller, contentId: string, content: Uint8Array) {
  const { clientId } = await contentFor(deps, caller, contentId, 'write');
  await demandRunning(deps, clientId);
  const type = imageTypeOf(content);
  if (!type) throw problems.noImage();
  return deps.transaction(async (tx) => {
    const imageId = await deps.images.keep(tx, { clientId, contentId, type, content });
    const dueAt = new Date(tx.now.getTime() + KEPT_UNUSED_MS);
    tx.schedule({ name: 'sweep-images', key: contentId, dueAt, clientId, data: { contentId } });
    return { imageId };
  });
}

/** An image of a content that the caller may read. What is not hers to see is as what does not exist. */
export async function showImage(deps: ContentDeps, caller: Caller, imageId: string): Promise<Image> {
  const image = await deps.images.find(personOf(caller).clientId, imageId);
  if (!image) throw chassisProblems.unknown();
  await contentFor(deps, caller, image.contentId, 'read');
  return image;
}

/**
 * Of the images that a document of the caller's shows, those that she may show: the document's own, and those of
 * contents that she reads. Another's id, kept from a time when it was shared, shows nothing.
 */
export async function showableImages(
  { contents, images }: Pick<ContentDeps, 'contents' | 'images'>,
  caller: Caller,
  contentId: string,
  imageIds: readonly string[],
): Promise<Image[]> {
  const person = personOf(caller);
  const found = await Promise.all(imageIds.map((imageId) => images.find(person.clientId, imageId)));
  const judged = found.map(async (image) => {
    if (!image || image.contentId === contentId) return image;
    const home = await contents.find(person.clientId, image.contentId);
    return home && rightOn(home, person) ? image : null;
  });
  return (await Promise.all(judged)).filter((image) => image !== null);
}

/** Deletes the images of a content that neither it nor one of its versions shows any more. */
export async function sweepImages(
  { contents, images, clock }: Pick<ContentDeps, 'contents' | 'images' | 'clock'>,
  { clientId, data }: JobRow,
): Promise<() => void> {
  const contentId = String(data?.['contentId']);
  const shown = imagesIn(readDocument(await contents.updatesOf(clientId!, contentId)).body);
  for (const { number } of await contents.versionsOf(clientId!, contentId)) {
    const snapshot = await contents.versionAt(clientId!, contentId, number);
    if (snapshot) shown.push(...imagesIn(readDocument([snapshot]).body));
  }
  const before = new Date(clock.now().getTime() - KEPT_UNUSED_MS + 1);
  await images.sweep(clientId!, contentId, before, shown);
  return () => undefined;
}
