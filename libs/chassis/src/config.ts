import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What every service reads from its environment; a service's own `config.ts` extends it. */
export const baseConfig = z.object({
  PORT: z.coerce.number().int().min(0).max(65535),
  ADMIN_PORT: z.coerce.number().int().min(0).max(65535),
  HOST: z.string().default('127.0.0.1'),
  AMQP_URL: z.url({ protocol: /^amqps?$/ }),
  MONGO_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
  APP_ORIGIN: z.url(),
  SITES_ORIGIN: z.url(),
  CLOCK: z.enum(['real', 'shiftable']).default('real'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Seconds between "not ready" and the end of listening, so that the ingress has seen it. */
  DRAIN_SECONDS: z.coerce.number().min(0).default(0),
  /** Seconds for which a database that does not answer, or does not know us yet, is waited for at the start. */
  START_SECONDS: z.coerce.number().min(0).default(0),
  /** Proxies whose X-Forwarded-For is believed (Express's `trust proxy` words); none unless said. */
  TRUSTED_PROXIES: z.string().default(''),
});
export type BaseConfig = z.infer<typeof baseConfig>;

/** A secret of at least 32 characters; it has no default and may come from a file (`NAME_FILE`). */
export const secret = () => z.string().min(32);

/**
 * Parses an environment by a schema. For each `NAME`, `NAME_FILE` may give the path of a file that holds it.
 * Throws one sentence that names every wrong or missing variable and shows no value.
 */
export function loadConfig<S extends z.ZodObject>(
  schema: S,
  env: NodeJS.ProcessEnv = process.env,
): z.infer<S> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const file = env[`${name}_FILE`];
    const value = file === undefined ? env[name] : readFileSync(file, 'utf8').trim();
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
  throw new Error(`The environment is not complete: ${wrong.join('; ')}`);
}
