import { answerOf, api, fetchSignedIn } from './client.ts';
import { ApiProblem } from './problem.ts';

/** What is known of this browser, on this site, by its own cookie. */
export interface KnownBrowser {
  choice: 'accepted' | 'refused' | 'uncounted' | null;
  consent: { holdsUntil: string } | null;
  events: KnownEvent[];
  more: boolean;
}
export interface KnownEvent {
  at: string;
  site: string;
  page: string;
  link: string | null;
  ipAddress: string;
  browserType: string;
  browserLanguage: string;
  keptUntil: string;
}

// These doors stand on every covered site, so they are no routes of the application's API.
const browserDoor = '/api/browsing/browser';
/** A file: the browser fetches it by itself. */
export const knownFile = `${browserDoor}?download`;

async function atDoor(method: 'GET' | 'DELETE'): Promise<Response> {
  const response = await fetch(browserDoor, { method });
  if (response.ok) return response;
  throw new ApiProblem(response.status, await response.json().catch(() => ({})));
}
export const knownBrowser = async (): Promise<KnownBrowser> =>
  (await (await atDoor('GET')).json()) as KnownBrowser;
/** Erases it all and withdraws the consent. */
export const eraseBrowser = (): Promise<unknown> => atDoor('DELETE');

const of = (clientId: string) => ({ path: { clientId } });
export const handOvers = (clientId: string) =>
  answerOf(api.GET('/api/browsing/clients/{clientId}/hand-overs', { params: of(clientId) }));
export const askHandOver = (clientId: string, body: { from: string; to: string }) =>
  answerOf(api.POST('/api/browsing/clients/{clientId}/hand-overs', { params: of(clientId), body }));

/** Fetches a prepared file and hands it to the browser to keep. Throws `ApiProblem` where it is refused. */
export async function saveHandOver(clientId: string, handOverId: string): Promise<void> {
  const url = `/api/browsing/clients/${clientId}/hand-overs/${handOverId}/file`;
  const response = await fetchSignedIn(new Request(new URL(url, location.href)));
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})));
  const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const object = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement('a'), { href: object, download: name ?? 'k-studio.zip' }).click();
  URL.revokeObjectURL(object);
}
