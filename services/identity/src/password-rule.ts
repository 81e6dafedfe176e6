import type { Bilingual } from '@kstudio/chassis';

/** Twelve letters are 56 bits: CNIL's recommendation 2022-100 asks for 50 where attempts are limited. */
export const PASSWORD_MIN = 12;
/** Twice what OWASP's Authentication Cheat Sheet asks to allow; a bound on what one request makes us hash. */
export const PASSWORD_MAX = 128;

/** What is tried first: common passwords of at least twelve characters, French keyboards included. */
const common = new Set([
  'motdepasse12',
  'motdepasse123',
  'motdepasse1234',
  'monmotdepasse',
  'azertyuiop12',
  'azertyuiop123',
  'azertyuiopqs',
  'azertyuiopqsdf',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'password1234',
  'password12345',
  'passwordpassword',
  'passw0rd1234',
  'p@ssw0rd1234',
  'administrateur',
  'administrator',
  'administrator1',
  'bienvenue123',
  'bienvenue1234',
  'welcome12345',
  'jetaimejetaime',
  'iloveyou1234',
  'changemoi123',
  'changeme1234',
  'kstudiokstudio',
  'kstudio365.com',
  'k-studio2026',
  '1q2w3e4r5t6y',
  '123456789012',
  '1234567890123',
  '12345678901234',
  '098765432109',
]);

export type PasswordFault = 'too-short' | 'too-long' | 'is-email' | 'too-common' | 'is-current';

/**
 * Why a new password is refused; undefined when it may be set. Counted in characters, whatever their script.
 * `current` is the one that it is to follow, where that is given.
 */
export function passwordFault(password: string, email: string, current?: string): PasswordFault | undefined {
  const normal = password.normalize('NFKC');
  const length = Array.from(normal).length;
  if (length < PASSWORD_MIN) return 'too-short';
  if (length > PASSWORD_MAX) return 'too-long';
  const lower = normal.toLowerCase();
  if (lower === email.toLowerCase()) return 'is-email';
  if (normal === current?.normalize('NFKC')) return 'is-current';
  return common.has(lower) || new Set(lower).size <= 2 ? 'too-common' : undefined;
}

export const faultWords: Record<PasswordFault, Bilingual> = {
  'too-short': {
    fr: `Au moins ${PASSWORD_MIN} caractères. Une phrase convient très bien.`,
    en: `At least ${PASSWORD_MIN} characters. A sentence does very well.`,
  },
  'too-long': { fr: `Au plus ${PASSWORD_MAX} caractères.`, en: `At most ${PASSWORD_MAX} characters.` },
  'is-current': {
    fr: 'C’est le même que l’actuel. Choisissez-en un autre.',
    en: 'It is the same as the present one. Choose another.',
  },
  'is-email': { fr: 'Pas votre adresse e-mail.', en: 'Not your e-mail address.' },
  'too-common': {
    fr: 'Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.',
    en: 'This password is among the first that are tried. Choose another.',
  },
};
