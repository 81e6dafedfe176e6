import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;
const INSTANT_BYTES = 6;

export interface ConfirmationLink {
  clientId: string;
  expiresAt: Date;
}

/** What one-time links are made of: derived from a secret each time they are needed, and stored nowhere. */
export function createLinks(secret: string) {
  const seal = (purpose: string, payload: Buffer) =>
    createHmac('sha256', secret).update(`${purpose}\0`).update(payload).digest();
  const tokenFor = (purpose: string, { clientId, expiresAt }: ConfirmationLink): string => {
    const payload = pack(clientId, expiresAt);
    return `${payload.toString('base64url')}.${seal(purpose, payload).toString('base64url')}`;
  };
  const read = (purpose: string, token: string): ConfirmationLink | undefined => {
    const [given = '', mac = ''] = token.split('.');
    const payload = Buffer.from(given, 'base64url');
    const expected = seal(purpose, payload);
    const presented = Buffer.from(mac, 'base64url');
    if (payload.length !== ID_BYTES + INSTANT_BYTES || presented.length !== expected.length) return undefined;
    return timingSafeEqual(presented, expected) ? unpack(payload) : undefined;
  };

  return {
    /** The token of the confirmation mail: client, expiry, and their HMAC. */
    confirmationToken: (link: ConfirmationLink): string => tokenFor('confirm', link),
    /** What a token says; undefined when it is not ours, to the bit. */
    readConfirmationToken: (token: string) => read('confirm', token),
    /** The token of the link to an archive's door. */
    archiveToken: (link: ConfirmationLink): string => tokenFor('archive', link),
    readArchiveToken: (token: string) => read('archive', token),
    /** The ticket with which the manager of a confirmed subscription signs in for the first time. */
    ticket: (clientId: string, openedAt: Date): string =>
      seal('ticket', pack(clientId, openedAt)).toString('base64url'),
  };
}
export type Links = ReturnType<typeof createLinks>;

/** What travels in the event instead of the ticket. */
export const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

function pack(clientId: string, instant: Date): Buffer {
  const payload = Buffer.alloc(ID_BYTES + INSTANT_BYTES);
  payload.write(clientId.replaceAll('-', ''), 'hex');
  payload.writeUIntBE(instant.getTime(), ID_BYTES, INSTANT_BYTES);
  return payload;
}

function unpack(payload: Buffer): ConfirmationLink {
  const hex = payload.toString('hex', 0, ID_BYTES);
  const clientId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { clientId, expiresAt: new Date(payload.readUIntBE(ID_BYTES, INSTANT_BYTES)) };
}
