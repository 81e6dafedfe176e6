import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { NotifierDeps } from './deps.ts';
import { incidentRoutes } from './incident-routes.ts';
import { type Notice, noticeKinds, noticeStates } from './notices.store.ts';

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
      who: 'operator',
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
  ];
}

const factsOf = ({ noticeId, kind, state, queuedAt, settledAt }: Notice) => ({
  id: noticeId,
  kind,
  state,
  queuedAt: queuedAt.toISOString(),
  acceptedAt: state === 'accepted' && settledAt ? settledAt.toISOString() : null,
});
