import { baseConfig, secret } from '@kstudio/chassis';
import type { z } from 'zod';

/**
 * The environment of identity. TOKEN_SECRET seals signing keys and makes refresh tokens; FIRST_OPERATOR_TOKEN opens
 * the door of the first operator, once, while there is no staff account.
 */
export const configSchema = baseConfig.extend({
  TOKEN_SECRET: secret(),
  FIRST_OPERATOR_TOKEN: secret().optional(),
});
export type Config = z.infer<typeof configSchema>;
