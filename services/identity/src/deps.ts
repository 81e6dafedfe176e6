import type { Core, Limiter } from '@kstudio/chassis';
import type { AccessTokens } from './access-tokens.ts';
import type { Config } from './config.ts';
import type { Corrections } from './corrections.store.ts';
import type { Credentials } from './credentials.store.ts';
import type { EmailChanges } from './email-changes.store.ts';
import type { Grants } from './grants.store.ts';
import type { Invitations } from './invitations.store.ts';
import type { Memberships } from './memberships.store.ts';
import type { PasswordResets } from './password-resets.store.ts';
import type { Passwords } from './passwords.ts';
import type { People } from './people.store.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { ResetTokens } from './reset-tokens.ts';
import type { deriveSecrets } from './secrets.ts';
import type { Sessions } from './sessions.store.ts';
import type { Spaces } from './spaces.store.ts';
import type { Staff } from './staff.store.ts';
import type { TokenKeys } from './token-keys.store.ts';
import type { Traces } from './traces.store.ts';

/** What the use cases of identity stand on. */
export interface IdentityDeps
  extends Pick<Core<Config>, 'transaction' | 'clock' | 'ask' | 'audit' | 'auth' | 'config'> {
  people: People;
  memberships: Memberships;
  spaces: Spaces;
  credentials: Credentials;
  grants: Grants;
  invitations: Invitations;
  corrections: Corrections;
  emailChanges: EmailChanges;
  sessions: Sessions;
  staff: Staff;
  passwordResets: PasswordResets;
  resetTokens: ResetTokens;
  staffSessions: Sessions;
  tokenKeys: TokenKeys;
  traces: Traces;
  secrets: ReturnType<typeof deriveSecrets>;
  passwords: Passwords;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  /** Attempts on one account, by e-mail address (hashed). */
  attempts: Limiter;
  /** Mails with a link for a new password to one account, by e-mail address (hashed). */
  resetMails: Limiter;
}
