import type { Tx } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import type { MembershipRow } from './memberships.store.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { openMembership, startSession, userClaims } from './sessions.ts';
import type { From } from './trace-sign-in.ts';

export interface SignIn {
  email: string;
  password: string;
  clientId?: string | undefined;
}

/**
 * Lets a user in by e-mail and password: into the client asked for, else the first that let her in. An unknown
 * address takes as long as a known one, and gets the same answer. Throws sign-in-refused, too-many-requests.
 *
 * @enforces 6.safeguards
 */
export async function signIn(
  deps: IdentityDeps,
  { email, password, clientId }: SignIn,
  from: From,
): Promise<Entry> {
  const address = signInEmail(email);
  await deps.attempts.consume(address);
  const person = await deps.people.findByEmail(address);
  const credential = await deps.credentials.find(person?._id ?? '');
  const fits = await deps.passwords.verify(credential?.passwordHash, password);
  const membership = person && fits ? await choose(deps, person._id, clientId) : null;
  if (!person || !credential || !membership) {
    await noteRefusal(deps, person?._id ?? '');
    throw problems.signInRefused();
  }
  await deps.attempts.forgive(address);
  const sessionId = await deps.transaction((tx) =>
    begin(deps, tx, membership, credential.passwordHash, from),
  );
  return { claims: userClaims(sessionId, membership), refresh: deps.refreshTokens.first('user', sessionId) };
}

/**
 * Nobody has proved to be this person, so she is no actor: she is whom it was tried at, and named beside a client of
 * hers alone, whose purge erases the row's details. An unknown address costs the same look.
 */
async function noteRefusal({ grants, audit, clock }: IdentityDeps, personId: string): Promise<void> {
  const [clientId] = await grants.clientsOf(personId);
  const refused = { action: 'sign-in', outcome: 'refused' } as const;
  await audit.note(clientId ? { ...refused, clientId, target: personId } : refused, clock.now());
}

async function choose(
  deps: IdentityDeps,
  personId: string,
  asked: string | undefined,
): Promise<MembershipRow | null> {
  const now = deps.clock.now();
  for (const clientId of asked ? [asked] : await deps.grants.clientsOf(personId)) {
    const membership = await openMembership(deps, clientId, personId, now);
    if (membership) return membership;
  }
  return null;
}

async function begin(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, personId }: MembershipRow,
  proved: string,
  from: From,
): Promise<string> {
  // A password that changed meanwhile has ended every session: none begins by the old one.
  if (!(await deps.credentials.hold(tx, personId, proved))) throw problems.signInRefused();
  tx.audit({ action: 'sign-in', clientId, actor: personId });
  return startSession(deps, tx, 'user', { ownerId: personId, clientId }, from);
}
