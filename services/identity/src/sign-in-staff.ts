import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { startSession } from './sessions.ts';
import { attemptsOf } from './set-password.ts';
import type { From } from './trace-sign-in.ts';

/** Lets a staff member in. Unknown and known addresses take as long. Throws sign-in-refused, too-many-requests. */
export async function signInStaff(
  deps: IdentityDeps,
  { email, password }: { email: string; password: string },
  from: From,
): Promise<Entry> {
  const address = signInEmail(email);
  const account = attemptsOf('staff', address);
  await deps.attempts.consume(account);
  const member = await deps.staff.findByEmail(address);
  const fits = await deps.passwords.verify(member?.passwordHash, password);
  if (!member || !fits) {
    // Nobody has proved to be her, and a row of no client would outlive her account: it names nobody.
    await deps.audit.note({ action: 'staff-sign-in', outcome: 'refused' }, deps.clock.now());
    throw problems.signInRefused();
  }
  await deps.attempts.forgive(account);
  const sessionId = await deps.transaction(async (tx) => {
    // As for users: none begins by a password that changed meanwhile, nor for somebody who left.
    if (!(await deps.staff.hold(tx, member._id, member.passwordHash))) throw problems.signInRefused();
    tx.audit({ action: 'staff-sign-in', actor: member._id });
    return startSession(deps, tx, 'staff', { ownerId: member._id }, from);
  });
  return {
    claims: { sub: member._id, staff: member.role, sid: sessionId },
    refresh: deps.refreshTokens.first('staff', sessionId),
  };
}
