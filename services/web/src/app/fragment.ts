/**
 * Takes the token out of the address (`#token=…`), so that it stays neither in the bar nor in the history.
 * Fragments reach no server, and so no log.
 */
export function takeToken(): string | undefined {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? undefined;
  if (token) window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}
