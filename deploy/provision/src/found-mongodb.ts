import mongoose from 'mongoose';

const { MongoClient } = mongoose.mongo;

export type Founding = {
  /** `host:port` under which the one member knows itself and is known. */
  member: string;
  /** The content of its key file: white space does not count. */
  key: string;
  /** The address whose name and password the administrator is to have. */
  administrator: URL;
};

/** 23: the replica set is founded already. */
const isFounded = (error: unknown) => (error as { code?: number }).code === 23;

/**
 * Founds a replica set of one member and makes its administrator; renews the password of one who is there. It signs in
 * as the member itself would, by the key: a server that nobody administers yet lets nobody else in from another machine.
 * Throws until the member is primary.
 */
export async function foundMongodb({ member, key, administrator }: Founding): Promise<void> {
  const client = new MongoClient(`mongodb://${member}/?directConnection=true`, {
    auth: { username: '__system', password: key.replaceAll(/\s/g, '') },
    authSource: 'local',
    authMechanism: 'SCRAM-SHA-256',
    serverSelectionTimeoutMS: 3_000,
  });
  try {
    const admin = client.db('admin');
    const config = { _id: 'rs0', members: [{ _id: 0, host: member }] };
    await admin.command({ replSetInitiate: config }).catch((error: unknown) => {
      if (!isFounded(error)) throw error;
    });
    const { isWritablePrimary } = await admin.command({ hello: 1 });
    if (!isWritablePrimary) throw new Error('MongoDB’s replica set has no primary yet');
    const [name, password] = [administrator.username, administrator.password].map(decodeURIComponent);
    const { users } = await admin.command({ usersInfo: name });
    const verb = (users as unknown[]).length > 0 ? 'updateUser' : 'createUser';
    await admin.command({ [verb]: name, pwd: password, roles: ['root'] });
  } finally {
    await client.close();
  }
}

/** Throws unless the database takes this address's name and password. */
export async function databaseAnswers(url: string): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 3_000 });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
