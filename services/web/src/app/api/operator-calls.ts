import { answerOf, api } from './client.ts';
import { ApiProblem } from './problem.ts';
import type { PlatformClock } from './types.ts';

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
  answerOf(api.POST('/api/identity/staff/first', { body }));
export const staffSignIn = (email: string, password: string) =>
  answerOf(api.POST('/api/identity/staff/sessions', { body: { email, password } }));

export const clients = () => answerOf(api.GET('/api/account/clients', {}));
export const purges = () => answerOf(api.GET('/api/charter/purges'));
export const deliveries = () => answerOf(api.GET('/api/notices/deliveries'));

// These three doors are the same in all six services.
export const audit = (service: ServicePrefix) =>
  answerOf(api.GET(`/api/${service}/audit` as '/api/account/audit', {}));
export const parking = (service: ServicePrefix) =>
  answerOf(api.GET(`/api/${service}/parking` as '/api/account/parking'));
export const replay = (service: ServicePrefix, messageId: string) =>
  answerOf(
    api.POST(`/api/${service}/parking/{messageId}/replay` as '/api/account/parking/{messageId}/replay', {
      params: { path: { messageId } },
    }),
  );

/** The platform's clock; null where the platform lives by real time. */
export async function clock(): Promise<PlatformClock | null> {
  try {
    return await answerOf(api.GET('/api/charter/clock'));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
export const advanceClock = (by: string) => answerOf(api.POST('/api/charter/clock', { body: { by } }));
