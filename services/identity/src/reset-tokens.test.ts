import { randomBytes } from 'node:crypto';
import { newId } from '@kstudio/contracts';
import fc from 'fast-check';
import { createResetTokens } from './reset-tokens.ts';

const tokens = createResetTokens(randomBytes(32));

describe('the token of a forgotten password', () => {
  it('names its reset, is the same whenever it is made, and fits into a link', () => {
    const link = { kind: 'user', resetId: newId() } as const;
    expect(tokens.read(tokens.make(link))).toEqual(link);
    expect(tokens.make(link)).toBe(tokens.make(link));
    expect(tokens.make(link)).toMatch(/^[\w.-]{1,200}$/);
  });

  it('is told from an invented one, one of another secret, and one that was changed', () => {
    const text = tokens.make({ kind: 'user', resetId: newId() });
    expect(createResetTokens(randomBytes(32)).read(text)).toBeUndefined();
    expect(tokens.read(text.replace('user', 'staff'))).toBeUndefined();
    fc.assert(fc.property(fc.string(), (invented) => tokens.read(invented) === undefined));
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '0', '.'), (position, letter) => {
        fc.pre(text[position] !== letter);
        const changed = text.slice(0, position) + letter + text.slice(position + 1);
        expect(tokens.read(changed)).toBeUndefined();
      }),
    );
  });
});
