import { send } from './client.ts';
import type * as Api from './operator-types.ts';
import { ApiProblem } from './problem.ts';
import type { Session } from './types.ts';

/** The services by the prefix of their interface, with the name that operators know. */
export const services = [
  { prefix: 'account', name: 'account' },
  { prefix: 'identity', name: 'identity' },
  { prefix: 'content', name: 'content' },
  { prefix: 'browsing', name: 'analytics-collector' },
  { prefix: 'charter', name: 'retention' },
  { prefix: 'notices', name: 'notifier' },
] as const;
export type ServicePrefix = (typeof services)[number]['prefix'];

export const firstOperator = (body: { token: string; name: string; email: string; password: string }) =>
  send<unknown>('/api/identity/staff/first', { method: 'POST', body }, false);
export const staffSignIn = (email: string, password: string) =>
  send<{ session: Session }>(
    '/api/identity/staff/sessions',
    { method: 'POST', body: { email, password } },
    false,
  );

export const clients = () => send<Api.ClientRow[]>('/api/account/clients');
export const purges = () => send<Api.Purges>('/api/charter/purges');
export const deliveries = () => send<Api.DeliveryRow[]>('/api/notices/deliveries');
export const parking = (service: ServicePrefix) => send<Api.ParkedMessage[]>(`/api/${service}/parking`);
export const replay = (service: ServicePrefix, messageId: string) =>
  send<void>(`/api/${service}/parking/${encodeURIComponent(messageId)}/replay`, { method: 'POST', body: {} });
export const audit = (service: ServicePrefix) => send<Api.Audit>(`/api/${service}/audit`);

/** The platform's clock; null where the platform lives by real time. */
export async function clock(): Promise<Api.PlatformClock | null> {
  try {
    return await send<Api.PlatformClock>('/api/charter/clock');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
export const advanceClock = (by: string) =>
  send<{ now: string }>('/api/charter/clock', { method: 'POST', body: { by } });
