import type { Editor } from '../../support/editor.ts';
import type { Guest } from '../../support/guest.ts';

const api = '/api/content';

/** A content as its page shows it. */
export interface Shown {
  title: string;
  html: string;
  body: object[];
  lastUpdate: number;
  versions: { number: number; reason: string; name: string | null }[];
}

/** The doors by which a person writes. */
export const begin = async (guest: Guest, title: string): Promise<string> =>
  (await guest.demand<{ contentId: string }>(201, 'POST', `${api}/contents`, { title })).contentId;

export const shown = (guest: Guest, contentId: string) =>
  guest.demand<Shown>(200, 'GET', `${api}/contents/${contentId}`);

/** Sends bytes of a media type; the answer’s status and body. */
export async function send(guest: Guest, path: string, type: string, bytes: Uint8Array) {
  const body = Buffer.from(bytes);
  const answer = await guest.send({
    method: 'POST',
    path: `${api}${path}`,
    body,
    headers: { 'content-type': type },
  });
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
}

/** Saves what an editor wrote since it was last saved. */
export async function save(guest: Guest, contentId: string, editor: Editor): Promise<void> {
  const answer = await send(
    guest,
    `/contents/${contentId}/updates`,
    'application/octet-stream',
    editor.take(),
  );
  if (answer.status !== 201) throw new Error(`not saved: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Opens a content in an editor, as one tab does. */
export const follow = (guest: Guest, contentId: string, editor: Editor) =>
  editor.follow(guest.origin, contentId, { cookie: guest.cookie });

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
