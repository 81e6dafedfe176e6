import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import type { Caller } from '@kstudio/chassis';
import { ZipFile } from 'yazl';
import type { Content } from '../contents.store.ts';
import type { ContentDeps } from '../deps.ts';
import { type Reading, readDocument } from '../document.ts';
import { imagesIn, renderDocument } from '../render-document.ts';
import { personOf, rightOn } from '../rights.ts';
import { headOf, pageOf } from './export-content.ts';

type Deps = Pick<
  ContentDeps,
  'contents' | 'draftAccesses' | 'images' | 'publications' | 'spaces' | 'audit' | 'clock'
>;
type File = readonly [name: string, content: Buffer];

/** What the archive does not hold, and why. Ids alone: what a draft says is its writer's. */
interface LeftOut {
  contentId: string;
  why: 'draft-of-somebody-else';
}

/**
 * Everything that a client owns in her space, as one ZIP that is made while it is sent: each content with its log, its
 * versions and its images, as a page to be read and as the document that imports back; the site; and last a manifest
 * with the SHA-256 of each file. Drafts of others are left out, by the manager's own rights, unless she opened
 * them (open-drafts.ts); the manifest says either.
 *
 * @enforces 3.ownership
 */
export async function spaceArchive(
  deps: Deps,
  caller: Caller,
  clientId: string,
): Promise<AsyncIterable<Uint8Array>> {
  const person = personOf(caller);
  const all = await deps.contents.allOf(clientId);
  const at = deps.clock.now();
  const access = await deps.draftAccesses.inForce(clientId, at);
  const opened = access?.openedBy === person.personId;
  const [taken, others] = [true, false].map((readable) =>
    all.filter((content) => (opened || rightOn(content, person) !== null) === readable),
  ) as [Content[], Content[]];
  const leftOut = others.map(({ contentId }): LeftOut => ({ contentId, why: 'draft-of-somebody-else' }));
  const action = opened ? 'space-archived-with-drafts' : 'space-archived';
  await deps.audit.note({ action, actor: person.personId, clientId }, at);
  return zipped(filesOf(deps, clientId, taken), {
    madeAt: at.toISOString(),
    contents: taken.length,
    ...(opened && { draftsOpened: { at: access.openedAt.toISOString(), reason: access.reason } }),
    leftOut,
  });
}

async function* filesOf(deps: Deps, clientId: string, contents: readonly Content[]): AsyncGenerator<File> {
  yield ['LISEZ-MOI.txt', Buffer.from(readme)];
  const taken = new Set(contents.map(({ contentId }) => contentId));
  for (const content of contents) yield* filesOfContent(deps, content, taken);
  const [site, pages] = [await deps.spaces.siteOf(clientId), await deps.publications.listOf(clientId)];
  yield ['site.json', json({ site, pages })];
}

async function* filesOfContent(
  deps: Deps,
  content: Content,
  taken: ReadonlySet<string>,
): AsyncGenerator<File> {
  const { clientId, contentId } = content;
  const folder = `contents/${contentId}`;
  const updates = await deps.contents.updatesOf(clientId, contentId);
  const reading = readDocument(updates);
  const versions = await deps.contents.versionsOf(clientId, contentId);
  const { title, summary } = reading;
  yield [
    `${folder}/content.json`,
    json({ ...headOf(content), title, summary, owned: content.ownerId !== null, versions }),
  ];
  for (const [index, update] of updates.entries())
    yield [`${folder}/log/${String(index + 1).padStart(6, '0')}.yjs`, Buffer.from(update)];
  const shown = new Set(imagesIn(reading.body));
  for (const { number } of versions) {
    const snapshot = await deps.contents.versionAt(clientId, contentId, number);
    if (!snapshot) continue;
    yield [`${folder}/versions/${number}.yjs`, Buffer.from(snapshot)];
    for (const imageId of imagesIn(readDocument([snapshot]).body)) shown.add(imageId);
  }
  const names = new Map<string, string>();
  for (const imageId of shown) {
    const image = await deps.images.find(clientId, imageId);
    if (!image || !taken.has(image.contentId)) continue;
    names.set(imageId, `images/${imageId}.${image.type.slice('image/'.length)}`);
    yield [`${folder}/${names.get(imageId)}`, Buffer.from(image.content)];
  }
  yield [`${folder}/page.html`, pageFile(reading, names)];
}

const pageFile = (reading: Reading, names: ReadonlyMap<string, string>): Buffer =>
  Buffer.from(
    pageOf(
      reading,
      renderDocument(reading.body, (imageId) => names.get(imageId)),
    ),
  );

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** A ZIP of the files as they come; one content is in memory at a time. */
function zipped(files: AsyncGenerator<File>, manifest: object): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const out = new PassThrough();
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  const fill = async () => {
    for await (const [name, content] of files) {
      listed.push({
        name,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
      await added(zip, name, content);
    }
    await added(zip, 'manifest.json', json({ ...manifest, files: listed }));
    zip.end();
  };
  zip.outputStream.pipe(out);
  out.once('close', () => (zip.outputStream as Readable).destroy());
  fill().catch((error: Error) => void out.destroy(error));
  return out;
}

/** Resolves when the file has gone into the ZIP: the next one waits for the reader. */
const added = (zip: ZipFile, name: string, content: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const source = Readable.from([content]);
    source.once('end', resolve);
    source.once('error', reject);
    zip.addReadStream(source, name);
  });

const readme = `Tout ce que votre espace K-Studio contient et que vous pouvez lire vous appartient, et le voici.

contents/<id>/page.html      le contenu, à lire dans un navigateur ; ses images sont à côté
contents/<id>/content.json   son titre, ses dates, la liste de ses versions
contents/<id>/log, versions  le document lui-même (Yjs), à reprendre dans K-Studio ou ailleurs
site.json                    le site de lecture et ses pages
manifest.json                chaque fichier avec son SHA-256 ; leftOut nomme les brouillons d'autres personnes,
                             que personne d'autre qu'elles ne lit, et qui n'y sont donc pas

Everything that your K-Studio space holds and that you may read is yours, and here it is: page.html to be read,
content.json and the Yjs files to go on with, manifest.json with the SHA-256 of each file.
`;
