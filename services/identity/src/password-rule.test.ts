import fc from 'fast-check';
import { PASSWORD_MAX, PASSWORD_MIN, passwordFault } from './password-rule.ts';

const email = 'Claire.Martin@scierie-martin.fr';

describe('a new password', () => {
  it.each([
    ['un établi, trois rabots', undefined],
    ['onze lettre', 'too-short'],
    ['douze lettre', undefined],
    ['claire.martin@SCIERIE-martin.fr', 'is-email'],
    ['MotDePasse123', 'too-common'],
    ['ababababababab', 'too-common'],
    ['x'.repeat(129), 'too-long'],
    ['🪚🔨🪛🔩🪜🧱🪵🏠🚪🪟🪑', 'too-short'],
    ['🪚🔨🪛🔩🪜🧱🪵🏠🚪🪟🪑🛋', undefined],
  ])('%s', (password, fault) => {
    expect(passwordFault(password, email)).toBe(fault);
  });

  it('is counted in characters, and within the bounds refused only for what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
        const length = Array.from(password.normalize('NFKC')).length;
        const fault = passwordFault(password, email);
        if (length < PASSWORD_MIN) expect(fault).toBe('too-short');
        else if (length > PASSWORD_MAX) expect(fault).toBe('too-long');
        else expect(['too-common', undefined]).toContain(fault);
      }),
    );
  });
});
