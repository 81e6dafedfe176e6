import { createPasswords } from './passwords.ts';

describe('passwords', () => {
  const passwords = createPasswords();

  it('are hashed by Argon2id with the parameters of OWASP', async () => {
    expect(await passwords.hash('un établi, trois rabots')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('fit however the keyboard composed their accents, and nobody’s fits', async () => {
    const hash = await passwords.hash('un établi, trois rabots');
    expect(await passwords.verify(hash, 'un e\u0301tabli, trois rabots')).toBe(true);
    expect(await passwords.verify(hash, 'un établi, trois rabot')).toBe(false);
    expect(await passwords.verify(undefined, 'un établi, trois rabots')).toBe(false);
  });
});
