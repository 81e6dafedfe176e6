import { redirect } from '@tanstack/react-router';
import { paths } from '../paths.ts';
import type { Session } from './api/types.ts';
import { queries } from './queries.ts';
import { sessionQuery } from './session.ts';

/** Whom a page is for. The services decide; this only spares people a page that would answer "not allowed". */
export type Audience = 'user' | 'administrator' | 'manager' | 'staff';

/** Thrown when somebody is signed in who is not the page's audience. */
export class NotForThisAccount extends Error {
  readonly audience: Audience;
  constructor(audience: Audience) {
    super(`This page is for: ${audience}`);
    this.audience = audience;
  }
}

const admits: Record<Audience, (session: Session) => boolean> = {
  user: (session) => !session.staff,
  administrator: (session) => session.role === 'administrator',
  manager: (session) => session.manager === true,
  staff: (session) => session.staff !== null,
};

/** The sign-in pages are for whoever is not in yet: the others are led to where they were going, or to their first page. */
export const onlyForSignedOut =
  (audience: 'user' | 'staff') =>
  async ({ search }: { search: { next?: string } }): Promise<void> => {
    const session = await queries.ensureQueryData(sessionQuery).catch(() => null);
    if (!session || !admits[audience](session)) return;
    throw redirect({ href: search.next ?? firstPageOf(session) });
  };

/** Where a person begins. */
export function firstPageOf(session: Session): string {
  if (session.staff) return paths.operator;
  return session.manager ? paths.account : paths.space;
}

/** Lets the page's audience in; sends the others to the right sign-in page, which leads back here. */
export const onlyFor =
  (audience: Audience) =>
  async ({ location }: { location: { href: string } }): Promise<void> => {
    const session = await queries.ensureQueryData(sessionQuery);
    if (!session) {
      const to = audience === 'staff' ? paths.operatorSignIn : paths.signIn;
      throw redirect({ to, search: { next: location.href } });
    }
    if (!admits[audience](session)) throw new NotForThisAccount(audience);
  };
