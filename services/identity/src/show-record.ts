import { categories } from '@kstudio/charter';
import type { Administrator } from './declare-user.ts';
import type { IdentityDeps } from './deps.ts';
import { problems } from './problems.ts';

/** What the client keeps of the user who asks, each value with its clause, and how long. */
export async function showRecord(
  deps: IdentityDeps,
  { clientId, personId }: Administrator,
  locale: 'fr' | 'en',
) {
  const [person, membership, space] = await Promise.all([
    deps.people.find(personId),
    deps.memberships.find(clientId, personId),
    deps.spaces.find(clientId),
  ]);
  if (!person || !membership) throw problems.userUnknown();
  const waiting = (await deps.emailChanges.waitingIn(clientId)).find((it) => it.personId === personId);
  return {
    name: membership.name ?? person.name,
    role: membership.role,
    email: person.email,
    newEmail: waiting?.to ?? null,
    manager: membership.manager,
    companyName: space?.companyName ?? null,
    joinedAt: membership.joinedAt?.toISOString() ?? null,
    clause: '4.users' as const,
    rule: categories.users.term.rule[locale],
  };
}
