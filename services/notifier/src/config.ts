import { baseConfig } from '@kstudio/chassis';
import { z } from 'zod';

/** What notifier reads from its environment. */
export const config = baseConfig.extend({
  /** The mail server that takes our notices, `smtp://` or `smtps://`, with its user and password if it wants one. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** The sender of every notice: `K-Studio <atelier@kstudio365.com>`. */
  MAIL_FROM: z.string().regex(/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/),
  /** Where mails that cannot be delivered come back to: the address at which mail to support is taken. */
  SUPPORT_EMAIL: z.email().optional(),
});
export type Config = z.infer<typeof config>;
