import type { CorrectionRow } from './corrections.store.ts';
import type { Administrator } from './declare-user.ts';
import type { IdentityDeps } from './deps.ts';

/** The corrections of a space for its administrator; for any other user, those of her own record. */
export async function listCorrections(
  deps: IdentityDeps,
  { clientId, personId }: Administrator,
  isAdministrator: boolean,
) {
  const rows = await deps.corrections.list(clientId, isAdministrator ? undefined : personId);
  const ids = new Set(rows.flatMap((row) => [row.personId, row.settledBy ?? row.personId]));
  const [people, memberships] = await Promise.all([
    deps.people.list([...ids]),
    deps.memberships.ofClient(clientId),
  ]);
  const names = new Map(people.map(({ _id, name }) => [_id, name]));
  for (const { personId: id, name } of memberships) if (name) names.set(id, name);
  return rows.map((row) => shown(row, names));
}

function shown(row: CorrectionRow, names: Map<string, string>) {
  const { _id: correctionId, personId, wanted, before, reason, state, askedAt, settledAt, answer } = row;
  return {
    correctionId,
    personId,
    name: names.get(personId) ?? '',
    asked: row.askedBy === personId,
    wanted,
    before: before ?? null,
    reason: reason ?? null,
    state,
    askedAt: askedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
    settledBy: (row.settledBy && names.get(row.settledBy)) ?? null,
    answer: answer ?? null,
  };
}
