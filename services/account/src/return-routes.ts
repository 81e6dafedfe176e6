import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { AccountDeps } from './deps.ts';
import { askErasure, takeErasureBack } from './erase-early.ts';
import { askForDoor, lookThroughDoor, resumeSubscription, returnThroughDoor } from './resume-subscription.ts';
import { Calendar } from './shapes.ts';

const limit = { points: 120, seconds: 60 };
const Door = z.strictObject({ token: z.string().min(1).max(200) });

/** The doors by which a client who ended looks at what is left, and comes back. */
export const returnRoutes = (deps: AccountDeps): Route[] => [
  route({
    method: 'post',
    path: '/clients/:clientId/resumption',
    who: 'manager',
    clause: '5.subscription-term',
    summary: 'Within the grace: the subscription goes on as if it had not ended',
    in: { params: z.strictObject({ clientId: z.uuid() }) },
    out: { status: 204, body: null },
    limit,
    handler: ({ clientId, caller }) =>
      resumeSubscription(deps, clientId, caller.kind === 'user' ? caller.personId : ''),
  }),
  route({
    method: 'post',
    path: '/archive/links',
    who: 'anyone',
    clause: '5.subscription-term',
    summary:
      'Mails the link to an archive’s door, where this is its manager’s address; the answer tells nothing',
    in: { body: z.strictObject({ email: z.email().max(254) }) },
    out: { status: 202, body: null },
    limit,
    handler: ({ body }) => askForDoor(deps, body.email),
  }),
  route({
    method: 'post',
    path: '/archive/door',
    who: 'anyone',
    clause: '5.subscription-term',
    summary: 'What is left of a subscription that ended, and what goes when',
    in: { body: Door },
    out: {
      status: 200,
      body: z.object({
        companyName: z.string(),
        endedAt: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'Null: the subscription runs, and its manager has not come in' }),
        eraseAt: z.iso.datetime().nullable(),
        calendar: Calendar,
      }),
    },
    limit,
    idempotent: false,
    handler: ({ body }) => lookThroughDoor(deps, body.token),
  }),
  route({
    method: 'post',
    path: '/archive/erasure',
    who: 'anyone',
    clause: '5.subscription-term',
    summary: 'Everything goes in 72 hours, instead of after the charter’s years',
    in: { body: Door.extend({ companyName: z.string().min(1).max(200) }) },
    out: { status: 200, body: z.object({ eraseAt: z.iso.datetime() }) },
    limit,
    handler: ({ body }) => askErasure(deps, body.token, body.companyName),
  }),
  route({
    method: 'post',
    path: '/archive/erasure/withdrawal',
    who: 'anyone',
    clause: '5.subscription-term',
    summary: 'The charter’s years count again',
    in: { body: Door },
    out: { status: 204, body: null },
    limit,
    handler: ({ body }) => takeErasureBack(deps, body.token),
  }),
  route({
    method: 'post',
    path: '/archive/return',
    who: 'anyone',
    clause: '5.subscription-term',
    summary: 'The client is a subscriber again; her manager signs in by the ticket',
    in: { body: Door },
    out: {
      status: 200,
      body: z.object({
        clientId: z.uuid(),
        ticket: z.string().nullable().meta({ description: 'Null: she signs in as before' }),
        companyName: z.string(),
      }),
    },
    limit,
    handler: ({ body }) => returnThroughDoor(deps, body.token),
  }),
];
