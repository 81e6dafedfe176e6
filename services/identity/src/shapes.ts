import { z } from 'zod';
import { PASSWORD_MAX } from './password-rule.ts';

/** Longest address that SMTP carries: RFC 5321, 4.5.3.1.3. */
export const Email = z.string().trim().pipe(z.email().max(254));
export const Password = z.string().min(1).max(PASSWORD_MAX);

/** What one address may try in a minute: an office of a hundred signing in at nine, not a dictionary. */
export const tries = { points: 120, seconds: 60 };
