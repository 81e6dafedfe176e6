/**
 * Takes a secret out of the address (`#token=…`), so that it stays neither in the bar nor in the history.
 * Fragments reach no server, and so no log.
 */
export function takeFromFragment<Name extends string>(
  ...names: Name[]
): { name: Name; secret: string } | undefined {
  const given = new URLSearchParams(window.location.hash.slice(1));
  const name = names.find((it) => given.get(it));
  const secret = name && given.get(name);
  if (!name || !secret) return undefined;
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return { name, secret };
}

/** The token of a confirmation link. */
export const takeToken = (): string | undefined => takeFromFragment('token')?.secret;
