import { type Caller, problems as chassisProblems, isDuplicate } from '@kstudio/chassis';
import { changeDocument } from '../change-document.ts';
import type { ContentDeps } from '../deps.ts';
import { readDocument } from '../document.ts';
import { showableImages } from '../images.ts';
import { problems } from '../problems.ts';
import { imagesIn, renderDocument } from '../render-document.ts';
import { contentFor, personOf } from '../rights.ts';
import { pageName } from './page-name.ts';
import type { Publication } from './publications.store.ts';

/** Beside its page, on the same site. */
const imageOnSite = (imageId: string) => `images/${imageId}`;
/** How many contents of one title can be told apart. */
const MOST_ALIKE = 50;

/**
 * Publishes what a content says now, as a version of it, on the site of its space; its owner alone does. Published
 * again, the page keeps its address. Throws not-found, not-allowed, site-unnamed.
 *
 * @enforces 3.ownership
 */
export async function publish(deps: ContentDeps, caller: Caller, contentId: string): Promise<Publication> {
  const { clientId } = await contentFor(deps, caller, contentId, 'own');
  if (!(await deps.spaces.siteOf(clientId))) throw problems.siteUnnamed();
  await changeDocument(deps, caller, contentId, () => undefined, {
    version: { reason: 'published', name: null },
  });
  const content = await deps.contents.find(clientId, contentId);
  const snapshot = content && (await deps.contents.versionAt(clientId, contentId, content.lastVersion));
  if (!snapshot) throw chassisProblems.unknown();
  const { title, summary, body } = readDocument([snapshot]);
  const before = await deps.publications.find(clientId, contentId);
  const publication = {
    ...{ contentId, clientId, title, summary, version: content.lastVersion },
    html: renderDocument(body, imageOnSite),
    images: (await showableImages(deps, caller, contentId, imagesIn(body))).map(({ imageId }) => imageId),
    publishedAt: deps.clock.now(),
  };
  for (let nth = 1; nth <= MOST_ALIKE; nth += 1) {
    const page = before?.page ?? (nth === 1 ? pageName(title) : `${pageName(title)}-${nth}`);
    const kept = await put(deps, caller, { ...publication, page });
    if (kept) return { ...publication, page };
  }
  throw problems.tooManyAlike();
}

/** False where another content has the address. */
async function put(deps: ContentDeps, caller: Caller, publication: Publication): Promise<boolean> {
  const { clientId, contentId } = publication;
  try {
    await deps.transaction(async (tx) => {
      await deps.publications.put(tx, publication);
      tx.audit({
        action: 'content-published',
        actor: personOf(caller).personId,
        clientId,
        target: contentId,
      });
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Takes a content off its space's site, at once. What was not published stays so. */
export async function withdraw(deps: ContentDeps, caller: Caller, contentId: string): Promise<void> {
  const { clientId } = await contentFor(deps, caller, contentId, 'own');
  await deps.transaction(async (tx) => {
    if (!(await deps.publications.remove(tx, clientId, contentId))) return;
    const actor = personOf(caller).personId;
    tx.audit({ action: 'content-withdrawn', actor, clientId, target: contentId });
  });
}

/** Where a content can be read by everybody, and which version of it; for whoever may read it here. */
export async function showPublication(deps: ContentDeps, caller: Caller, contentId: string) {
  const { clientId, right } = await contentFor(deps, caller, contentId, 'read');
  const [site, publication] = await Promise.all([
    deps.spaces.siteOf(clientId),
    deps.publications.find(clientId, contentId),
  ]);
  return {
    right,
    site: site && { name: site.name, title: site.title, address: siteAddress(deps, site.name) },
    published: site && publication && shown(deps, site.name, publication),
  };
}

export const siteAddress = ({ sitesOrigin }: Pick<ContentDeps, 'sitesOrigin'>, name: string): string =>
  `${sitesOrigin}/${name}/`;

export const shown = (
  deps: Pick<ContentDeps, 'sitesOrigin'>,
  site: string,
  { page, version, publishedAt }: Publication,
) => ({
  address: `${siteAddress(deps, site)}${page}`,
  version,
  publishedAt: publishedAt.toISOString(),
});
