import { type Bus, listParking, replayParked, showParked } from '@kstudio/bus';
import { type Audit, auditTermIsOver } from '@kstudio/holdings';
import { actorOf, problems, type Route, route } from '@kstudio/http';
import { z } from 'zod';
import type { Clock } from './clock.ts';

const Parked = z.object({
  messageId: z.string(),
  key: z.string(),
  reason: z.string(),
  attempts: z.int(),
  parkedAt: z.string().nullable(),
  publisher: z.string().nullable(),
});

const AuditPage = z.object({
  chain: z.object({
    rows: z.int(),
    sealed: z.int(),
    intact: z.boolean(),
    brokenAt: z.int().nullable(),
    head: z.string(),
  }),
  rows: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      seq: z.int().nullable(),
      action: z.string().nullable(),
      outcome: z.string().nullable(),
      actor: z.string().nullable(),
      clientId: z.string().nullable(),
      target: z.string().nullable(),
      erasedBy: z.string().nullable(),
    }),
  ),
});

/** Routes that every service has for operators: its audit chain and its parked messages. */
export function standardRoutes(deps: { bus: Bus; audit: Audit; clock: Clock }): Route[] {
  const { bus, audit, clock } = deps;
  return [
    route({
      method: 'get',
      path: '/audit',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'The latest audit rows, and whether the chain is intact',
      in: { query: z.strictObject({ clientId: z.uuid().optional() }) },
      out: { status: 200, body: AuditPage },
      handler: async ({ query }) => {
        const rows = await audit.list(query.clientId ? { clientId: query.clientId } : {});
        return { chain: await audit.verify(), rows: rows.map((row) => shown(row, clock.now())) };
      },
    }),
    route({
      method: 'get',
      path: '/parking',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'Messages that could not be handled, with the reason',
      out: { status: 200, body: z.array(Parked) },
      handler: () => listParking(bus),
    }),
    route({
      method: 'get',
      path: '/parking/:messageId',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'One parked message, with its data (ids alone)',
      in: { params: z.strictObject({ messageId: z.uuid() }) },
      out: { status: 200, body: Parked.extend({ data: z.unknown() }) },
      handler: async ({ params }) => {
        const found = await showParked(bus, params.messageId);
        if (!found) throw problems.unknown();
        return found;
      },
    }),
    route({
      method: 'post',
      path: '/parking/:messageId/replay',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'Puts a parked message back in the queue',
      in: { params: z.strictObject({ messageId: z.uuid() }) },
      out: { status: 204, body: null },
      handler: async ({ params, caller }) => {
        if (!(await replayParked(bus, params.messageId))) throw problems.unknown();
        await audit.note(
          { action: 'parked-message-replayed', actor: actorOf(caller), target: params.messageId },
          clock.now(),
        );
      },
    }),
  ];
}

const shown = (row: Awaited<ReturnType<Audit['list']>>[number], now: Date) => {
  const details = auditTermIsOver(row.at, now) ? null : row.details;
  return {
    id: row._id,
    at: row.at.toISOString(),
    seq: row.seq ?? null,
    action: details?.action ?? null,
    outcome: details?.outcome ?? null,
    actor: details?.actor ?? null,
    clientId: details?.clientId ?? null,
    target: details?.target ?? null,
    erasedBy: row.erasedBy ?? null,
  };
};
