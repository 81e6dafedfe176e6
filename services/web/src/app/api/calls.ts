import { currentLocale } from '../i18n/locale.ts';
import { send } from './client.ts';
import type * as Api from './types.ts';

/** Every call that the pages make, by what it is for. */
export const charter = () => send<Api.Charter>(`/api/charter/charter?locale=${currentLocale()}`, {}, false);
export const offers = () => send<Api.Offer[]>('/api/account/offers', {}, false);

export const subscribe = (body: Api.SubscriptionRequest, idempotencyKey: string) =>
  send<{ clientId: string; expiresAt: string }>(
    '/api/account/subscriptions',
    { method: 'POST', body, idempotencyKey },
    false,
  );

export const confirmSubscription = (token: string) =>
  send<Api.Confirmation>('/api/account/confirmations', { method: 'POST', body: { token } }, false);

export const lookAtInvitation = (ticket: string) =>
  send<Api.Invitation>('/api/identity/invitations/look', { method: 'POST', body: { ticket } }, false);

export const acceptInvitation = (ticket: string, password: string) =>
  send<{ session: Api.Session }>(
    '/api/identity/invitations/accept',
    { method: 'POST', body: { ticket, password } },
    false,
  );

export const signIn = (email: string, password: string) =>
  send<{ session: Api.Session }>(
    '/api/identity/sessions',
    { method: 'POST', body: { email, password } },
    false,
  );

export const signOut = () => send<void>('/api/identity/session', { method: 'DELETE' });

export const switchClient = (clientId: string) =>
  send<{ session: Api.Session }>('/api/identity/session/client', { method: 'POST', body: { clientId } });

export const clientAccount = (clientId: string) =>
  send<Api.ClientAccount>(`/api/account/clients/${clientId}`);

export const endSubscription = (clientId: string, idempotencyKey: string) =>
  send<{ endedAt: string }>(`/api/account/clients/${clientId}/end`, {
    method: 'POST',
    body: {},
    idempotencyKey,
  });

export const calendar = (clientId: string) =>
  send<Api.CalendarRow[]>(`/api/charter/clients/${clientId}/calendar?locale=${currentLocale()}`);

export const collected = (clientId: string) =>
  send<Api.Collected>(`/api/browsing/clients/${clientId}/collected`);

export const notices = (clientId: string) => send<Api.Notice[]>(`/api/notices/clients/${clientId}/notices`);

export const contents = () => send<Api.ContentSummary[]>('/api/content/contents');
export const content = (contentId: string) => send<Api.Content>(`/api/content/contents/${contentId}`);
export const users = () => send<Api.SpaceUser[]>('/api/identity/users');
