import { createHash } from 'node:crypto';
import type { IdentityDeps } from './deps.ts';
import type { InvitationRow } from './invitations.store.ts';
import { problems } from './problems.ts';

export const ticketHashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

/** Throws what to do where the invitation is good for nothing any more. */
export function demandUsable(invitation: InvitationRow, now: Date): void {
  if (invitation.usedAt) throw problems.invitationUsed();
  if (invitation.expiresAt <= now) throw problems.invitationExpired();
}

/**
 * Whom a ticket invites, and whether she has a password already. `found` is false while the invitation is still on
 * its way. Throws invitation-used, invitation-expired.
 */
export async function lookAtInvitation(deps: IdentityDeps, ticket: string) {
  const invitation = await deps.invitations.find(ticketHashOf(ticket));
  if (!invitation) return { found: false };
  demandUsable(invitation, deps.clock.now());
  const person = await deps.people.find(invitation.personId);
  if (!person) return { found: false };
  const hasPassword = (await deps.credentials.find(person._id)) !== null;
  const { clientId, personId } = invitation;
  const [membership, space] = await Promise.all([
    deps.memberships.find(clientId, personId),
    deps.spaces.find(clientId),
  ]);
  return {
    found: true,
    name: membership?.name ?? person.name,
    email: person.email,
    hasPassword,
    companyName: space?.companyName ?? undefined,
  };
}
