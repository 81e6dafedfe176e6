import { clauseIds } from '@kstudio/charter';
import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { clientStates } from './client-life.ts';
import { confirmSubscription } from './confirm-subscription.ts';
import type { AccountDeps } from './deps.ts';
import { endSubscription } from './end-subscription.ts';
import { listClients } from './list-clients.ts';
import { requestRoutes } from './request-routes.ts';
import { requestSubscription } from './request-subscription.ts';
import { returnRoutes } from './return-routes.ts';
import { Bilingual, Calendar, Category, Rule } from './shapes.ts';
import { showAccount } from './show-account.ts';
import { showOffers } from './show-offers.ts';
import { SubscriptionRequest } from './subscription-request.ts';

const State = z.enum(clientStates);
const ofClient = z.strictObject({ clientId: z.uuid() });

const Offer = z.object({
  id: z.string(),
  name: Bilingual,
  description: Bilingual,
  price: z.object({ amountCents: z.int(), currency: z.literal('EUR'), period: z.enum(['P1M', 'P1Y']) }),
  users: z.int(),
  terms: z.array(z.object({ category: Category, keptFor: z.string().nullable(), clause: Rule })),
});

const Account = z.object({
  clientId: z.uuid(),
  companyName: z.string(),
  state: State,
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  charterVersion: z.string(),
  certificateFingerprint: z.string().nullable(),
  spaceReady: z.boolean(),
  offer: z.object({ id: z.string(), name: z.string() }),
  given: z.array(
    z.object({
      path: z.string(),
      value: z.union([z.string(), z.array(z.string())]).nullable(),
      clause: z.enum(clauseIds),
      category: Category,
      keptUntil: z.iso.date().nullable(),
      rule: z.string(),
    }),
  ),
});

/** The doors of account: a line each on who, why, in, out. */
export const routes = (deps: AccountDeps): Route[] => [
  ...requestRoutes(deps),
  ...returnRoutes(deps),
  route({
    method: 'get',
    path: '/offers',
    who: 'anyone',
    clause: '2.subscription',
    summary: 'The offers, with the terms of the charter that come with each',
    out: { status: 200, body: z.array(Offer) },
    handler: () => showOffers(),
  }),
  route({
    method: 'post',
    path: '/subscriptions',
    who: 'anyone',
    clause: '2.subscription',
    summary: 'Asks for a subscription; a mail with a confirmation link follows',
    in: { body: SubscriptionRequest },
    out: { status: 202, body: z.object({ clientId: z.uuid(), expiresAt: z.iso.datetime() }) },
    limit: { points: 120, seconds: 60 },
    handler: ({ body }) => requestSubscription(deps, body),
  }),
  route({
    method: 'post',
    path: '/confirmations',
    who: 'anyone',
    clause: '2.subscription',
    summary: 'Opens the subscription that a confirmation link names',
    in: { body: z.strictObject({ token: z.string().min(1).max(200) }) },
    out: {
      status: 200,
      body: z.object({
        clientId: z.uuid(),
        ticket: z.string(),
        companyName: z.string(),
        alreadyConfirmed: z.boolean(),
      }),
    },
    limit: { points: 120, seconds: 60 },
    handler: ({ body }) => confirmSubscription(deps, body.token),
  }),
  route({
    method: 'get',
    path: '/clients',
    who: 'operator',
    clause: '3.purpose',
    summary: 'Every client with its state, a hundred at a time, oldest first',
    in: { query: z.strictObject({ after: z.uuid().optional() }) },
    out: {
      status: 200,
      body: z.array(
        z.object({
          clientId: z.uuid(),
          companyName: z
            .string()
            .nullable()
            .meta({ description: 'Null for an archive: nobody reads its name' }),
          state: State,
          since: z.iso.datetime(),
        }),
      ),
    },
    handler: ({ query }) => listClients(deps, query.after),
  }),
  route({
    method: 'get',
    path: '/clients/:clientId',
    who: 'manager',
    clause: '4.account-page',
    summary: 'Everything given at subscription, each value with its clause and its term',
    in: { params: ofClient },
    out: { status: 200, body: Account },
    handler: ({ clientId, context }) => showAccount(deps, clientId, context.locale),
  }),
  route({
    method: 'post',
    path: '/clients/:clientId/end',
    who: 'manager',
    clause: '5.subscription-term',
    summary: 'Ends the subscription; the answer says what goes when',
    in: { params: ofClient, body: z.strictObject({ reason: z.enum(['cancelled']).optional() }) },
    out: { status: 200, body: z.object({ endedAt: z.iso.datetime(), calendar: Calendar }) },
    handler: ({ clientId, caller }) =>
      endSubscription(deps, clientId, caller.kind === 'user' ? caller.personId : ''),
  }),
];
