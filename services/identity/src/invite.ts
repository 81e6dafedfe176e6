import { createHmac } from 'node:crypto';
import type { Tx } from '@kstudio/chassis';
import { newId, userInvited } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { ticketHashOf } from './look-at-invitation.ts';
import type { MembershipRow } from './memberships.store.ts';
import { invitationEnds } from './terms.ts';

/** The ticket of a user's invitation: made again for the mail, and stored nowhere. */
export const ticketOf = ({ secrets }: Pick<IdentityDeps, 'secrets'>, seed: string): string =>
  createHmac('sha256', secrets.invitations).update(seed).digest('base64url');

/** Invites a declared user, in a use case's transaction: what she had before is good for nothing any more. */
export async function invite(deps: IdentityDeps, tx: Tx, membership: MembershipRow): Promise<Date> {
  const { clientId, personId, version } = membership;
  const seed = newId();
  const expiresAt = invitationEnds(tx.now);
  await deps.invitations.withdraw(tx, clientId, personId);
  await deps.invitations.add(tx, clientId, {
    _id: ticketHashOf(ticketOf(deps, seed)),
    personId,
    seed,
    expiresAt,
  });
  tx.emit(userInvited({ clientId, personId, version, expiresAt: expiresAt.toISOString() }));
  return expiresAt;
}
