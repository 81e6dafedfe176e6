import { z } from 'zod';

/** Longest address that SMTP carries: RFC 5321, 4.5.3.1.3. */
export const Email = z.string().trim().pipe(z.email().max(254));
