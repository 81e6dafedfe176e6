import { currentLocale } from '../i18n/locale.ts';
import { answerOf, api, fetchSignedIn } from './client.ts';
import { ApiProblem } from './problem.ts';
import type {
  ContentsAsked,
  NewContent,
  NewUser,
  PasswordChange,
  RecordChange,
  Sharing,
  SubscriptionRequest,
} from './types.ts';

/** Every call that the pages of visitors and clients make, by what it is for. */
export const charterIn = (locale: 'fr' | 'en', version?: number) =>
  answerOf(
    api.GET('/api/charter/charter', {
      params: { query: { locale, ...(version && { version: String(version) }) } },
    }),
  );
export const charter = () => charterIn(currentLocale());
export const offers = () => answerOf(api.GET('/api/account/offers'));

export const subscribe = (body: SubscriptionRequest, key: string) =>
  answerOf(api.POST('/api/account/subscriptions', { body, headers: { 'Idempotency-Key': key } }));
export const confirmSubscription = (token: string) =>
  answerOf(api.POST('/api/account/confirmations', { body: { token } }));

export const lookAtInvitation = (ticket: string) =>
  answerOf(api.POST('/api/identity/invitations/look', { body: { ticket } }));
export const acceptInvitation = (ticket: string, password: string) =>
  answerOf(api.POST('/api/identity/invitations/accept', { body: { ticket, password } }));

/** Asks for a link with which a forgotten password is renewed; the answer is the same for any address. */
export const askForReset = (email: string) =>
  answerOf(api.POST('/api/identity/password-resets', { body: { email } }));
export const lookAtReset = (token: string) =>
  answerOf(api.POST('/api/identity/password-resets/look', { body: { token } }));
export const resetPassword = (token: string, password: string) =>
  answerOf(api.POST('/api/identity/password-resets/use', { body: { token, password } }));

export const whoIsSignedIn = () => answerOf(api.GET('/api/identity/session'));
export const signIn = (email: string, password: string) =>
  answerOf(api.POST('/api/identity/sessions', { body: { email, password } }));
export const signOut = () => answerOf(api.DELETE('/api/identity/session'));
export const switchClient = (clientId: string) =>
  answerOf(api.POST('/api/identity/session/client', { body: { clientId } }));

export const ownSessions = () => answerOf(api.GET('/api/identity/access/sessions'));
export const endOwnSession = (sessionId: string) =>
  answerOf(api.DELETE('/api/identity/access/sessions/{sessionId}', { params: { path: { sessionId } } }));
export const endOwnSessions = (which: 'others' | 'all') =>
  answerOf(api.POST('/api/identity/access/sign-out', { body: { which } }));
export const changePassword = (body: PasswordChange, key: string) =>
  answerOf(api.POST('/api/identity/access/password', { body, headers: { 'Idempotency-Key': key } }));

const of = (clientId: string) => ({ path: { clientId } });
const spoken = (clientId: string) => ({ ...of(clientId), query: { locale: currentLocale() } });

export const clientAccount = (clientId: string) =>
  answerOf(api.GET('/api/account/clients/{clientId}', { params: of(clientId) }));
export const endSubscription = (clientId: string, key: string) =>
  answerOf(
    api.POST('/api/account/clients/{clientId}/end', {
      params: of(clientId),
      body: { reason: 'cancelled' },
      headers: { 'Idempotency-Key': key },
    }),
  );
export const calendar = (clientId: string) =>
  answerOf(api.GET('/api/charter/clients/{clientId}/calendar', { params: spoken(clientId) }));
export const clientCharter = (clientId: string) =>
  answerOf(api.GET('/api/charter/clients/{clientId}/charter', { params: of(clientId) }));
export const readCharterChange = (clientId: string, version: string) =>
  answerOf(
    api.POST('/api/charter/clients/{clientId}/charter/{version}/reading', {
      params: { path: { clientId, version } },
    }),
  );
export const collected = (clientId: string) =>
  answerOf(api.GET('/api/browsing/clients/{clientId}/collected', { params: spoken(clientId) }));
export const notices = (clientId: string) =>
  answerOf(api.GET('/api/notices/clients/{clientId}/notices', { params: of(clientId) }));

export const contents = (asked: ContentsAsked) =>
  answerOf(api.GET('/api/content/contents', { params: { query: asked } }));
const ofContent = (contentId: string) => ({ path: { contentId } });
export const content = (contentId: string) =>
  answerOf(api.GET('/api/content/contents/{contentId}', { params: ofContent(contentId) }));
export const createContent = (body: NewContent, key: string) =>
  answerOf(api.POST('/api/content/contents', { body, headers: { 'Idempotency-Key': key } }));
const ofClient = (clientId: string) => ({ params: { path: { clientId } } });
export const draftAccesses = (clientId: string) =>
  answerOf(api.GET('/api/content/clients/{clientId}/draft-accesses', ofClient(clientId)));
export const openDrafts = (clientId: string, reason: string) =>
  answerOf(
    api.POST('/api/content/clients/{clientId}/draft-accesses', { ...ofClient(clientId), body: { reason } }),
  );
export const closeDrafts = (clientId: string) =>
  answerOf(api.POST('/api/content/clients/{clientId}/draft-accesses/closing', ofClient(clientId)));
export const ending = async () => (await answerOf(api.GET('/api/content/ending'))).ending;
export const ownDraftAccesses = () => answerOf(api.GET('/api/content/draft-accesses'));
export const colleagues = () => answerOf(api.GET('/api/identity/colleagues'));
export const shareContent = (contentId: string, body: Sharing) =>
  answerOf(api.PATCH('/api/content/contents/{contentId}/sharing', { params: ofContent(contentId), body }));
