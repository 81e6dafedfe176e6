import { paths } from '../../paths.ts';
import type { Session } from '../api/types.ts';

/** The pages that the header offers: to a visitor, to a client's people by their rights, to staff. */
export function pagesFor(session: Session | null | undefined) {
  const charter = { to: paths.charter, label: 'shell.nav.charter' } as const;
  if (!session) return [charter, { to: paths.subscribe, label: 'shell.nav.subscribe' } as const];
  if (session.staff) return [{ to: paths.operator, label: 'shell.nav.operator' } as const, charter];
  return [
    { to: paths.space, label: 'shell.nav.space' } as const,
    ...(session.role === 'administrator' ? [{ to: paths.users, label: 'shell.nav.users' } as const] : []),
    ...(session.manager ? [{ to: paths.account, label: 'shell.nav.account' } as const] : []),
    charter,
  ];
}
