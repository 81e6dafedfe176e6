import type { IdentityDeps } from './deps.ts';

/** The users declared in a client's space: name, role, e-mail, and whether they have come in yet. */
export async function listUsers(deps: IdentityDeps, clientId: string) {
  const memberships = await deps.memberships.ofClient(clientId);
  const people = await deps.people.list(memberships.map(({ personId }) => personId));
  const byId = new Map(people.map((person) => [person._id, person]));
  const invited = new Map(
    (await deps.invitations.waitingIn(clientId)).map((it) => [it.personId, it.expiresAt]),
  );
  const moving = new Map((await deps.emailChanges.waitingIn(clientId)).map((it) => [it.personId, it.to]));
  return memberships.flatMap(({ personId, name, role, manager, joinedAt }) => {
    const person = byId.get(personId);
    if (!person) return [];
    const state = joinedAt ? ('active' as const) : ('invited' as const);
    return [
      {
        personId,
        name: name ?? person.name,
        email: person.email,
        newEmail: moving.get(personId) ?? null,
        role,
        manager,
        state,
        invitedUntil: (state === 'invited' && invited.get(personId)?.toISOString()) || null,
      },
    ];
  });
}