export const deleteContent = (contentId: string) =>
  answerOf(api.DELETE('/api/content/contents/{contentId}', { params: ofContent(contentId) }));
export const resumeSubscription = (clientId: string) =>
  answerOf(api.POST('/api/account/clients/{clientId}/resumption', { params: of(clientId) }));
export const askForDoor = (email: string) =>
  answerOf(api.POST('/api/account/archive/links', { body: { email } }));
export const lookThroughDoor = (token: string) =>
  answerOf(api.POST('/api/account/archive/door', { body: { token } }));
export const askErasure = (token: string, companyName: string) =>
  answerOf(api.POST('/api/account/archive/erasure', { body: { token, companyName } }));
export const takeErasureBack = (token: string) =>
  answerOf(api.POST('/api/account/archive/erasure/withdrawal', { body: { token } }));
export const returnThroughDoor = (token: string) =>
  answerOf(api.POST('/api/account/archive/return', { body: { token } }));
export const publication = (contentId: string) =>
  answerOf(api.GET('/api/content/contents/{contentId}/publication', { params: ofContent(contentId) }));
export const publish = (contentId: string) =>
  answerOf(api.PUT('/api/content/contents/{contentId}/publication', { params: ofContent(contentId) }));
export const withdraw = (contentId: string) =>
  answerOf(api.DELETE('/api/content/contents/{contentId}/publication', { params: ofContent(contentId) }));
export const nameSite = (body: { name: string; title: string }) =>
  answerOf(api.PUT('/api/content/site', { body }));
/** Files that the browser itself fetches. */
export const exportOf = (contentId: string, form: 'html' | 'markdown' | 'json') =>
  `/api/content/contents/${contentId}/export/${form}`;
export const archiveOf = (clientId: string) => `/api/content/clients/${clientId}/archive`;
export const version = (contentId: string, number: number) =>
  answerOf(
    api.GET('/api/content/contents/{contentId}/versions/{version}', {
      params: { path: { contentId, version: number } },
    }),
  );
export const restoreVersion = (contentId: string, number: number) =>
  answerOf(
    api.POST('/api/content/contents/{contentId}/versions/{version}/restoration', {
      params: { path: { contentId, version: number } },
    }),
  );
export const nameVersion = (contentId: string, name: string) =>
  answerOf(
    api.POST('/api/content/contents/{contentId}/versions', { params: ofContent(contentId), body: { name } }),
  );
/** Sends bytes; a page that is left still sends them with `keepalive`. */
const sendBytes = async (path: string, type: string, body: Blob | Uint8Array, keepalive = false) => {
  const headers = { 'Content-Type': type };
  const request = new Request(path, { method: 'POST', headers, body: body as BodyInit, keepalive });
  const response = await fetchSignedIn(request);
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new ApiProblem(response.status, answer);
  return answer;
};
export const updatesOf = (contentId: string) => `/api/content/contents/${contentId}/updates`;
export const appendUpdate = (contentId: string, update: Uint8Array, keepalive = false) =>
  sendBytes(updatesOf(contentId), 'application/octet-stream', update, keepalive);
export const keepImage = async (contentId: string, file: File): Promise<string> =>
  String((await sendBytes(`/api/content/contents/${contentId}/images`, file.type, file)).imageId);

const ofUser = (personId: string) => ({ path: { personId } });
export const users = () => answerOf(api.GET('/api/identity/users'));
export const declareUser = (body: NewUser, key: string) =>
  answerOf(api.POST('/api/identity/users', { body, headers: { 'Idempotency-Key': key } }));
export const correctUser = (personId: string, body: RecordChange) =>
  answerOf(api.PATCH('/api/identity/users/{personId}', { params: ofUser(personId), body }));
export const removeUser = (personId: string) =>
  answerOf(api.DELETE('/api/identity/users/{personId}', { params: ofUser(personId) }));
export const inviteAgain = (personId: string) =>
  answerOf(api.POST('/api/identity/users/{personId}/invitation', { params: ofUser(personId) }));
export const ownRecord = () => answerOf(api.GET('/api/identity/record'));
export const corrections = () => answerOf(api.GET('/api/identity/corrections'));
export const askCorrection = (body: RecordChange & { reason?: string }, key: string) =>
  answerOf(api.POST('/api/identity/corrections', { body, headers: { 'Idempotency-Key': key } }));
export const settleCorrection = (
  correctionId: string,
  body: { outcome: 'made' | 'refused'; answer?: string },
) =>
  answerOf(
    api.POST('/api/identity/corrections/{correctionId}/settlement', {
      params: { path: { correctionId } },
      body,
    }),
  );
export const incidents = (clientId: string) =>
  answerOf(api.GET('/api/notices/clients/{clientId}/incidents', { params: of(clientId) }));
export const acknowledgeIncident = (clientId: string, incidentId: string) =>
  answerOf(
    api.POST('/api/notices/clients/{clientId}/incidents/{incidentId}/acknowledgement', {
      params: { path: { clientId, incidentId } },
    }),
  );
export const followRecordAddressLink = (link: 'make' | 'undo', token: string) =>
  answerOf(api.POST('/api/account/addresses', { body: { link, token } }));
export const clientRequests = (clientId: string) =>
  answerOf(api.GET('/api/account/clients/{clientId}/requests', { params: of(clientId) }));
export const writeToSupport = (clientId: string, text: string, key: string) =>
  answerOf(
    api.POST('/api/account/clients/{clientId}/requests', {
      params: of(clientId),
      body: { text },
      headers: { 'Idempotency-Key': key },
    }),
  );
export const makeEmailChange = (token: string, password: string) =>
  answerOf(api.POST('/api/identity/addresses/change', { body: { token, password } }));
export const undoEmailChange = (token: string) =>
  answerOf(api.POST('/api/identity/addresses/undo', { body: { token } }));
