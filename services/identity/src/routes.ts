import { Problem, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { acceptInvitation } from './accept-invitation.ts';
import { accessRoutes } from './access-routes.ts';
import { askForReset } from './ask-for-reset.ts';
import type { IdentityDeps } from './deps.ts';
import { letIn, letOut, REFRESH_COOKIE, SessionView } from './entry.ts';
import { lookAtInvitation } from './look-at-invitation.ts';
import { lookAtReset } from './look-at-reset.ts';
import { refreshSession } from './refresh-session.ts';
import { resetPassword } from './reset-password.ts';
import { Email, Password, tries } from './shapes.ts';
import { showKeys } from './show-keys.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { staffRoutes } from './staff-routes.ts';
import { switchClient } from './switch-client.ts';
import { ownTraces } from './trace-sign-in.ts';
import { userRoutes } from './user-routes.ts';
import { whoAmI } from './who-am-i.ts';

const Ticket = z.string().min(1).max(200);
const SignedIn = z.object({ session: SessionView });
const Keys = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string(),
      y: z.string(),
      kid: z.string(),
      use: z.literal('sig'),
      alg: z.literal('ES256'),
    }),
  ),
});

/** The doors through which clients' people come in. */
const peopleRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'post',
    path: '/invitations/look',
    who: 'anyone',
    clause: '2.administrator',
    summary: 'Whom a ticket invites; not found while the invitation is on its way',
    in: { body: z.strictObject({ ticket: Ticket }) },
    out: {
      status: 200,
      body: z.object({
        found: z.boolean(),
        name: z.string().optional(),
        email: z.string().optional(),
        hasPassword: z.boolean().optional(),
        companyName: z.string().optional(),
      }),
    },
    limit: tries,
    handler: ({ body }) => lookAtInvitation(deps, body.ticket),
  }),
  route({
    method: 'post',
    path: '/invitations/accept',
    who: 'anyone',
    clause: '2.administrator',
    summary: 'Uses an invitation up with a password, and signs in',
    in: { body: z.strictObject({ ticket: Ticket, password: Password }) },
    out: { status: 200, body: SignedIn },
    limit: tries,
    handler: async ({ body, reply, context }) =>
      letIn(deps, reply, await acceptInvitation(deps, body, context.locale, context)),
  }),
  route({
    method: 'post',
    path: '/sessions',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Signs a user in by e-mail and password',
    in: { body: z.strictObject({ email: Email, password: Password, clientId: z.uuid().optional() }) },
    out: { status: 200, body: SignedIn },
    limit: tries,
    handler: async ({ body, reply, context }) => letIn(deps, reply, await signIn(deps, body, context)),
  }),
  route({
    method: 'post',
    path: '/session/client',
    who: 'user',
    clause: '2.administrator',
    summary: 'Lets the person work for another of her clients',
    in: { body: z.strictObject({ clientId: z.uuid() }) },
    out: { status: 200, body: SignedIn },
    idempotent: false,
    handler: async ({ body, caller, reply }) =>
      letIn(deps, reply, await switchClient(deps, caller, body.clientId)),
  }),
];

/** The doors of whoever is signed in, and the keys by which anyone may check a token. */
const sessionRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'get',
    path: '/session',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Who is signed in; nobody is an answer too',
    out: { status: 200, body: z.object({ session: SessionView.nullable(), refreshable: z.boolean() }) },
    handler: ({ caller, cookies }) => whoAmI(deps, caller, cookies[REFRESH_COOKIE]),
  }),
  route({
    method: 'post',
    path: '/sessions/refresh',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Rotates the refresh token and gives a new access token',
    in: { body: z.strictObject({}) },
    out: { status: 200, body: SignedIn },
    limit: tries,
    idempotent: false,
    handler: async ({ cookies, reply }) => {
      const entry = await refreshSession(deps, cookies[REFRESH_COOKIE]).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) letOut(deps, reply);
        throw error;
      });
      return letIn(deps, reply, entry);
    },
  }),
  route({
    method: 'get',
    path: '/sessions/mine',
    who: 'user',
    clause: '4.browsing-handover',
    summary: 'What was noted at the caller’s own sign-ins of the past year',
    out: {
      status: 200,
      body: z.array(
        z.object({
          sessionId: z.uuid(),
          at: z.iso.datetime(),
          ipAddress: z.string(),
          userAgent: z.string(),
          present: z.boolean().meta({ description: 'The session of this request' }),
        }),
      ),
    },
    handler: ({ caller }) => ownTraces(deps, caller),
  }),
  route({
    method: 'delete',
    path: '/session',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Signs out; every service refuses the session from then on',
    out: { status: 204, body: null },
    handler: async ({ cookies, caller, reply }) => {
      await signOut(deps, cookies[REFRESH_COOKIE], caller);
      letOut(deps, reply);
    },
  }),
  route({
    method: 'get',
    path: '/keys',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'The public keys of access tokens (JWKS, RFC 7517)',
    out: { status: 200, body: Keys },
    handler: () => showKeys(deps),
  }),
];

const Nothing = z.object({});
/** Mails that one address may ask for: an office back from its holidays, not a list of addresses tried for mails. */
const asking = { points: 30, seconds: 60 };

/** The doors of who forgot a password: people, and staff the same way. */
const resetRoutes = (deps: IdentityDeps): Route[] => [
  ...(
    [
      { kind: 'user', path: '/password-resets', whose: 'a user' },
      { kind: 'staff', path: '/staff/password-resets', whose: 'a staff member' },
    ] as const
  ).map(({ kind, path, whose }) =>
    route({
      method: 'post',
      path,
      who: 'anyone',
      clause: '6.safeguards',
      summary: `Asks for a link with which ${whose} chooses a new password; the answer is the same for any address`,
      in: { body: z.strictObject({ email: Email }) },
      out: { status: 202, body: Nothing },
      limit: asking,
      handler: async ({ body, context }) => {
        await askForReset(deps, kind, body.email, context.locale);
        return {};
      },
    }),
  ),
  route({
    method: 'post',
    path: '/password-resets/look',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Whose password a link renews',
    in: { body: z.strictObject({ token: Ticket }) },
    out: {
      status: 200,
      body: z.object({ name: z.string(), email: z.string(), staff: z.boolean(), invited: z.boolean() }),
    },
    limit: tries,
    handler: ({ body }) => lookAtReset(deps, body.token),
  }),
  route({
    method: 'post',
    path: '/password-resets/use',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Sets a new password by a link: every session of its owner ends, and she is told by mail',
    in: { body: z.strictObject({ token: Ticket, password: Password }) },
    out: { status: 204, body: null },
    limit: tries,
    handler: ({ body, context }) => resetPassword(deps, body, context.locale),
  }),
];

/** The doors of identity: a line each on who, why, in, out. */
export const routes = (deps: IdentityDeps): Route[] => [
  ...peopleRoutes(deps),
  ...userRoutes(deps),
  ...sessionRoutes(deps),
  ...accessRoutes(deps),
  ...staffRoutes(deps),
  ...resetRoutes(deps),
];
