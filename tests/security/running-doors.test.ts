import { queues } from '@kstudio/bus';
import { services } from '@kstudio/contracts';
import amqp from 'amqplib';
import mongoose from 'mongoose';
import { type OwnUsers, ownUsersOf } from '../support/own-users.ts';
import { ready } from '../support/ready.ts';

/**
 * The users of the running system, with their real passwords. What each may do is tried in own-doors.test.ts and in
 * libs/bus/test/permissions.test.ts on servers of their own; here, that these users are such users.
 */

let users: OwnUsers;
beforeAll(() => {
  users = ownUsersOf(ready());
});

const databaseOf = (url: string) => new URL(url).pathname.slice(1);

it('gives each service a password of its own for each of its two users', () => {
  const passwords = Object.values(users).flatMap(({ AMQP_URL, MONGO_URL }) =>
    [AMQP_URL, MONGO_URL].map((url) => new URL(url).password),
  );
  expect(passwords).toHaveLength(services.length * 2);
  expect(new Set(passwords).size).toBe(passwords.length);
  expect(passwords.every((password) => password.length >= 32)).toBe(true);
});

it.each(services)('lets the database user of %s read its own rows and nobody else’s', async (service) => {
  const client = await mongoose.mongo.MongoClient.connect(users[service].MONGO_URL);
  try {
    for (const other of services) {
      const rows = client.db(databaseOf(users[other].MONGO_URL)).collection('audit');
      const said = await rows.findOne().then(
        () => 'allowed',
        (error: { code?: number }) => error.code,
      );
      expect([other, said]).toEqual([other, other === service ? 'allowed' : 13]);
    }
  } finally {
    await client.close();
  }
});

it.each(services)(
  'lets the broker user of %s look into its own queues and nobody else’s',
  async (service) => {
    for (const other of services) {
      const connection = await amqp.connect(users[service].AMQP_URL, { noDelay: true });
      connection.on('error', () => {});
      try {
        const channel = await connection.createChannel();
        const refused = new Promise<string>((done) =>
          channel.on('error', ({ code }: { code?: number }) => done(String(code))),
        );
        // A look takes nothing: what it finds goes back when the channel closes.
        const look = channel.get(queues.parking(other)).then(
          () => 'allowed',
          () => refused,
        );
        expect([other, await look]).toEqual([other, other === service ? 'allowed' : '403']);
      } finally {
        await connection.close().catch(() => undefined);
      }
    }
  },
);
