import { actorOf, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { declareStaff, departStaff, inviteStaffAgain, listStaff } from './declare-staff.ts';
import type { IdentityDeps } from './deps.ts';
import { letIn, SessionView } from './entry.ts';
import { firstOperatorOpen, makeFirstOperator } from './first-operator.ts';
import { Email, Password, tries } from './shapes.ts';
import { signInStaff } from './sign-in-staff.ts';

const SignedIn = z.object({ session: SessionView });
const StaffRole = z.enum(['support', 'operator']);
const Name = z.string().trim().min(1).max(120);

/** The doors of Knowmore's own staff. */
export const staffRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'get',
    path: '/staff/first',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Whether the first operator can still be made',
    out: { status: 200, body: z.object({ open: z.boolean() }) },
    handler: () => firstOperatorOpen(deps),
  }),
  route({
    method: 'post',
    path: '/staff/first',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Makes the first operator, once, with the one-time token',
    in: {
      body: z.strictObject({
        token: z.string().min(1).max(200),
        name: Name,
        email: Email,
        password: Password,
      }),
    },
    out: { status: 201, body: SignedIn },
    limit: { points: 20, seconds: 60 },
    handler: async ({ body, reply, context }) =>
      letIn(deps, reply, await makeFirstOperator(deps, body, context.locale, context)),
  }),
  route({
    method: 'post',
    path: '/staff/sessions',
    who: 'anyone',
    clause: '6.safeguards',
    summary: 'Signs a staff member in',
    in: { body: z.strictObject({ email: Email, password: Password }) },
    out: { status: 200, body: SignedIn },
    limit: tries,
    handler: async ({ body, reply, context }) => letIn(deps, reply, await signInStaff(deps, body, context)),
  }),
  route({
    method: 'get',
    path: '/staff',
    who: 'operator',
    clause: '6.safeguards',
    summary: 'Knowmore’s own people who have an account here',
    out: {
      status: 200,
      body: z.array(
        z.object({
          staffId: z.uuid(),
          name: z.string(),
          email: z.string(),
          role: StaffRole,
          joinedAt: z.iso.datetime().nullable(),
        }),
      ),
    },
    handler: () => listStaff(deps),
  }),
  route({
    method: 'post',
    path: '/staff',
    who: 'operator',
    clause: '6.safeguards',
    summary: 'Declares one of Knowmore’s own people; a link for her first password follows by mail',
    limit: { points: 120, seconds: 60 },
    in: { body: z.strictObject({ name: Name, email: Email, role: StaffRole }) },
    out: { status: 201, body: z.object({ staffId: z.uuid() }) },
    handler: ({ body, caller, context }) =>
      declareStaff(deps, actorOf(caller) as string, body, context.locale),
  }),
  route({
    method: 'post',
    path: '/staff/:staffId/invitation',
    who: 'operator',
    clause: '6.safeguards',
    summary: 'Sends the link for the first password again',
    limit: { points: 120, seconds: 60 },
    in: { params: z.strictObject({ staffId: z.uuid() }) },
    out: { status: 204, body: null },
    handler: ({ params, caller, context }) =>
      inviteStaffAgain(deps, actorOf(caller) as string, params.staffId, context.locale),
  }),
  route({
    method: 'post',
    path: '/staff/:staffId/departure',
    who: 'operator',
    clause: '6.safeguards',
    summary: 'Notes that somebody left: her sessions end at once, her account goes a year later',
    limit: { points: 120, seconds: 60 },
    in: { params: z.strictObject({ staffId: z.uuid() }) },
    out: { status: 204, body: null },
    handler: ({ params, caller }) => departStaff(deps, actorOf(caller) as string, params.staffId),
  }),
];
