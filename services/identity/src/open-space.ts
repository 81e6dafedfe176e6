import type { Tx } from '@kstudio/chassis';
import { type DataOf, recipient, type subscriptionOpened } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { invitationEnds } from './terms.ts';

/**
 * The manager of a subscription that opens is administrator of the new space, and is invited to sign in with the
 * ticket that account gave her. Her sign-in is the one that this address has already, or a new one. Account is asked
 * before anything is written: its answer takes milliseconds, and without it the event comes again later.
 *
 * @enforces 2.administrator
 */
export async function openSpace(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, version, openedAt, ticketHash }: Omit<DataOf<typeof subscriptionOpened>, 'charterVersion'>,
): Promise<void> {
  const manager = await deps.ask(recipient, { clientId, kind: 'manager' });
  if (!manager.found) return;
  const person = await deps.people.findOrAdd(tx, manager.email, manager.name);
  await deps.spaces.learn(tx, clientId, version, {
    companyName: manager.companyName,
    locale: manager.locale,
  });
  await deps.memberships.addManager(tx, clientId, person._id);
  await deps.invitations.add(tx, clientId, {
    _id: ticketHash,
    personId: person._id,
    expiresAt: invitationEnds(new Date(openedAt)),
  });
  tx.audit({ action: 'manager-invited', clientId, target: person._id });
}

/** Details were put right: the switcher calls the client as account does now. */
export async function renameSpace(deps: IdentityDeps, tx: Tx, clientId: string): Promise<void> {
  const manager = await deps.ask(recipient, { clientId, kind: 'manager' });
  if (manager.found) await deps.spaces.rename(tx, clientId, manager.companyName ?? null);
}
