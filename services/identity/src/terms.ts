import { confirmation, endOfTerm, grace } from '@kstudio/charter';

/** An access token lives ten minutes (architecture, "Signing in"). */
export const ACCESS_TOKEN_SECONDS = 10 * 60;

/** A user signs in again at least once in 30 days: NIST SP 800-63B, 4.1.3 (AAL1). */
export const USER_SESSION_SECONDS = 30 * 24 * 3_600;

/** Staff sign in again at least once in 12 hours: NIST SP 800-63B, 4.2.3 (AAL2). */
export const STAFF_SESSION_SECONDS = 12 * 3_600;

/** A refresh token presented again within ten seconds gets the same successor (architecture, "Signing in"). */
export const REPEAT_MS = 10_000;

/** At most 100 failed attempts an hour on one account (OWASP ASVS 4.0, 2.2.1): 20 in a quarter of an hour are 80. */
export const ATTEMPTS = { points: 20, seconds: 900 };

/** Who lost her address by a change can undo it for 72 hours (charter, "How we read it" 10). */
export const UNDO_SECONDS = 72 * 3_600;
/** The link of a forgotten password is good for an hour: OWASP, Forgot Password Cheat Sheet, asks for a short time. */
export const RESET_SECONDS = 60 * 60;

/** A reset that was used is known so long, for the mail that tells of it: mail servers retry for five days (RFC 5321). */
export const RESET_KEPT_SECONDS = 7 * 24 * 3_600;

/** At most so many mails with a link to one account an hour, whoever asks: nobody's mailbox is flooded through us. */
export const RESET_MAILS = { points: 5, seconds: 3_600 };

/** `seconds` after an instant. */
export const after = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1_000);

type Kind = 'user' | 'staff';

/** How long a session lasts, however much it is used. */
export const sessionSeconds = (kind: Kind): number =>
  kind === 'user' ? USER_SESSION_SECONDS : STAFF_SESSION_SECONDS;

/** When a session that begins now is over. */
export const sessionEnds = (kind: Kind, openedAt: Date): Date => after(openedAt, sessionSeconds(kind));
/** When a session began, by when it is over. */
export const sessionBegan = (kind: Kind, endsAt: Date): Date => after(endsAt, -sessionSeconds(kind));

/** An invitation is good for the seven days that a confirmation has. */
export const invitationEnds = (openedAt: Date): Date => endOfTerm(openedAt, confirmation).instant;

/** Whoever was let in is let in until the grace after the end of the subscription is over (category access). */
export const accessEnds = (endedAt: Date): Date => endOfTerm(endedAt, grace).instant;
