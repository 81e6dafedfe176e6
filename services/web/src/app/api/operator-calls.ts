import { answerOf, api } from './client.ts';
import { ApiProblem } from './problem.ts';
import type {
  CharterPublication,
  Declaration,
  NewStaff,
  PlatformClock,
  Rectification,
  Settlement,
} from './types.ts';

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
/** Whether the first operator is still to be made. */
export const firstOperatorDoor = () => answerOf(api.GET('/api/identity/staff/first'));
export const staffSignIn = (email: string, password: string) =>
  answerOf(api.POST('/api/identity/staff/sessions', { body: { email, password } }));

export const team = () => answerOf(api.GET('/api/identity/staff'));
export const declareStaff = (body: NewStaff, key: string) =>
  answerOf(api.POST('/api/identity/staff', { body, headers: { 'Idempotency-Key': key } }));
const ofStaff = (staffId: string) => ({ params: { path: { staffId } } });
export const inviteStaffAgain = (staffId: string) =>
  answerOf(api.POST('/api/identity/staff/{staffId}/invitation', ofStaff(staffId)));
export const departStaff = (staffId: string) =>
  answerOf(api.POST('/api/identity/staff/{staffId}/departure', ofStaff(staffId)));

export const askForStaffReset = (email: string) =>
  answerOf(api.POST('/api/identity/staff/password-resets', { body: { email } }));

/** A hundred clients at a time, oldest first; `after` is the last one seen. */
export const clients = (after?: string) =>
  answerOf(api.GET('/api/account/clients', { params: { query: { after } } }));
export const purges = () => answerOf(api.GET('/api/charter/purges'));
export const charters = () => answerOf(api.GET('/api/charter/charters'));
export const publishCharter = (body: CharterPublication) =>
  answerOf(api.POST('/api/charter/charters', { body }));
export const requests = () => answerOf(api.GET('/api/account/requests'));
const ofRequest = (requestId: string) => ({ path: { requestId } });
export const supportRequest = (requestId: string) =>
  answerOf(api.GET('/api/account/requests/{requestId}', { params: ofRequest(requestId) }));
export const rectify = (requestId: string, body: Rectification) =>
  answerOf(
    api.POST('/api/account/requests/{requestId}/rectification', { params: ofRequest(requestId), body }),
  );
export const settleRequest = (requestId: string, body: Settlement) =>
  answerOf(api.POST('/api/account/requests/{requestId}/settlement', { params: ofRequest(requestId), body }));
export const identifySender = (requestId: string, body: { clientId: string; how: string }) =>
  answerOf(api.POST('/api/account/requests/{requestId}/identity', { params: ofRequest(requestId), body }));
export const extendRequest = (requestId: string, because: string) =>
  answerOf(
    api.POST('/api/account/requests/{requestId}/extension', {
      params: ofRequest(requestId),
      body: { because },
    }),
  );
export const register = () => answerOf(api.GET('/api/notices/incidents'));
export const declareIncident = (body: Declaration, key: string) =>
  answerOf(api.POST('/api/notices/incidents', { body, headers: { 'Idempotency-Key': key } }));
export const addMeasure = (incidentId: string, measure: { fr: string; en: string }) =>
  answerOf(
    api.POST('/api/notices/incidents/{incidentId}/measures', {
      params: { path: { incidentId } },
      body: { measure },
    }),
  );
export const closeIncident = (incidentId: string) =>
  answerOf(api.POST('/api/notices/incidents/{incidentId}/closing', { params: { path: { incidentId } } }));
/** How far retention saw each service seal its audit, and where one told another past than before. */
export const auditHeads = () => answerOf(api.GET('/api/charter/audit-heads'));
export const deliveries = () => answerOf(api.GET('/api/notices/deliveries'));

export const undelivered = () => answerOf(api.GET('/api/notices/undelivered'));
export const tellByLetter = (noticeId: string, body: { sentOn: string; tracking: string }) =>
  answerOf(api.POST('/api/notices/notices/{noticeId}/letter', { params: { path: { noticeId } }, body }));

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
/** Moves the platform's clock. A long way goes on after the answer: `movingTo` says so until it has arrived. */
export const advanceClock = (by: string) => answerOf(api.POST('/api/charter/clock', { body: { by } }));
