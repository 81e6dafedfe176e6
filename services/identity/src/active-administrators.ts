import type { IdentityDeps } from './deps.ts';

/** The administrators of a space who may come in now; none once the client is an archive. */
export async function activeAdministrators(deps: IdentityDeps, clientId: string): Promise<string[]> {
  if (!(await deps.spaces.isOpen(clientId, deps.clock.now()))) return [];
  const memberships = await deps.memberships.administrators(clientId);
  const active = await Promise.all(memberships.map(({ personId }) => deps.grants.has(clientId, personId)));
  return memberships.filter((_, index) => active[index]).map(({ personId }) => personId);
}
