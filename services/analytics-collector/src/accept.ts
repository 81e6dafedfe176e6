import { randomUUID } from 'node:crypto';
import { currentCharter, endOfTerm } from '@kstudio/charter';
import { newId } from '@kstudio/contracts';
import { wordingOf } from './consent-words.ts';
import type { ConsentRow } from './consents.store.ts';
import type { Cookies } from './cookies.ts';
import type { Site } from './covered-sites.ts';
import type { CollectorDeps } from './deps.ts';
import { problems } from './problems.ts';
import { seal } from './sealing.ts';
import { choiceKept, keptFor, visitorKept } from './terms.ts';
import { consentInForce, consentTag } from './visitors.ts';

export const FORGET_CONSENT = 'forget-consent';

export interface Acceptance {
  locale: 'fr' | 'en';
  /** The charter's version whose text the visitor saw. */
  charterVersion: string;
}

export interface Accepted {
  visitorId: string;
  holdsUntil: Date;
  visitorUntil: Date;
}

/**
 * Records that a visitor agrees on one site, with the words that she was shown. She keeps the id that she has there;
 * its year is not begun again. Throws consent-outdated where the charter she saw is no longer in force.
 *
 * @enforces law.cookies
 */
export async function accept(
  deps: CollectorDeps,
  site: Site,
  cookies: Cookies,
  { locale, charterVersion }: Acceptance,
): Promise<Accepted> {
  if (charterVersion !== currentCharter.version) throw problems.consentClosed();
  const now = deps.clock.now();
  const before = await consentInForce(deps, site, cookies.visitorId, charterVersion);
  const visitorId = before ? cookies.visitorId! : randomUUID();
  const visitorUntil = before?.visitorUntil ?? endOfTerm(now, visitorKept).instant;
  const holdsUntil = endOfTerm(now, choiceKept).instant;
  const visitor = consentTag(deps, visitorId);
  const row: ConsentRow = {
    _id: newId(),
    site: site.name,
    visitor,
    sealed: seal(deps.keys.consents, visitor, Buffer.from(visitorId)),
    charterVersion,
    wording: wordingOf(locale),
    acceptedAt: now,
    holdsUntil,
    visitorUntil,
    endedAt: null,
  };
  await deps.transaction(async (tx) => {
    await deps.consents.insert(tx, row);
    const dueAt = endOfTerm(holdsUntil, keptFor).instant;
    tx.schedule({ name: FORGET_CONSENT, key: row._id, dueAt, data: { consentId: row._id } });
  });
  return { visitorId, holdsUntil, visitorUntil };
}
