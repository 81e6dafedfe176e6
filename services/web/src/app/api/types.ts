import type { Paths } from './client.ts';

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
/** What a door answers with when all is well. */
export type Answer<P extends keyof Paths, M extends 'get' | 'post' = 'get'> = Paths[P][M] extends {
  responses: infer R;
}
  ? Json<R[keyof R & (200 | 201 | 202)]>
  : never;
/** What a door takes. */
type Taken<P extends keyof Paths> = Paths[P]['post'] extends { requestBody: infer R } ? Json<R> : never;

export type Charter = Answer<'/api/charter/charter'>;
export type Rule = Charter['clauses'][number] | Charter['laws'][number];
export type CharterVersion = Answer<'/api/charter/charters'>[number];
export type CharterChange = CharterVersion['changes'][number];
export type CharterPublication = Taken<'/api/charter/charters'>;
export type ClientCharter = Answer<'/api/charter/clients/{clientId}/charter'>;
export type CalendarRow = Answer<'/api/charter/clients/{clientId}/calendar'>[number];

export type Offer = Answer<'/api/account/offers'>[number];
export type SubscriptionRequest = Taken<'/api/account/subscriptions'>;
export type Contact = Omit<SubscriptionRequest['billing'], 'address' | 'specifics'>;
export type Address = SubscriptionRequest['company']['address'];
export type Confirmation = Answer<'/api/account/confirmations', 'post'>;
export type ClientAccount = Answer<'/api/account/clients/{clientId}'>;
export type GivenValue = ClientAccount['given'][number];
export type ClientRow = Answer<'/api/account/clients'>[number];

export type Session = NonNullable<Answer<'/api/identity/session'>['session']>;
export type Invitation = Answer<'/api/identity/invitations/look', 'post'>;
export type PasswordReset = Answer<'/api/identity/password-resets/look', 'post'>;
export type OwnSessions = Answer<'/api/identity/access/sessions'>;
export type OwnSession = OwnSessions['sessions'][number];
export type PasswordChange = Taken<'/api/identity/access/password'>;
export type SpaceUser = Answer<'/api/identity/users'>[number];
export type NewUser = Taken<'/api/identity/users'>;
export type StaffMember = Answer<'/api/identity/staff'>[number];
export type NewStaff = Taken<'/api/identity/staff'>;
export type RecordChange = Partial<NewUser>;
export type OwnRecord = Answer<'/api/identity/record'>;
export type Correction = Answer<'/api/identity/corrections'>[number];

export type NewContent = Taken<'/api/content/contents'>;
export type ContentsAsked = NonNullable<Paths['/api/content/contents']['get']['parameters']['query']>;
export type Sharing = { openToSpace?: boolean; readers?: string[]; writers?: string[] };
export type ContentSummary = Answer<'/api/content/contents'>[number];
export type Publication = Answer<'/api/content/contents/{contentId}/publication'>;
export type Content = Answer<'/api/content/contents/{contentId}'>;

export type HandOver = Answer<'/api/browsing/clients/{clientId}/hand-overs'>[number];

export type Notice = Answer<'/api/notices/clients/{clientId}/notices'>[number];
export type Delivery = Answer<'/api/notices/deliveries'>['latest'][number];

export type ClientRequest = Answer<'/api/account/clients/{clientId}/requests'>[number];
export type SupportRequest = Answer<'/api/account/requests'>[number];
export type Settlement = Taken<'/api/account/requests/{requestId}/settlement'>;
export type Rectification = Taken<'/api/account/requests/{requestId}/rectification'>;
export type Incident = Answer<'/api/notices/clients/{clientId}/incidents'>[number];
export type RegisterEntry = Answer<'/api/notices/incidents'>[number];
export type Declaration = Taken<'/api/notices/incidents'>;
export type Undelivered = Answer<'/api/notices/undelivered'>[number];

export type Purges = Answer<'/api/charter/purges'>;
export type PurgeRow = Purges['purges'][number];
export type PlatformClock = Answer<'/api/charter/clock'>;
export type Audit = Answer<'/api/account/audit'>;
export type AuditRow = Audit['rows'][number];
export type ParkedMessage = Answer<'/api/account/parking'>[number];
