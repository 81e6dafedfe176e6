import { actorOf, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { NotifierDeps } from './deps.ts';
import { incidentRoutes } from './incident-routes.ts';
import { type Notice, noticeKinds, noticeStates } from './notices.store.ts';
import { holdsUp, tellByLetter } from './tell-by-letter.ts';

const Instant = z.iso.datetime();

const NoticeFacts = z
  .object({
    id: z.uuid(),
    kind: z.enum(noticeKinds),
    state: z.enum(noticeStates),
    queuedAt: Instant,
    acceptedAt: Instant.nullable(),
  })
  .meta({ id: 'Notice' });

const Deliveries = z
  .object({
    counts: z.object(
      Object.fromEntries(noticeStates.map((state) => [state, z.int()])) as Record<string, z.ZodInt>,
    ),
    latest: z.array(
      NoticeFacts.extend({
        clientId: z.uuid(),
        messageId: z.string(),
        attempts: z.int(),
        failure: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Deliveries' });

const Undelivered = z.array(
  NoticeFacts.extend({
    clientId: z.uuid(),
    attempts: z.int(),
    failure: z.string().nullable().meta({ description: 'A code of SMTP or of the network' }),
    holdsUp: z
      .enum(['purge', 'charter'])
      .nullable()
      .meta({ description: 'What waits until this notice was told' }),
  }),
);

/** Registered letters carry 11 to 15 letters and digits (La Poste, UPU S10); blanks are how people group them. */
const Tracking = z
  .string()
  .max(40)
  .transform((text) => text.replaceAll(/\s/g, '').toUpperCase())
  .refine((text) => /^(?=.*\d)[0-9A-Z]{8,20}$/.test(text), {
    params: {
      say: {
        fr: 'Le numéro de la lettre : 8 à 20 lettres et chiffres.',
        en: 'The number of the letter: 8 to 20 letters and digits.',
      },
    },
  });

/** Notifier's HTTP table, below /api/notices. */
export function routes(deps: NotifierDeps): Route[] {
  const { notices } = deps;
  return [
    ...incidentRoutes(deps),
    route({
      method: 'get',
      path: '/clients/:clientId/notices',
      who: 'manager',
      clause: '4.account-page',
      summary: 'The notices sent about this client, and whether a mail server took them',
      in: { params: z.strictObject({ clientId: z.uuid() }) },
      out: { status: 200, body: z.array(NoticeFacts) },
      handler: async ({ params }) => (await notices.listOf(params.clientId)).map(factsOf),
    }),
    route({
      method: 'get',
      path: '/deliveries',
      who: 'support',
      clause: '7.change-notice',
      summary: 'How many notices are in which state, and those that still wait or failed',
      out: { status: 200, body: Deliveries },
      handler: async () => {
        const { counts, latest } = await notices.deliveries();
        const count = (state: string) => counts.find(({ _id }) => _id === state)?.count ?? 0;
        return {
          counts: Object.fromEntries(noticeStates.map((state) => [state, count(state)])),
          latest: latest.map((notice) => ({
            ...factsOf(notice),
            clientId: notice.clientId,
            messageId: notice.messageId,
            attempts: notice.attempts,
            failure: notice.failure,
          })),
        };
      },
    }),
    route({
      method: 'get',
      path: '/undelivered',
      who: 'support',
      clause: '7.change-notice',
      summary: 'The notices that did not arrive, with what waits for each',
      out: { status: 200, body: Undelivered },
      handler: async () =>
        (await notices.undelivered()).map((notice) => ({
          ...factsOf(notice),
          clientId: notice.clientId,
          attempts: notice.attempts,
          failure: notice.failure,
          holdsUp: holdsUp(notice),
        })),
    }),
    route({
      method: 'post',
      path: '/notices/:noticeId/letter',
      who: 'support',
      clause: '7.change-notice',
      summary: 'Records the registered letter by which a notice was told that did not arrive',
      in: {
        params: z.strictObject({ noticeId: z.uuid() }),
        body: z.strictObject({ sentOn: z.iso.date(), tracking: Tracking }),
      },
      out: { status: 200, body: NoticeFacts },
      handler: async ({ params, body, caller, context }) =>
        factsOf(await tellByLetter(deps, actorOf(caller) as string, params.noticeId, body, context.locale)),
    }),
  ];
}

const factsOf = ({ noticeId, kind, state, queuedAt, settledAt }: Notice) => ({
  id: noticeId,
  kind,
  state,
  queuedAt: queuedAt.toISOString(),
  acceptedAt: state === 'accepted' && settledAt ? settledAt.toISOString() : null,
});
