import type { InputOf, OutputOf, personRecipient } from '@kstudio/contracts';
import { addressToken } from './change-email.ts';
import type { IdentityDeps } from './deps.ts';
import { ticketOf } from './invite.ts';

type Asked = InputOf<typeof personRecipient>;
type Reached = OutputOf<typeof personRecipient>;
const nobody: Reached = { found: false };

/** Where a letter to a person goes, with the secret of its link: told to notifier alone, and kept nowhere. */
export async function reachPerson(deps: IdentityDeps, asked: Asked): Promise<Reached> {
  const { clientId, personId } = asked;
  const [person, membership, space] = await Promise.all([
    deps.people.find(personId),
    deps.memberships.find(clientId, personId),
    deps.spaces.find(clientId),
  ]);
  if (!person || !membership) return nobody;
  const secret = await secretOf(deps, asked);
  if (secret === null) return nobody;
  return {
    found: true,
    name: membership.name ?? person.name,
    email: secret.email ?? person.email,
    companyName: space?.companyName ?? undefined,
    locale: space?.locale ?? 'fr',
    ...(secret.token && { token: secret.token }),
  };
}

/** The address and the secret of a letter that is not for the usual one; null: it has become pointless. */
async function secretOf(
  deps: IdentityDeps,
  { clientId, personId, letter, about }: Asked,
): Promise<{ email?: string; token?: string } | null> {
  if (letter === 'notice') return {};
  if (letter === 'invitation') {
    const invitation = await deps.invitations.waitingOf(clientId, personId);
    const isGood = invitation?.seed && invitation.expiresAt > deps.clock.now();
    return isGood ? { token: ticketOf(deps, invitation.seed as string) } : null;
  }
  const change = about ? await deps.emailChanges.find(about) : null;
  const state = letter === 'new-address' ? 'waiting' : 'made';
  if (!change || change.personId !== personId || change.state !== state) return null;
  return letter === 'new-address'
    ? { email: change.to, token: addressToken(deps, 'make', change._id) }
    : { email: change.from, token: addressToken(deps, 'undo', change._id) };
}
