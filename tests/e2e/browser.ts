import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export type Locale = 'fr' | 'en';
/** How a person sits before the screen. */
export interface Seat {
  locale: Locale;
  width: number;
  theme: 'light' | 'dark';
}

/** Headless, and silent: it asks nobody for updates. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium whose path the launcher found. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH;
  if (!executablePath) throw new Error('CHROME_PATH is missing: browser tests are started by "npm test"');
  return chromium.launch({ executablePath, args: flags });
}

/** A page with everything that went wrong on it: what the browser complained of, and what did not load. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Complaints so far, but for answers that a test said it expects. */
  complaints: string[];
  /** From now on an answer of this status from this path is no complaint. */
  expectStatus(status: number, path: string): void;
}

/** A choice about cookies made before: tests of other things are not asked. */
const chosen = (origin: string) => ({ name: 'ks_choice', value: 'refused.1', url: origin });

/** Opens a private window, whose visitor has chosen unless `asked` is to be. Console errors, page errors, policy violations and failed requests are noted. */
export async function visit(
  browser: Browser,
  { locale, width, theme }: Seat,
  origin: string,
  { asked = false }: { asked?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: locale === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: width < 600 ? 844 : 860 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  if (!asked) await context.addCookies([chosen(origin)]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const expected: { status: number; path: string }[] = [];
  const isExpected = (status: number, url: string) =>
    expected.some((answer) => answer.status === status && new URL(url).pathname === answer.path);

  page.on('console', (message) => {
    const { url } = message.location();
    const status = Number(/status of (\d{3})/.exec(message.text())?.[1]);
    if (message.type() === 'error' && !(status && isExpected(status, url))) {
      complaints.push(`console: ${message.text()} (${url})`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && !isExpected(status, response.url())) {
      complaints.push(`${status}: ${response.url()}`);
    }
  });
  return { page, context, complaints, expectStatus: (status, path) => void expected.push({ status, path }) };
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations(page: Page): Promise<string[]> {
  // There is no frame to look into; without that look it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(rules);
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/**
 * Looks at the page as it stands: nothing may be wrong by WCAG A or AA, nothing may stick out to the right, and
 * nothing may have gone wrong on the way here.
 */
export async function expectSound({ page, complaints }: Visit): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const seen = { violations: await violations(page), overflow: Math.max(0, overflow), complaints };
  expect({ at: page.url(), ...seen }).toEqual({
    at: page.url(),
    violations: [],
    overflow: 0,
    complaints: [],
  });
}
