import type { Tx } from '@kstudio/chassis';
import { correctionAsked, correctionSettled, newId } from '@kstudio/contracts';
import { askEmailChange } from './change-email.ts';
import type { Wanted } from './corrections.store.ts';
import type { Administrator } from './declare-user.ts';
import type { IdentityDeps } from './deps.ts';
import type { MembershipRow } from './memberships.store.ts';
import { signInEmail } from './people.store.ts';
import { obstacles, problems } from './problems.ts';
import { endSessions } from './remove-user.ts';
import { forgetToken } from './sessions.ts';
import { obstacleTo } from './user-change.ts';

/** Requests of one user that may wait at once: she is helped by an answer, not by asking again. */
const MOST_OPEN = 5;

/**
 * A user asks the administrators of her space to correct her record: each of them is told. Throws nothing-to-correct,
 * corrections-waiting.
 *
 * @enforces 4.users
 */
export async function askCorrection(
  deps: IdentityDeps,
  { clientId, personId }: Administrator,
  { reason, ...wanted }: Wanted & { reason?: string | undefined },
) {
  return deps.transaction(async (tx) => {
    const membership = await deps.memberships.find(clientId, personId, tx);
    if (!membership) throw problems.userUnknown();
    const before = await valuesOf(deps, tx, membership);
    const news = differences(before, wanted);
    if (Object.keys(news).length === 0 && !reason) throw problems.nothingToCorrect();
    if ((await deps.corrections.openOf(tx, clientId, personId)) >= MOST_OPEN)
      throw problems.correctionsWaiting();
    const _id = newId();
    const row = { _id, personId, askedBy: personId, wanted: news, state: 'open', askedAt: tx.now } as const;
    await deps.corrections.add(tx, clientId, { ...row, reason: reason ?? null });
    const administrators = (await deps.memberships.administrators(clientId, tx)).map((it) => it.personId);
    tx.emit(
      correctionAsked({
        clientId,
        personId,
        version: membership.version,
        correctionId: _id,
        administrators,
      }),
    );
    tx.audit({ action: 'correction-asked', clientId, actor: personId, target: _id });
    return { correctionId: _id };
  });
}

/**
 * The administrator settles what a user asked: makes the correction, or refuses it with an answer. Settled once, it
 * stays. Throws not-found, correction-settled, manager-stays, last-administrator.
 *
 * @enforces 4.users
 */
export async function settleCorrection(
  deps: IdentityDeps,
  by: Administrator,
  correctionId: string,
  { outcome, answer }: { outcome: 'made' | 'refused'; answer?: string | undefined },
): Promise<void> {
  const { clientId } = by;
  const ended = await deps.transaction(async (tx) => {
    const correction = await deps.corrections.find(tx, clientId, correctionId);
    const membership = correction && (await deps.memberships.find(clientId, correction.personId, tx));
    if (!correction || !membership) throw problems.correctionUnknown();
    const before = await valuesOf(deps, tx, membership);
    const { fields, sessions } =
      outcome === 'made' ? await apply(deps, tx, membership, correction.wanted) : nothing;
    const settled = { state: outcome, settledBy: by.personId, answer: answer ?? null, before };
    if (!(await deps.corrections.settle(tx, clientId, correctionId, settled)))
      throw problems.correctionSettled();
    tell(tx, membership, correctionId, outcome, fields);
    tx.audit({ action: `correction-${outcome}`, clientId, actor: by.personId, target: correctionId });
    return sessions;
  });
  for (const session of ended) await forgetToken(deps, session);
}

/**
 * The administrator corrects a user's record unasked: name and role at once, an address by a link sent to it. What stood
 * there before is kept beside it, and the user is told. Throws not-found, nothing-to-correct, manager-stays,
 * last-administrator.
 *
 * @enforces 4.users
 */
export async function correctUser(deps: IdentityDeps, by: Administrator, personId: string, wanted: Wanted) {
  const { clientId } = by;
  const { ended, ...answer } = await deps.transaction(async (tx) => {
    const membership = await deps.memberships.find(clientId, personId, tx);
    if (!membership) throw problems.userUnknown();
    const before = await valuesOf(deps, tx, membership);
    const news = differences(before, wanted);
    const { fields, sessions } = await apply(deps, tx, membership, news);
    if (fields.length === 0) throw problems.nothingToCorrect();
    const _id = newId();
    const at = { askedAt: tx.now, settledAt: tx.now, askedBy: by.personId, settledBy: by.personId };
    await deps.corrections.add(tx, clientId, { _id, personId, wanted: news, before, state: 'made', ...at });
    tell(tx, membership, _id, 'made', fields);
    tx.audit({ action: 'user-corrected', clientId, actor: by.personId, target: personId });
    return { correctionId: _id, addressWaits: fields.includes('email'), ended: sessions };
  });
  for (const session of ended) await forgetToken(deps, session);
  return answer;
}

type Field = keyof Wanted & ('name' | 'role' | 'email');

/** What is another than it was. */
function differences(before: Required<Wanted>, wanted: Wanted): Wanted {
  const email = wanted.email && signInEmail(wanted.email);
  const asked = { ...wanted, ...(email && { email }) };
  return Object.fromEntries(
    (['name', 'role', 'email'] as const)
      .filter((field) => asked[field] !== undefined && asked[field] !== before[field])
      .map((field) => [field, asked[field]]),
  );
}

async function valuesOf(deps: IdentityDeps, tx: Tx, { personId, name, role }: MembershipRow) {
  const person = await deps.people.find(personId, tx);
  if (!person) throw problems.userUnknown();
  return { name: name ?? person.name, role, email: person.email };
}

type Ended = Awaited<ReturnType<typeof endSessions>>;
const nothing: { fields: Field[]; sessions: Ended } = { fields: [], sessions: [] };

/** Writes the correction; gives the fields that change, and the sessions that it ended: a token holds the role of its day. */
async function apply(
  deps: IdentityDeps,
  tx: Tx,
  membership: MembershipRow,
  { name, role, email }: Wanted,
): Promise<{ fields: Field[]; sessions: Ended }> {
  const { clientId, personId } = membership;
  if (role) {
    const administrators = (await deps.memberships.administrators(clientId, tx)).length;
    const obstacle = obstacleTo(role, { ...membership, administrators });
    if (obstacle) throw obstacles[obstacle]();
  }
  const here = { ...(name && { name }), ...(role && { role }) };
  if (name || role) await deps.memberships.correct(tx, clientId, personId, here);
  const sessions = role ? await endSessions(deps, tx, clientId, personId) : [];
  const moves = email ? await askEmailChange(deps, tx, membership, email) : false;
  const fields = [...(Object.keys(here) as Field[]), ...(moves ? (['email'] as const) : [])];
  return { fields, sessions };
}

function tell(
  tx: Tx,
  { clientId, personId, version }: MembershipRow,
  correctionId: string,
  outcome: 'made' | 'refused',
  fields: Field[],
): void {
  tx.emit(correctionSettled({ clientId, personId, version: version + 1, correctionId, outcome, fields }));
}
