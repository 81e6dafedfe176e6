import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mongodb, startMongodb } from '../../local/servers/mongodb.ts';
import { databaseAnswers, foundMongodb } from '../src/found-mongodb.ts';

describe('a replica set that is founded already', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kstudio-found-'));
  let mongodb: Mongodb;
  let known: URL;
  beforeAll(async () => {
    // A server of its own, whatever the tests were given: its key must be known.
    delete process.env.MONGODB_URL;
    const downloads = process.env.TEST_DOWNLOADS as string;
    mongodb = await startMongodb({ dir: join(dir, 'mongodb'), downloads });
    known = new URL(mongodb.url);
  }, 120_000);
  afterAll(async () => {
    await mongodb?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const foundWith = (password: string, key = readFileSync(join(dir, 'mongodb/key'), 'utf8')) => {
    const administrator = new URL(known);
    administrator.password = password;
    return foundMongodb({ member: known.host, key, administrator }).then(() => administrator.href);
  };

  it('stays as it is, and its administrator gets the password that counts now', async () => {
    await databaseAnswers(await foundWith(known.password));
    await databaseAnswers(await foundWith('another-password-of-many-characters'));
    await expect(databaseAnswers(known.href)).rejects.toThrow(/Authentication failed/);
    await databaseAnswers(await foundWith(known.password));
  });

  it('lets nobody in who does not know its key', async () => {
    await expect(foundWith('whatever', 'bm90IHRoZSBrZXk=')).rejects.toThrow(/Authentication failed/);
    await databaseAnswers(known.href);
  });
});
