import { baseConfig, secret } from '@kstudio/chassis';
import { z } from 'zod';

const Origins = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((origin) => origin.trim() || []))
  .pipe(z.array(z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url)));

/** What analytics-collector reads from its environment. */
export const config = baseConfig.extend({
  /** The master key: it wraps the key of each collection day and is used for nothing that is stored for longer. */
  BROWSING_KEY: secret(),
  /** Other sites that take part in the service (clause 1.sites): `https://aide.knowmore.fr,https://…`. */
  COVERED_SITES: Origins,
});
export type Config = z.infer<typeof config>;
