import { baseConfig, secret } from '@kstudio/chassis';
import type { z } from 'zod';

/** The environment of account. LINK_SECRET makes the one-time links and tickets, which are stored nowhere. */
export const configSchema = baseConfig.extend({ LINK_SECRET: secret() });
export type Config = z.infer<typeof configSchema>;
