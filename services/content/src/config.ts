import { baseConfig } from '@kstudio/chassis';
import { z } from 'zod';

/** What content reads from its environment. */
export const config = baseConfig.extend({
  /** A port of the reading sites alone, for an ingress that cannot lead their origin to /sites/; none unless said. */
  SITES_PORT: z.coerce.number().int().min(0).max(65535).optional(),
});
export type Config = z.infer<typeof config>;
