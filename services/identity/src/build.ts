import { createHmac } from 'node:crypto';
import { type Core, createLimiter, type Holding, type ServiceParts } from '@kstudio/chassis';
import { createAccessTokens } from './access-tokens.ts';
import { answers } from './answers.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import { createCorrections } from './corrections.store.ts';
import { createCredentials } from './credentials.store.ts';
import type { IdentityDeps } from './deps.ts';
import { createEmailChanges } from './email-changes.store.ts';
import { createGrants } from './grants.store.ts';
import { holdings } from './holdings.ts';
import { createInvitations } from './invitations.store.ts';
import { jobs } from './jobs.ts';
import { createMemberships } from './memberships.store.ts';
import { createPasswordResets } from './password-resets.store.ts';
import { createPasswords } from './passwords.ts';
import { createPeople } from './people.store.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import { announced, renewTokenKeysNow } from './renew-token-keys.ts';
import { createResetTokens } from './reset-tokens.ts';
import { routes } from './routes.ts';
import { deriveSecrets } from './secrets.ts';
import { createSessions, sessions, staffSessions } from './sessions.store.ts';
import { endSessionsOf } from './sessions.ts';
import { createSpaces } from './spaces.store.ts';
import { createStaff } from './staff.store.ts';
import { ATTEMPTS, RESET_MAILS } from './terms.ts';
import { createTokenKeys } from './token-keys.store.ts';
import { createTraces } from './traces.store.ts';

/** Wires identity: stores, use cases, doors. */
export function build(core: Core<Config>): ServiceParts<'identity'> {
  const deps = wire(core);
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings: holdings.map((of) => (of === sessions ? revokedFirst(deps) : of)),
    start: async () => {
      await renewTokenKeysNow(deps);
      for (const key of await deps.tokenKeys.all()) await deps.auth.learnKey(announced(key));
    },
  };
}

/** The sessions as a purge meets them: each is revoked, and everybody told, before its row goes. */
const revokedFirst = (deps: IdentityDeps): Holding => ({
  ...sessions,
  takesAlong: async (_db, clientId, personIds) => ({
    [sessions.name]: await endSessionsOf(deps, clientId, personIds),
  }),
});

function wire(core: Core<Config>): IdentityDeps {
  const { transaction, clock, ask, audit, auth, config, db } = core;
  const secrets = deriveSecrets(config.TOKEN_SECRET);
  const tokenKeys = createTokenKeys(db);
  const hashed = (account: string) =>
    createHmac('sha256', secrets.limits).update(account).digest('base64url');
  return {
    ...{ transaction, clock, ask, audit, auth, config, secrets, tokenKeys },
    people: createPeople(db),
    memberships: createMemberships(db),
    spaces: createSpaces(db),
    credentials: createCredentials(db),
    grants: createGrants(db),
    invitations: createInvitations(db),
    corrections: createCorrections(db),
    emailChanges: createEmailChanges(db),
    sessions: createSessions(db, sessions),
    staff: createStaff(db),
    staffSessions: createSessions(db, staffSessions),
    traces: createTraces(db),
    passwords: createPasswords(),
    accessTokens: createAccessTokens({ tokenKeys, clock, secrets, auth }),
    refreshTokens: createRefreshTokens(secrets.refresh),
    passwordResets: createPasswordResets(db),
    resetTokens: createResetTokens(secrets.resets),
    attempts: createLimiter(db, 'sign-in attempts', ATTEMPTS, hashed),
    resetMails: createLimiter(db, 'reset mails', RESET_MAILS, hashed),
  };
}
