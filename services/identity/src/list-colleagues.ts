import type { IdentityDeps } from './deps.ts';

/** The names of those who work in a space beside the person who asks: she shares her contents with them, by id. */
export async function listColleagues(
  { memberships, people }: Pick<IdentityDeps, 'memberships' | 'people'>,
  clientId: string,
  personId: string,
): Promise<{ personId: string; name: string }[]> {
  const others = (await memberships.ofClient(clientId)).filter(
    (it) => it.joinedAt && it.personId !== personId,
  );
  const names = new Map((await people.list(others.map((it) => it.personId))).map((it) => [it._id, it.name]));
  return others
    .map((it) => ({ personId: it.personId, name: it.name ?? names.get(it.personId) ?? '' }))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
}
