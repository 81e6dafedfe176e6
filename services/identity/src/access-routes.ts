import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { changePassword } from './change-password.ts';
import type { IdentityDeps } from './deps.ts';
import { letOut } from './entry.ts';
import { endOwnSession, endOwnSessions, listOwnSessions, presentOf } from './own-sessions.ts';
import { Password, tries } from './shapes.ts';

const Instant = z.iso.datetime();
const Term = { category: z.string(), rule: z.string() };
const OwnSession = z.object({
  sessionId: z.uuid(),
  present: z.boolean().meta({ description: 'The session of this request' }),
  companyName: z.string().nullable().meta({ description: 'The company that it works for at present' }),
  openedAt: Instant,
  usedAt: Instant.meta({ description: 'When its token was last renewed: about every ten minutes of use' }),
  endsAt: Instant.meta({ description: 'When it is over, however much it is used' }),
  keptUntil: z.iso.date().meta({ description: 'The day on which nothing is kept of it any more' }),
  from: z
    .object({ ipAddress: z.string(), userAgent: z.string(), keptUntil: z.iso.date() })
    .nullable()
    .meta({ description: 'What was noted when it was opened, and the day on which that is gone' }),
});

/** Whoever is signed in: clients' people, and Knowmore's own. */
const who = ['user', 'support'] as const;
const limit = { points: 120, seconds: 60 };

/** The doors by which a person manages what lets her in, and nobody else. */
export const accessRoutes = (deps: IdentityDeps): Route[] => [
  route({
    method: 'get',
    path: '/access/sessions',
    who,
    clause: '6.safeguards',
    summary: 'The caller’s own open sessions: from where, since when, until when',
    out: {
      status: 200,
      body: z.object({
        sessions: z.array(OwnSession),
        kept: z.object({ clause: z.literal('6.safeguards'), ...Term }),
        noted: z.object({ clause: z.literal('5.browsing-term'), ...Term }),
      }),
    },
    handler: ({ caller, context }) => listOwnSessions(deps, caller, context.locale),
  }),
  route({
    method: 'delete',
    path: '/access/sessions/:sessionId',
    who,
    clause: '6.safeguards',
    summary: 'Ends one of the caller’s own sessions; every service refuses it from then on',
    in: { params: z.strictObject({ sessionId: z.uuid() }) },
    out: { status: 204, body: null },
    limit,
    handler: async ({ caller, params, reply }) => {
      await endOwnSession(deps, caller, params.sessionId);
      if (presentOf(caller).sessionId === params.sessionId) letOut(deps, reply);
    },
  }),
  route({
    method: 'post',
    path: '/access/sign-out',
    who,
    clause: '6.safeguards',
    summary: 'Ends the caller’s other sessions, or all of them',
    in: { body: z.strictObject({ which: z.enum(['others', 'all']) }) },
    out: { status: 200, body: z.object({ ended: z.int().nonnegative() }) },
    limit,
    handler: async ({ body, caller, reply }) => {
      const ended = await endOwnSessions(deps, caller, body.which);
      if (body.which === 'all') letOut(deps, reply);
      return { ended };
    },
  }),
  route({
    method: 'post',
    path: '/access/password',
    who,
    clause: '6.safeguards',
    summary:
      'Changes the caller’s password by the present one: her other sessions end, and she is told by mail',
    in: { body: z.strictObject({ currentPassword: Password, password: Password }) },
    out: { status: 204, body: null },
    limit: tries,
    handler: ({ body, caller, context }) => changePassword(deps, caller, body, context.locale),
  }),
];
