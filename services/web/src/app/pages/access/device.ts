import { parse } from 'bowser';

export interface Device {
  browser?: string | undefined;
  system?: string | undefined;
  kind: 'desktop' | 'mobile' | 'tablet' | 'unknown';
}

/** A device in words, by the `User-Agent` that was noted; what cannot be told is left out. Pure. */
export function deviceOf(userAgent: string | undefined): Device {
  if (!userAgent) return { kind: 'unknown' };
  const { browser, os, platform } = parse(userAgent);
  const known = (['desktop', 'mobile', 'tablet'] as const).find((kind) => kind === platform.type);
  return { browser: browser.name, system: os.name, kind: known ?? 'unknown' };
}
