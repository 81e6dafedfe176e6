/** NIST SP 800-63B asks for length rather than for kinds of characters; twelve is our floor. */
export const shortest = 12;

/** Why a password is not good enough yet: too short, or easy to guess. Pure. */
export function passwordFault(password: string, known: string[]): 'short' | 'plain' | undefined {
  const characters = Array.from(password);
  if (characters.length < shortest) return 'short';
  if (new Set(characters).size < 5) return 'plain';
  const bare = password.toLowerCase();
  const words = known
    .flatMap((word) => word.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length > 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), bare);
  return Array.from(rest).length < 6 ? 'plain' : undefined;
}
