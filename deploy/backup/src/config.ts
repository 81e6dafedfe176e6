import { readFileSync } from 'node:fs';
import { loadConfig, secret } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { z } from 'zod';

const parsed = loadConfig(
  z.object({
    /** Administrator's addresses, used by this program alone. */
    RABBITMQ_URL: z.url({ protocol: /^amqps?$/ }),
    RABBITMQ_MANAGEMENT_URL: z.url({ protocol: /^https?$/ }),
    MONGODB_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
    BROKER_VHOST: z.string().min(1).default('kstudio'),
    DATABASE_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9_-]*$/)
      .default('kstudio_'),
    /** The same file that provisioning reads. */
    PASSWORDS_FILE: z.string().min(1),
    /** Where retention keeps the orders of purges apart. */
    PURGE_ORDERS_DIR: z.string().min(1),
  }),
);

const Passwords = z.record(z.enum(services), z.object({ broker: secret() }));
const passwords = Passwords.parse(JSON.parse(readFileSync(parsed.PASSWORDS_FILE, 'utf8')));

export const config = {
  ...parsed,
  brokerPasswords: Object.fromEntries(
    services.map((service) => [service, passwords[service].broker]),
  ) as Record<(typeof services)[number], string>,
};
