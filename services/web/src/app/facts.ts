/** What the server put into the page: the version, where support and reading sites are, where mails of a trial end up. */
export interface PageFacts {
  version: string;
  supportEmail: string;
  sitesOrigin: string;
  mailSink: string | null;
}

function read(): PageFacts {
  const content = document.querySelector<HTMLMetaElement>('meta[name="kstudio"]')?.content ?? '';
  try {
    return JSON.parse(content) as PageFacts;
  } catch {
    return { version: 'dev', supportEmail: 'support@kstudio365.com', sitesOrigin: '', mailSink: null };
  }
}

export const facts = read();

/** The nonce of this page, for the few styles that are made while it runs. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
