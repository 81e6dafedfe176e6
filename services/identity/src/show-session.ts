import type { IdentityDeps } from './deps.ts';
import type { SessionView } from './entry.ts';
import { problems } from './problems.ts';

/** A user as the application shows her, with the clients whose space she may enter. Throws session-over. */
export async function showUser(
  deps: IdentityDeps,
  sessionId: string,
  personId: string,
  clientId: string,
): Promise<SessionView> {
  const [person, memberships, open] = await Promise.all([
    deps.people.find(personId),
    deps.memberships.ofPerson(personId),
    deps.grants.clientsOf(personId),
  ]);
  const present = memberships.find((membership) => membership.clientId === clientId);
  if (!person || !present) throw problems.sessionOver();
  const spaces = await deps.spaces.list(open);
  const names = new Map(spaces.map((space) => [space._id, space.companyName ?? undefined]));
  return {
    sessionId,
    personId,
    staffId: null,
    staff: null,
    name: present.name ?? person.name,
    email: person.email,
    role: present.role,
    manager: present.manager,
    clientId,
    memberships: memberships
      .filter((membership) => open.includes(membership.clientId))
      .map(({ clientId: id, role, manager }) => ({
        clientId: id,
        companyName: names.get(id),
        role,
        manager,
      })),
  };
}

/** A staff member as the application shows her. Throws session-over. */
export async function showStaff(
  deps: IdentityDeps,
  sessionId: string,
  staffId: string,
): Promise<SessionView> {
  const member = await deps.staff.find(staffId);
  if (!member) throw problems.sessionOver();
  const { name, email, role } = member;
  return {
    sessionId,
    personId: null,
    staffId,
    staff: role,
    name,
    email,
    role: null,
    manager: false,
    clientId: null,
    memberships: [],
  };
}
