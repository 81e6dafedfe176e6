import type { PointName } from '@kstudio/bus';
import { type ServiceName, services } from '@kstudio/contracts';
import type { Chance } from './chance.ts';

/** Those that publish while a company lives; the collector and retention have hardly anything to say in that time. */
const publishers = ['account', 'identity', 'content', 'notifier'] as const;

/**
 * Every place at which a service is killed, with the services that pass it and from how many passes the fatal one is
 * chosen.
 */
export const points: Record<PointName, { services: readonly ServiceName[]; passes: number }> = {
  'transaction.begun': { services, passes: 40 },
  'transaction.committed': { services, passes: 40 },
  'outbox.read': { services: publishers, passes: 10 },
  'outbox.published': { services: publishers, passes: 10 },
  'outbox.marked': { services: publishers, passes: 10 },
  'inbox.received': { services, passes: 25 },
  'inbox.applied': { services, passes: 25 },
  'inbox.committed': { services, passes: 25 },
  'inbox.acked': { services, passes: 25 },
  'mail.sending': { services: ['notifier'], passes: 3 },
  'mail.sent': { services: ['notifier'], passes: 3 },
};
export const pointNames = Object.keys(points) as PointName[];

/** Somewhere between two points, at most so many milliseconds after the first. */
export const inBetween = 'in between';
const longestMs = 20;
export type Place = PointName | typeof inBetween;
export const places: readonly Place[] = [...pointNames, inBetween];

/** Where a service is to die: `outbox.published:3`, or `outbox.published:3+5`. Empty when it never passes there. */
export function armAt(place: Place, service: ServiceName, chance: Chance): string {
  const passing = pointNames.filter((name) => points[name].services.includes(service));
  const point = place === inBetween ? chance.oneOf(passing) : place;
  if (!passing.includes(point)) return '';
  const at = `${point}:${chance.upTo(points[point].passes)}`;
  return place === inBetween ? `${at}+${chance.upTo(longestMs)}` : at;
}
