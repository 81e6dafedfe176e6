import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the web application's server reads from its environment. It needs neither broker nor database. */
export const webConfig = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8090),
  ADMIN_PORT: z.coerce.number().int().min(0).max(65535).default(8091),
  HOST: z.string().default('127.0.0.1'),
  APP_ORIGIN: z.url().default('http://localhost:8080'),
  SITES_ORIGIN: z.url().default('http://localhost:8081'),
  /** Where mails can be read on a platform on trial; not set where they leave for their recipients. */
  MAIL_SINK: z.url().optional(),
  SUPPORT_EMAIL: z.email().default('support@kstudio365.com'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Seconds between "not ready" and the end of listening, so that the ingress has seen it. */
  DRAIN_SECONDS: z.coerce.number().min(0).default(0),
});
export type WebConfig = z.infer<typeof webConfig>;

/** Parses the environment. Throws one sentence that names what is wrong and shows no value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): WebConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = webConfig.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
  throw new Error(`The environment is not complete: ${wrong.join('; ')}`);
}

/** The version that the page's foot shows. */
export function productVersion(packageFile: URL): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
}
