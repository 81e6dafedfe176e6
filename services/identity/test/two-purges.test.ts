import { type Holding, type RunningService, startService } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { testConfig } from '../../../tests/support/stand-in.ts';
import { build } from '../src/build.ts';
import { grants } from '../src/grants.store.ts';
import { memberships } from '../src/memberships.store.ts';

/** Both clients of one person are purged in the same moment, by two replicas: she goes with the last of them. */
describe('two purges at once', () => {
  let provisioned: Provisioned;
  let identity: RunningService;

  beforeAll(async () => {
    provisioned = await provisionFor('identity');
    const config = { ...testConfig(provisioned, 'identity'), TOKEN_SECRET: 't'.repeat(32) };
    identity = await startService('identity', config, build);
  }, 60_000);
  afterAll(async () => {
    await identity?.stop();
    await provisioned?.remove();
  }, 60_000);

  const collection = (name: string) => identity.core.db.collection<{ _id: string }>(name);
  const count = (name: string, _id: string) => collection(name).countDocuments({ _id });

  /** A person with a password who works for these clients. */
  async function personOf(clientIds: readonly string[]): Promise<string> {
    const _id = newId();
    const email = `${_id}@scierie-martin.fr`;
    await collection('people').insertOne({ _id, version: 1, name: 'Claire Martin', email } as never);
    const credential = { _id, version: 1, passwordHash: 'x', setAt: new Date() };
    await collection('credentials').insertOne(credential as never);
    for (const clientId of clientIds) {
      const tie = { clientId, personId: _id };
      const role = { version: 1, role: 'reader', manager: false };
      await collection('memberships').insertOne({ _id: newId(), ...tie, ...role } as never);
      await collection('grants').insertOne({ _id: newId(), ...tie, grantedAt: new Date() } as never);
    }
    return _id;
  }
  /** What the chassis does with a holding of a client: what hangs on its persons first, then its rows. */
  async function purge(of: Holding, clientId: string, personId: string): Promise<void> {
    await of.takesAlong?.(identity.core.db, clientId, [personId]);
    await collection(of.name).deleteMany({ clientId } as never);
  }

  it('take the person with her last membership, and her password with it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const clients = [newId(), newId()];
      const personId = await personOf(clients);
      await Promise.all(clients.map((clientId) => purge(memberships, clientId, personId)));
      expect([await count('people', personId), await count('credentials', personId)]).toEqual([0, 0]);
    }
  });

  it('take the password with the last grant, and leave the person', async () => {
    for (let round = 0; round < 20; round += 1) {
      const clients = [newId(), newId()];
      const personId = await personOf(clients);
      await Promise.all(clients.map((clientId) => purge(grants, clientId, personId)));
      expect([await count('people', personId), await count('credentials', personId)]).toEqual([1, 0]);
    }
  });

  it('leave a person whole who has a third client', async () => {
    const clients = [newId(), newId()];
    const personId = await personOf([...clients, newId()]);
    await Promise.all(clients.map((clientId) => purge(memberships, clientId, personId)));
    expect([await count('people', personId), await count('credentials', personId)]).toEqual([1, 1]);
    expect(await collection('memberships').countDocuments({ personId } as never)).toBe(1);
  });
});
