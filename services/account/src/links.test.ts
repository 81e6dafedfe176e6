import { newId } from '@kstudio/contracts';
import fc from 'fast-check';
import { createLinks, hashOf } from './links.ts';

const links = createLinks('l'.repeat(32));
const expiresAt = new Date('2026-11-29T23:00:00.000Z');

describe('one-time links', () => {
  it('read back what they were made of', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
        (clientId, instant) => {
          const link = { clientId, expiresAt: instant };
          expect(links.readConfirmationToken(links.confirmationToken(link))).toEqual(link);
        },
      ),
    );
  });

  it('are refused when one character is another', () => {
    const token = links.confirmationToken({ clientId: newId(), expiresAt });
    const bytes = (text: string) => Buffer.from(text.replace('.', ''), 'base64url').toString('hex');
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom('A', 'b', '0', '_', '-', '.'),
        (position, letter) => {
          const changed = token.slice(0, position) + letter + token.slice(position + 1);
          fc.pre(bytes(changed) !== bytes(token) || changed.split('.').length !== 2);
          expect(links.readConfirmationToken(changed)).toBeUndefined();
        },
      ),
    );
  });

  it('never throw on what a stranger sends', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(links.readConfirmationToken(text)).toBeUndefined()));
  });

  it('of another secret are not ours', () => {
    const token = createLinks('m'.repeat(32)).confirmationToken({ clientId: newId(), expiresAt });
    expect(links.readConfirmationToken(token)).toBeUndefined();
  });

  it('give a ticket that is its own kind, the same each time', () => {
    const clientId = newId();
    const ticket = links.ticket(clientId, expiresAt);
    expect(links.ticket(clientId, expiresAt)).toBe(ticket);
    expect(links.confirmationToken({ clientId, expiresAt })).not.toContain(ticket);
    expect(links.ticket(clientId, new Date(expiresAt.getTime() + 1))).not.toBe(ticket);
    expect(hashOf(ticket)).toMatch(/^[0-9a-f]{64}$/);
  });
});
