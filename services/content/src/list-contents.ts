import type { Caller } from '@kstudio/chassis';
import type { Content } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { personOf, rightOn } from './rights.ts';

/** Whose contents: her own, those that others share with her, those of the space. */
export const scopes = ['mine', 'shared', 'space'] as const;
type Scope = (typeof scopes)[number];
interface Asked {
  scope?: Scope | undefined;
  q?: string | undefined;
  sort?: 'title' | 'changed' | undefined;
}

/** The contents that a person may read, and no other's title: a draft of another is in no list and no search. */
export async function listContents(
  { contents, publications }: ContentDeps,
  caller: Caller,
  { scope, q, sort }: Asked,
) {
  const person = personOf(caller);
  const readable = await contents.listFor(person.clientId, person.personId);
  const published = await publications.idsOf(person.clientId);
  const wanted = plain(q ?? '');
  const found = readable.flatMap((content) => {
    const right = rightOn(content, person);
    const its = scopeOf(content, person.personId);
    const fits = (!scope || scope === its) && plain(`${content.title} ${content.summary}`).includes(wanted);
    return right && fits
      ? [{ ...lineOf(content, its, right), published: published.has(content.contentId) }]
      : [];
  });
  if (sort === 'changed') return found.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return sort === 'title' ? found.toSorted((a, b) => a.title.localeCompare(b.title, 'fr')) : found;
}

const scopeOf = ({ ownerId }: Content, personId: string): Scope =>
  ownerId === null ? 'space' : ownerId === personId ? 'mine' : 'shared';

const lineOf = (content: Content, scope: Scope, right: NonNullable<ReturnType<typeof rightOn>>) => ({
  contentId: content.contentId,
  kind: content.kind,
  title: content.title,
  summary: content.summary,
  updatedAt: content.updatedAt.toISOString(),
  version: content.lastVersion,
  scope,
  right,
  openToSpace: content.openToSpace,
  sharedWith: right === 'own' ? content.readers.length + content.writers.length : 0,
});

/** Without accents or capitals: a search for « eleve » finds « Élève ». */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
