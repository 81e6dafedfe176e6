import { type Caller, problems as chassisProblems, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { addressLinks, followAddressLink } from './change-address.ts';
import type { AccountDeps } from './deps.ts';
import { rectifyDetails, settleRequest } from './rectify-details.ts';
import { requestKinds, requestStates } from './requests.store.ts';
import {
  extendRequest,
  identifySender,
  listRequests,
  showClientRequests,
  showRequest,
} from './show-requests.ts';
import { Details } from './subscription-request.ts';
import { takePageRequest } from './take-request.ts';

const Instant = z.iso.datetime();
const Words = z.string().trim().min(1).max(4_000);
const Value = z.union([z.string(), z.array(z.string())]).nullable();
const ofRequest = z.strictObject({ requestId: z.uuid() });
const ofClient = z.strictObject({ clientId: z.uuid() });

const facts = {
  requestId: z.uuid(),
  via: z.enum(['mail', 'page']),
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  receivedAt: Instant,
  dueAt: Instant,
  extendedBecause: z.string().nullable(),
  text: z.string(),
  changes: z.array(z.object({ path: z.string(), before: Value, after: Value })),
  settledAt: Instant.nullable(),
  answer: z.string().nullable(),
};
const Line = {
  late: z.boolean(),
  ...facts,
  clientId: z.uuid().nullable(),
  from: z.string(),
  subject: z.string(),
  identity: z.enum(['known', 'unknown', 'checked']),
  checkedHow: z.string().nullable(),
};

const staff = (caller: Caller): string => {
  if (caller.kind !== 'staff') throw chassisProblems.notAllowed();
  return caller.staffId;
};

/** The doors of requests: the manager's own, support's, and the mailed links (4.rectification). */
export const requestRoutes = (deps: AccountDeps): Route[] => [
  route({
    method: 'get',
    path: '/clients/:clientId/requests',
    who: 'manager',
    clause: '4.rectification',
    summary: 'What the client asked of support, and what became of it',
    in: { params: ofClient },
    out: { status: 200, body: z.array(z.object(facts)) },
    handler: ({ params }) => showClientRequests(deps, params.clientId),
  }),
  route({
    method: 'post',
    path: '/clients/:clientId/requests',
    who: 'manager',
    clause: '4.rectification',
    summary: 'Writes to support, as by mail',
    in: { params: ofClient, body: z.strictObject({ text: Words }) },
    out: { status: 201, body: z.object({ requestId: z.uuid(), dueAt: Instant }) },
    limit: { points: 120, seconds: 60 },
    handler: ({ body, params }) => takePageRequest(deps, params.clientId, body.text),
  }),
  route({
    method: 'get',
    path: '/requests',
    who: 'support',
    clause: '4.rectification',
    summary: 'Every request, what is due first',
    out: { status: 200, body: z.array(z.object(Line)) },
    handler: () => listRequests(deps),
  }),
  route({
    method: 'get',
    path: '/requests/:requestId',
    who: 'support',
    clause: '4.rectification',
    summary: 'One request, with what is on record of its client alone; the reading is audited',
    in: { params: ofRequest },
    out: {
      status: 200,
      body: z.object({
        ...Line,
        companyName: z.string().nullable(),
        given: z.array(z.object({ path: z.string(), value: Value })),
      }),
    },
    handler: ({ caller, params }) => showRequest(deps, staff(caller), params.requestId),
  }),
  route({
    method: 'post',
    path: '/requests/:requestId/identity',
    who: 'support',
    clause: '4.rectification',
    summary: 'Says whose an unknown sender’s request is, and how that was made sure',
    in: { params: ofRequest, body: z.strictObject({ clientId: z.uuid(), how: Words }) },
    out: { status: 204, body: null },
    handler: ({ body, caller, params }) => identifySender(deps, staff(caller), params.requestId, body),
  }),
  route({
    method: 'post',
    path: '/requests/:requestId/rectification',
    who: 'support',
    clause: '4.rectification',
    summary: 'Puts details right, and settles the request',
    in: { params: ofRequest, body: z.strictObject({ details: Details, answer: Words.nullable() }) },
    out: { status: 200, body: z.object({ changes: z.int(), addressWaits: z.boolean() }) },
    handler: ({ body, caller, params }) => rectifyDetails(deps, staff(caller), params.requestId, body),
  }),
  route({
    method: 'post',
    path: '/requests/:requestId/settlement',
    who: 'support',
    clause: '4.rectification',
    summary: 'Answers a request without a change',
    in: {
      params: ofRequest,
      body: z.discriminatedUnion('state', [
        z.strictObject({ state: z.literal('done'), kind: z.enum(['rectification', 'other']), answer: Words }),
        z.strictObject({
          state: z.literal('refused'),
          kind: z.enum(['rectification', 'other']),
          answer: Words,
        }),
        z.strictObject({ state: z.literal('closed'), kind: z.enum(['no-request', 'spam']) }),
      ]),
    },
    out: { status: 204, body: null },
    handler: ({ body, caller, params }) =>
      settleRequest(deps, staff(caller), params.requestId, { answer: null, ...body }),
  }),
  route({
    method: 'post',
    path: '/requests/:requestId/extension',
    who: 'support',
    clause: '4.rectification',
    summary: 'Takes two months more, told with the reasons inside the first',
    in: { params: ofRequest, body: z.strictObject({ because: Words }) },
    out: { status: 200, body: z.object({ dueAt: Instant }) },
    handler: ({ body, caller, params }) => extendRequest(deps, staff(caller), params.requestId, body.because),
  }),
  route({
    method: 'post',
    path: '/addresses',
    who: 'anyone',
    clause: '4.rectification',
    summary: 'Follows a mailed link: makes a change of an address on record, or undoes it',
    in: { body: z.strictObject({ link: z.enum(addressLinks), token: z.string().min(1).max(200) }) },
    out: { status: 204, body: null },
    limit: { points: 120, seconds: 60 },
    handler: ({ body }) => followAddressLink(deps, body.link, body.token),
  }),
];
