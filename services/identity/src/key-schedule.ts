import { ACCESS_TOKEN_SECONDS, after } from './terms.ts';

/** A key signs for 28 days: with lead and tail it lives inside the 30 days of the category technical. */
const SIGNS_SECONDS = 28 * 24 * 3_600;
/** A key is announced a day before it signs, so that every verifier knows it by then. */
const LEAD_SECONDS = 24 * 3_600;

/** The life of a signing key: it signs from `notBefore` to `signsUntil`, and verifies until `notAfter`. */
export interface KeyLife {
  notBefore: Date;
  signsUntil: Date;
  notAfter: Date;
}

export const lifeFrom = (notBefore: Date): KeyLife => {
  const signsUntil = after(notBefore, SIGNS_SECONDS);
  return { notBefore, signsUntil, notAfter: after(signsUntil, ACCESS_TOKEN_SECONDS) };
};

/** What is to be done about the keys at `now`: a key to make, keys whose last token is dead, when to look again. */
export interface KeyPlan<K> {
  make: KeyLife | undefined;
  drop: K[];
  nextAt: Date;
}

/** Pure. The next key is made a lead before the last one stops; where none signs at `now`, one is made at once. */
export function planKeys<K extends KeyLife>(keys: readonly K[], now: Date): KeyPlan<K> {
  const drop = keys.filter((key) => key.notAfter <= now);
  const lastStop = new Date(Math.max(...keys.map(({ signsUntil }) => signsUntil.getTime()), 0));
  const make = begins(keys, lastStop, now);
  const stops = Math.max(lastStop.getTime(), make?.signsUntil.getTime() ?? 0);
  return { make, drop, nextAt: after(new Date(stops), -LEAD_SECONDS) };
}

function begins(keys: readonly KeyLife[], lastStop: Date, now: Date): KeyLife | undefined {
  if (!signingAt(keys, now)) return lifeFrom(now);
  return after(now, LEAD_SECONDS) >= lastStop ? lifeFrom(lastStop) : undefined;
}

/** The key that signs at `now`: of those that may, the one that began last. */
export function signingAt<K extends KeyLife>(keys: readonly K[], now: Date): K | undefined {
  return keys
    .filter((key) => key.notBefore <= now && now < key.signsUntil)
    .sort((a, b) => b.notBefore.getTime() - a.notBefore.getTime())[0];
}
