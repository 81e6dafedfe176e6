/** The cookies of the covered sites: each site has its own, and no site sees another's. */
export interface Cookies {
  /** What the visitor chose, readable by the page: `accepted.1`. */
  choice: Choice | undefined;
  /** Her id on this site, after she accepted; readable by the server alone. */
  visitorId: string | undefined;
  /** The access token of somebody who is signed in. */
  access: string | undefined;
}
export interface Choice {
  what: 'accepted' | 'refused' | 'uncounted';
  charterVersion: string;
}

export const CHOICE_COOKIE = 'ks_choice';
export const VISITOR_COOKIE = 'ks_visitor';

/** Reads a `Cookie` header. What is not of the expected form is not there. */
export function readCookies(header: string | undefined, accessName: string): Cookies {
  const all = new Map(
    (header ?? '').split(';').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
  const [, what, charterVersion] =
    /^(accepted|refused|uncounted)\.([\w.-]{1,20})$/.exec(all.get(CHOICE_COOKIE) ?? '') ?? [];
  return {
    choice: what && charterVersion ? { what: what as Choice['what'], charterVersion } : undefined,
    visitorId: /^[0-9a-f-]{36}$/.exec(all.get(VISITOR_COOKIE) ?? '')?.[0],
    access: all.get(accessName),
  };
}
