import { createHash, randomBytes } from 'node:crypto';
import type { CategoryId } from '@kstudio/charter';
import { type RunningService, startService } from '@kstudio/chassis';
import {
  managerJoined,
  newId,
  passwordChanged,
  passwordResetAsked,
  purgeOrdered,
  type ServiceName,
  sessionRevoked,
  signingKeyAnnounced,
  subscriptionOpened,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { type Visitor, visitor } from '../../../tests/support/visitor.ts';
import { build } from '../src/build.ts';

export const api = '/api/identity';
const DAY_MS = 86_400_000;
export const password = 'un établi, trois rabots et 1 varlope';
export const firstToken = randomBytes(24).toString('base64url');
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const newEmail = () => `claire.martin.${newId()}@scierie-martin.fr`;

/** What the manager of a subscription that opened was given. */
export interface Invited {
  clientId: string;
  ticket: string;
  email: string;
}

/** Identity as a test file has it: on the real servers, between stand-ins that say and hear what its tests are about. */
export function identityUnderTest() {
  let provisioned: Provisioned;
  let identity: RunningService;
  const running = {} as Record<ServiceName, RunningService>;
  /** What account would answer about each client's manager. */
  const managers = new Map<string, { name: string; email: string }>();
  /** What the other services heard. */
  const heard: { key: string; data: Record<string, unknown> }[] = [];

  const config = () => ({
    ...testConfig(provisioned, 'identity'),
    TOKEN_SECRET: 't'.repeat(32),
    FIRST_OPERATOR_TOKEN: firstToken,
  });
  beforeAll(async () => {
    provisioned = await provisionFor('identity');
    const hear =
      (key: string) =>
      async (_tx: unknown, { data }: { data: never }) =>
        void heard.push({ key, data });
    running.account = await standIn(provisioned, 'account', {
      answers: {
        'account.recipient.v1': async ({ clientId }: { clientId: string }) => {
          const manager = managers.get(clientId);
          return manager
            ? { found: true, locale: 'fr', companyName: `Scierie de ${manager.name}`, ...manager }
            : { found: false };
        },
      } as never,
      consumers: { [managerJoined.key]: hear(managerJoined.key) } as never,
    });
    running.retention = await standIn(provisioned, 'retention', {
      consumers: {
        [sessionRevoked.key]: hear(sessionRevoked.key),
        [signingKeyAnnounced.key]: hear(signingKeyAnnounced.key),
        'identity.purge-answered.v1': hear('identity.purge-answered.v1'),
      } as never,
    });
    running.notifier = await standIn(provisioned, 'notifier', {
      consumers: {
        [passwordResetAsked.key]: hear(passwordResetAsked.key),
        [passwordChanged.key]: hear(passwordChanged.key),
      } as never,
    });
    identity = await startService('identity', config(), build);
    running.identity = identity;
  }, 60_000);
  afterAll(async () => {
    await Promise.all(Object.values(running).map((service) => service.stop()));
    await provisioned?.remove();
  }, 60_000);

  const rows = (name: string, filter: object = {}) =>
    identity.core.db.collection(name).find(filter).toArray();
  const heardOf = (key: string, part: object) =>
    heard.filter(
      (event) => event.key === key && JSON.stringify(event.data).includes(JSON.stringify(part).slice(1, -1)),
    );
  const visit = () => visitor(identity.url);
  const later = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
    const { clock } = identity.core;
    const before = clock.shiftMs;
    clock.shiftTo(before + days * DAY_MS);
    return work().finally(() => clock.shiftTo(before));
  };
  const account = (emit: Parameters<RunningService['core']['transaction']>[0]) =>
    running.account.core.transaction(emit);

  /** A subscription that opened, as identity hears it. */
  async function invited(email = newEmail(), name = 'Claire Martin'): Promise<Invited> {
    const [clientId, ticket] = [newId(), randomBytes(32).toString('base64url')];
    managers.set(clientId, { name, email });
    const openedAt = identity.core.clock.now().toISOString();
    await account(async (tx) =>
      tx.emit(
        subscriptionOpened({
          clientId,
          version: 2,
          openedAt,
          charterVersion: '1',
          ticketHash: sha256(ticket),
        }),
      ),
    );
    await eventually(async () => expect(await rows('invitations', { clientId })).toHaveLength(1));
    return { clientId, ticket, email };
  }
  const accept = (browser: Visitor, { ticket }: Invited, secret = password) =>
    browser.post(`${api}/invitations/accept`, { ticket, password: secret });
  const signIn = (browser: Visitor, email: string, secret = password, more: object = {}) =>
    browser.post(`${api}/sessions`, { email, password: secret, ...more });
  const refresh = (browser: Visitor) => browser.post(`${api}/sessions/refresh`, {});
  const whoAmI = async (browser: Visitor) => (await browser.get(`${api}/session`)).body;
  async function joined(email?: string) {
    const browser = visit();
    const invitation = await invited(email);
    const answer = await accept(browser, invitation);
    expect(answer.status).toBe(200);
    return { ...invitation, browser, session: answer.body.session };
  }
  /** Retention orders these categories of a client purged; ends when identity has answered. */
  async function purge(clientId: string, categories: CategoryId[]) {
    const orderId = newId();
    const order = {
      orderId,
      clientId,
      categories,
      reason: 'term',
      charterVersion: '1',
      stage: 'holders',
    } as const;
    await running.retention.core.transaction(async (tx) =>
      tx.emit(purgeOrdered({ ...order, version: 1, orderedAt: tx.now.toISOString() })),
    );
    return eventually(() => {
      const [answer] = heardOf('identity.purge-answered.v1', { orderId });
      expect(answer).toBeDefined();
      return answer!.data as { holdings: { name: string; deleted: number }[]; scan: { found: number } };
    });
  }

  return {
    running,
    managers,
    heard,
    config,
    rows,
    heardOf,
    visit,
    later,
    account,
    invited,
    accept,
    signIn,
    refresh,
    whoAmI,
    joined,
    purge,
  };
}
