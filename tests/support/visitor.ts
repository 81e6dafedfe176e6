/** What a visitor's browser was answered. */
export interface Answered {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test reads what it is about
  body: any;
  headers: Headers;
}

export interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A browser in front of one service: it keeps cookies and says where it comes from. */
export interface Visitor {
  get(path: string, asked?: Asked): Promise<Answered>;
  post(path: string, body?: unknown, asked?: Asked): Promise<Answered>;
  patch(path: string, body?: unknown, asked?: Asked): Promise<Answered>;
  del(path: string, asked?: Asked): Promise<Answered>;
  cookies: Map<string, string>;
  /** Another tab of the same browser as it is now: the same cookies, kept apart from here on. */
  tab(): Visitor;
}

/** Opens a browser on `url`. Bodies that are strings are sent as they stand. */
export function visitor(
  url: string,
  origin = 'http://localhost:8080',
  cookies = new Map<string, string>(),
): Visitor {
  async function ask(method: string, path: string, { body, headers = {} }: Asked): Promise<Answered> {
    const response = await fetch(url + path, {
      method,
      headers: {
        origin,
        'accept-language': 'fr',
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      headers: response.headers,
    };
  }
  return {
    get: (path, asked = {}) => ask('GET', path, asked),
    post: (path, body = {}, asked = {}) => ask('POST', path, { ...asked, body }),
    patch: (path, body = {}, asked = {}) => ask('PATCH', path, { ...asked, body }),
    del: (path, asked = {}) => ask('DELETE', path, asked),
    cookies,
    tab: () => visitor(url, origin, new Map(cookies)),
  };
}
