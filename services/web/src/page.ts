import { readFileSync } from 'node:fs';
import { toldPaths } from './paths.ts';

/** What the page must know before it asks anything: put into its `<meta name="kstudio">`. */
export interface PageFacts {
  version: string;
  supportEmail: string;
  sitesOrigin: string;
  /** Where mails end up on a platform on trial; null where they leave. */
  mailSink: string | null;
}

const attribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('$', '&#36;');

/**
 * Reads the built page once; the function returned renders it for one response, with that response's nonce.
 * Throws when the application has not been built.
 */
export function loadPage(file: URL, facts: PageFacts): (nonce: string) => string {
  const built = readFileSync(file, 'utf8')
    .replace('__FACTS__', attribute(JSON.stringify(facts)))
    .replace('__ROUTES__', attribute(toldPaths.join(' ')));
  return (nonce) => built.replaceAll('__NONCE__', nonce);
}
