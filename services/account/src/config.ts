import { baseConfig, secret } from '@kstudio/chassis';
import { z } from 'zod';

/** The environment of account. LINK_SECRET makes the one-time links and tickets, which are stored nowhere. */
export const configSchema = baseConfig.extend({
  LINK_SECRET: secret(),
  /** Where mail to support comes in (SMTP); without it none is taken. */
  SUPPORT_SMTP_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  SUPPORT_EMAIL: z.email().optional(),
});
export type Config = z.infer<typeof configSchema>;
