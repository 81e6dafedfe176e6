import { randomBytes } from 'node:crypto';
import { newId } from '@kstudio/contracts';
import fc from 'fast-check';
import { createRefreshTokens } from './refresh-tokens.ts';

const tokens = createRefreshTokens(randomBytes(32));

describe('refresh tokens', () => {
  it('have one successor, the same for whoever presents the same token', () => {
    const first = tokens.first('user', newId());
    expect(tokens.successor(first)).toEqual(tokens.successor(tokens.read(first.text)!));
    const chain = [first];
    for (let i = 0; i < 50; i += 1) chain.push(tokens.successor(chain.at(-1)!));
    expect(new Set(chain.map(({ text }) => text)).size).toBe(51);
    for (const token of chain) expect(tokens.read(token.text)).toEqual(token);
  });

  it('are told from invented ones, and of another secret', () => {
    const first = tokens.first('user', newId());
    expect(createRefreshTokens(randomBytes(32)).read(first.text)).toBeUndefined();
    expect(tokens.read(first.text.replace('user', 'staff'))).toBeUndefined();
    expect(tokens.read(undefined)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => expect(tokens.read(text)).toBeUndefined()));
    fc.assert(
      fc.property(fc.nat(first.text.length - 1), fc.constantFrom('A', 'b', '0', '.'), (position, letter) => {
        fc.pre(first.text[position] !== letter);
        const changed = first.text.slice(0, position) + letter + first.text.slice(position + 1);
        expect(tokens.read(changed)).toBeUndefined();
      }),
    );
  });
});
