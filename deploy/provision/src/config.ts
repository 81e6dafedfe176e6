import { readFileSync } from 'node:fs';
import { loadConfig, secret } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { z } from 'zod';

const parsed = loadConfig(
  z.object({
    /** Administrator's addresses, used by this program alone. */
    RABBITMQ_MANAGEMENT_URL: z.url({ protocol: /^https?$/ }),
    MONGODB_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
    BROKER_VHOST: z.string().min(1).default('kstudio'),
    DATABASE_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9_-]*$/)
      .default('kstudio_'),
    /** Said by a restore alone: databases that are only half restored are refused otherwise. */
    DURING_RESTORE: z.literal('yes').optional(),
    /** Before another version starts: adds what it needs and takes nothing away from the one that runs. */
    EXPAND_ONLY: z.literal('yes').optional(),
    /** JSON: for each service its password at the broker and at the database. */
    PASSWORDS_FILE: z.string().min(1),
    /** Where to write each service's own addresses, and the broker's address they are made from; both or none. */
    ADDRESSES_DIR: z.string().min(1).optional(),
    RABBITMQ_URL: z.url({ protocol: /^amqps?$/ }).optional(),
  }),
);

const Passwords = z.record(z.enum(services), z.strictObject({ broker: secret(), database: secret() }));

export const config = {
  ...parsed,
  passwords: Passwords.parse(JSON.parse(readFileSync(parsed.PASSWORDS_FILE, 'utf8'))),
};
