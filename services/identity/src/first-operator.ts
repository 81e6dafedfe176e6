import { createHash, timingSafeEqual } from 'node:crypto';
import type { Locale } from '@kstudio/charter';
import { isDuplicate } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import { passwordFault } from './password-rule.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { startSession } from './sessions.ts';
import type { From } from './trace-sign-in.ts';

/** Whether the first operator may still be made: a token is set, and there is no staff. */
export async function firstOperatorOpen(deps: IdentityDeps): Promise<{ open: boolean }> {
  return { open: deps.config.FIRST_OPERATOR_TOKEN !== undefined && (await deps.staff.isEmpty()) };
}

export interface FirstOperator {
  token: string;
  name: string;
  email: string;
  password: string;
}

/**
 * Makes the first staff account, an operator, once, for who holds FIRST_OPERATOR_TOKEN. Throws
 * first-operator-closed, sign-in-refused, password-refused.
 *
 * @enforces 6.safeguards
 */
export async function makeFirstOperator(
  deps: IdentityDeps,
  given: FirstOperator,
  locale: Locale,
  from: From,
): Promise<Entry> {
  const expected = deps.config.FIRST_OPERATOR_TOKEN;
  if (!expected || !(await deps.staff.isEmpty())) throw problems.firstOperatorClosed();
  if (!sameText(given.token, expected)) throw problems.signInRefused();
  const email = signInEmail(given.email);
  const fault = passwordFault(given.password, email);
  if (fault) throw problems.passwordRefused(fault, locale);
  const passwordHash = await deps.passwords.hash(given.password);
  const made = await deps
    .transaction(async (tx) => {
      if (!(await deps.staff.isEmpty(tx))) throw problems.firstOperatorClosed();
      const _id = newId();
      const row = {
        _id,
        version: 1,
        number: 1,
        name: given.name,
        email,
        role: 'operator',
        passwordHash,
        joinedAt: tx.now,
      } as const;
      await deps.staff.insert(tx, row);
      tx.audit({ action: 'first-operator-made', actor: _id });
      const sessionId = await startSession(deps, tx, 'staff', { ownerId: _id }, from);
      return { staffId: _id, sessionId };
    })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? problems.firstOperatorClosed() : error;
    });
  return {
    claims: { sub: made.staffId, staff: 'operator', sid: made.sessionId },
    refresh: deps.refreshTokens.first('staff', made.sessionId),
  };
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
