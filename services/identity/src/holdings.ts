import type { Holding } from '@kstudio/chassis';
import { corrections } from './corrections.store.ts';
import { credentials } from './credentials.store.ts';
import { emailChanges } from './email-changes.store.ts';
import { grants } from './grants.store.ts';
import { invitations } from './invitations.store.ts';
import { memberships } from './memberships.store.ts';
import { passwordResets, staffPasswordResets } from './password-resets.store.ts';
import { people } from './people.store.ts';
import { sessions, staffSessions } from './sessions.store.ts';
import { spaces } from './spaces.store.ts';
import { staff } from './staff.store.ts';
import { tokenKeys } from './token-keys.store.ts';
import { traces } from './traces.store.ts';

/** The data that identity holds, by category: users for the five years, means of sign-in until the grace ends, traces a year. */
export const holdings: readonly Holding[] = [
  people,
  memberships,
  spaces,
  credentials,
  grants,
  invitations,
  corrections,
  emailChanges,
  sessions,
  passwordResets,
  staff,
  staffSessions,
  staffPasswordResets,
  tokenKeys,
  traces,
];
