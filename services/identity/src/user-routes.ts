import { type Caller, problems as chassisProblems, Role, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { makeEmailChange, undoEmailChange } from './change-email.ts';
import { askCorrection, correctUser, settleCorrection } from './correct-user.ts';
import { correctionStates } from './corrections.store.ts';
import { type Administrator, declareUser, inviteAgain } from './declare-user.ts';
import type { IdentityDeps } from './deps.ts';
import { listColleagues } from './list-colleagues.ts';
import { listCorrections } from './list-corrections.ts';
import { listUsers } from './list-users.ts';
import { removeUser } from './remove-user.ts';
import { Email, Password, tries } from './shapes.ts';
import { showRecord } from './show-record.ts';

const Name = z.string().trim().min(1).max(120);
const Words = z.string().trim().min(1).max(1_000);
const Instant = z.iso.datetime();
const ofUser = z.strictObject({ personId: z.uuid() });
const Wanted = z.object({ name: z.string().optional(), role: Role.optional(), email: z.string().optional() });
const wanted = { name: Name.optional(), role: Role.optional(), email: Email.optional() };
const Invited = z.object({ personId: z.uuid(), invitedUntil: Instant });

/** What an office of a hundred does in a minute, not a mailing. */
const limit = { points: 120, seconds: 60 };

const Token = z.string().min(1).max(200);
const me = (caller: Caller): Administrator => {
  if (caller.kind !== 'user') throw chassisProblems.notAllowed();
  return { clientId: caller.clientId, personId: caller.personId };
};

/** The doors by which an administrator keeps her space's users (2.administrator, 4.users). */
const administratorRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'get',
    path: '/users',
    who: 'administrator',
    clause: '4.users',
    summary: 'The users of the space: name, role, e-mail',
    out: {
      status: 200,
      body: z.array(
        z.object({
          personId: z.uuid(),
          name: z.string(),
          email: z.string(),
          newEmail: z.string().nullable().meta({ description: 'An address that waits for its link' }),
          role: Role,
          manager: z.boolean(),
          state: z.enum(['active', 'invited']),
          invitedUntil: Instant.nullable(),
        }),
      ),
    },
    handler: ({ clientId }) => listUsers(deps, clientId),
  }),
  route({
    method: 'post',
    path: '/users',
    who: 'administrator',
    clause: '2.administrator',
    summary: 'Declares a user by name, role and e-mail; an invitation follows by mail',
    in: { body: z.strictObject({ name: Name, role: Role, email: Email }) },
    out: { status: 201, body: Invited },
    limit,
    handler: ({ body, caller }) => declareUser(deps, me(caller), body),
  }),
  route({
    method: 'patch',
    path: '/users/:personId',
    who: 'administrator',
    clause: '4.users',
    summary: 'Corrects a user’s record; an address takes effect by a link sent to it',
    in: { params: ofUser, body: z.strictObject(wanted) },
    out: { status: 200, body: z.object({ correctionId: z.uuid(), addressWaits: z.boolean() }) },
    handler: ({ body, caller, params }) => correctUser(deps, me(caller), params.personId, body),
  }),
  route({
    method: 'delete',
    path: '/users/:personId',
    who: 'administrator',
    clause: '4.users',
    summary: 'Removes a user, or takes her invitation back',
    in: { params: ofUser },
    out: { status: 204, body: null },
    handler: ({ caller, params }) => removeUser(deps, me(caller), params.personId),
  }),
  route({
    method: 'post',
    path: '/users/:personId/invitation',
    who: 'administrator',
    clause: '2.administrator',
    summary: 'Sends an invitation again; the one before is void',
    in: { params: ofUser },
    out: { status: 202, body: Invited },
    limit,
    handler: ({ caller, params }) => inviteAgain(deps, me(caller), params.personId),
  }),
  route({
    method: 'post',
    path: '/corrections/:correctionId/settlement',
    who: 'administrator',
    clause: '4.users',
    summary: 'Makes a correction that a user asked for, or refuses it with an answer',
    in: {
      params: z.strictObject({ correctionId: z.uuid() }),
      body: z.strictObject({ outcome: z.enum(['made', 'refused']), answer: Words.optional() }),
    },
    out: { status: 204, body: null },
    handler: ({ body, caller, params }) => settleCorrection(deps, me(caller), params.correctionId, body),
  }),
];

/** The doors by which a user sees her own record and asks for its correction (4.users). */
const ownRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'get',
    path: '/colleagues',
    who: 'user',
    clause: '4.contents',
    summary: 'The names of those who work in the space, to share contents with them',
    out: { status: 200, body: z.array(z.object({ personId: z.uuid(), name: z.string() })) },
    handler: ({ caller, clientId }) => listColleagues(deps, clientId, me(caller).personId),
  }),
  route({
    method: 'get',
    path: '/record',
    who: 'user',
    clause: '4.users',
    summary: 'What the space keeps of the user who asks',
    out: {
      status: 200,
      body: z.object({
        name: z.string(),
        role: Role,
        email: z.string(),
        newEmail: z.string().nullable(),
        manager: z.boolean(),
        companyName: z.string().nullable(),
        joinedAt: Instant.nullable(),
        clause: z.literal('4.users'),
        rule: z.string(),
      }),
    },
    handler: ({ caller, context }) => showRecord(deps, me(caller), context.locale),
  }),
  route({
    method: 'get',
    path: '/corrections',
    who: 'user',
    clause: '4.users',
    summary: 'Corrections asked and made: the space’s for its administrator, one’s own for a user',
    out: {
      status: 200,
      body: z.array(
        z.object({
          correctionId: z.uuid(),
          personId: z.uuid(),
          name: z.string(),
          asked: z.boolean().meta({ description: 'False: an administrator corrected it unasked' }),
          wanted: Wanted,
          before: Wanted.nullable(),
          reason: z.string().nullable(),
          state: z.enum(correctionStates),
          askedAt: Instant,
          settledAt: Instant.nullable(),
          settledBy: z.string().nullable(),
          answer: z.string().nullable(),
        }),
      ),
    },
    handler: ({ caller }) =>
      listCorrections(deps, me(caller), caller.kind === 'user' && caller.role === 'administrator'),
  }),
  route({
    method: 'post',
    path: '/corrections',
    who: 'user',
    clause: '4.users',
    summary: 'Asks the administrator to correct one’s own record',
    in: { body: z.strictObject({ ...wanted, reason: Words.optional() }) },
    out: { status: 201, body: z.object({ correctionId: z.uuid() }) },
    limit: { points: 120, seconds: 60 },
    handler: ({ body, caller }) => askCorrection(deps, me(caller), body),
  }),
  route({
    method: 'post',
    path: '/addresses/change',
    who: 'anyone',
    clause: '4.users',
    summary: 'Follows the link mailed to a new sign-in address, with the password of the account',
    in: { body: z.strictObject({ token: Token, password: Password }) },
    out: { status: 204, body: null },
    limit: tries,
    handler: ({ body }) => makeEmailChange(deps, body),
  }),
  route({
    method: 'post',
    path: '/addresses/undo',
    who: 'anyone',
    clause: '4.users',
    summary:
      'Follows the link mailed to the old address: it is the sign-in’s again, and the password good for nothing',
    in: { body: z.strictObject({ token: Token }) },
    out: { status: 204, body: null },
    limit: tries,
    handler: ({ body }) => undoEmailChange(deps, body.token),
  }),
];

/** The doors of users and of who keeps their records: a line each on who, why, in, out. */
export const userRoutes = (deps: IdentityDeps): Route[] => [...administratorRoutes(deps), ...ownRoutes(deps)];
