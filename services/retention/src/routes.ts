import { problems, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { targetOf } from './advance-clock.ts';
import { charterRoutes } from './charter-routes.ts';
import type { RetentionDeps } from './deps.ts';
import { listAuditHeads } from './list-audit-heads.ts';
import { listPurges } from './list-purges.ts';
import {
  AuditHeads,
  CalendarRow,
  CertificateDocument,
  ClockMove,
  ClockReading,
  PurgeList,
} from './shapes.ts';
import { showCalendar } from './show-calendar.ts';
import { showCertificate } from './show-certificate.ts';

/** Retention's HTTP table, below /api/charter. */
export function routes(deps: RetentionDeps): Route[] {
  const reading = async () => {
    const { movingTo, stoppedBy } = await deps.clockDoor.state();
    const { shiftMs, shiftable } = deps.clock;
    const now = deps.clock.now().toISOString();
    return { now, shiftMs, shiftable, movingTo: movingTo?.toISOString() ?? null, stoppedBy };
  };
  return [
    ...charterRoutes(deps),
    route({
      method: 'get',
      path: '/clients/:clientId/calendar',
      who: 'manager',
      clause: '5.subscription-term',
      summary: 'What of this client goes when',
      in: {
        params: z.strictObject({ clientId: z.uuid() }),
        query: z.strictObject({ locale: z.enum(['fr', 'en']).optional() }),
      },
      out: { status: 200, body: z.array(CalendarRow) },
      handler: ({ params, query, context }) =>
        showCalendar(deps, params.clientId, query.locale ?? context.locale),
    }),
    route({
      method: 'get',
      path: '/certificates/:certificateId',
      who: 'anyone',
      clause: '5.subscription-term',
      summary: 'A purge certificate, for a year; it names nobody',
      in: { params: z.strictObject({ certificateId: z.uuid() }) },
      out: { status: 200, body: CertificateDocument },
      handler: ({ params }) => showCertificate(deps, params.certificateId),
    }),
    route({
      method: 'get',
      path: '/purges',
      who: 'operator',
      clause: '5.subscription-term',
      summary: 'Purges ordered and certified, the ledger, and the audit heads of all services',
      out: { status: 200, body: PurgeList },
      handler: () => listPurges(deps),
    }),
    route({
      method: 'get',
      path: '/audit-heads',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'How far each service has sealed its audit, and where one tells another past than before',
      out: { status: 200, body: AuditHeads },
      handler: () => listAuditHeads(deps),
    }),
    route({
      method: 'get',
      path: '/clock',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'The time by which this system lives (test and demonstration systems only)',
      out: { status: 200, body: ClockReading },
      handler: () => {
        if (!deps.clock.shiftable) throw problems.unknown();
        return reading();
      },
    }),
    route({
      method: 'post',
      path: '/clock',
      who: 'operator',
      clause: '6.safeguards',
      summary: 'Moves the clock of the whole system on (test and demonstration systems only)',
      in: { body: ClockMove },
      out: { status: 200, body: ClockReading },
      handler: async ({ body }) => {
        if (!deps.clock.shiftable) throw problems.unknown();
        await deps.clockDoor.move(targetOf(body, deps.clock.now()));
        return reading();
      },
    }),
  ];
}
