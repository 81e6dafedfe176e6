import type { ClauseId } from '@kstudio/charter';
import { type Core, changeOne, holding, modelOf, type Role, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { Schema } from 'mongoose';
import { credentials } from './credentials.store.ts';
import { onlyHere } from './only-here.ts';
import { passwordResets } from './password-resets.store.ts';
import { people } from './people.store.ts';

export interface MembershipRow {
  _id: string;
  version: number;
  clientId: string;
  personId: string;
  /** What this client calls her; where nothing is said, as she is called elsewhere. */
  name?: string | null;
  role: Role;
  manager: boolean;
  joinedAt?: Date | null;
}

/** What ties a person to a client, with her role. A person goes with her last membership. */
export const memberships = holding({
  name: 'memberships',
  category: 'users',
  client: 'clientId',
  person: 'personId',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    clientId: { type: String, required: true, technical: true },
    personId: { type: String, required: true, technical: true },
    name: { type: String, clause: '2.administrator' as ClauseId },
    role: { type: String, required: true, clause: '2.administrator' as ClauseId },
    manager: { type: Boolean, required: true, clause: '2.administrator' as ClauseId },
    joinedAt: { type: Date, technical: true },
  })
    .index({ clientId: 1, personId: 1 }, { unique: true })
    .index({ personId: 1 }),
  takesAlong: (db, clientId, personIds) =>
    onlyHere(db, 'memberships', clientId, personIds, [people, credentials, passwordResets]),
});

export function createMemberships(db: Core['db']) {
  const model = modelOf<MembershipRow>(db, memberships);
  const change = (tx: Tx, clientId: string, personId: string, set: Partial<MembershipRow>) =>
    changeOne(
      model,
      { clientId, personId },
      { set: { $set: set, $inc: { version: 1 } }, session: tx.session },
    );
  return {
    /** The manager is administrator of the space from its opening; a membership that is there keeps its role. */
    addManager: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.updateOne(
        { clientId, personId },
        {
          $setOnInsert: { _id: newId(), role: 'administrator' },
          $set: { manager: true },
          $inc: { version: 1 },
        },
        { upsert: true, session: tx.session },
      )),
    /** Nobody of a client has joined: each waits for an invitation. */
    wait: async (tx: Tx, clientId: string): Promise<void> =>
      void (await model.updateMany(
        { clientId },
        { $set: { joinedAt: null }, $inc: { version: 1 } },
        { session: tx.session },
      )),
    /** A user whom an administrator declares; null where she is declared already. */
    declare: async (
      tx: Tx,
      clientId: string,
      personId: string,
      { name, role }: { name: string; role: Role },
    ): Promise<MembershipRow | null> => {
      const options = { session: tx.session };
      if (await model.exists({ clientId, personId }).session(tx.session)) return null;
      const row = { _id: newId(), version: 1, clientId, personId, name, role, manager: false };
      await model.create([row], options);
      return row;
    },
    /** Corrects what the client keeps of a user; null where there is none. */
    correct: (tx: Tx, clientId: string, personId: string, fields: { name?: string; role?: Role }) =>
      change(tx, clientId, personId, fields),
    remove: (tx: Tx, clientId: string, personId: string) =>
      model.findOneAndDelete({ clientId, personId }, { session: tx.session }).lean<MembershipRow>(),
    /** Those who have come in and administer the space. */
    administrators: (clientId: string, tx?: Tx) =>
      model
        .find({ clientId, role: 'administrator', joinedAt: { $ne: null } })
        .sort({ _id: 1 })
        .session(tx?.session ?? null)
        .lean<MembershipRow[]>(),
    /** Global: whether a person is tied to any client yet. */
    hasAny: async (tx: Tx, personId: string): Promise<boolean> =>
      (await model.exists({ personId }).session(tx.session)) !== null,
    /** Notes that the person accepted; gives the membership as it is then. */
    join: (tx: Tx, clientId: string, personId: string) =>
      change(tx, clientId, personId, { joinedAt: tx.now }),
    find: (clientId: string, personId: string, tx?: Tx): Promise<MembershipRow | null> =>
      model
        .findOne({ clientId, personId })
        .session(tx?.session ?? null)
        .lean<MembershipRow>()
        .exec(),
    ofClient: (clientId: string) => model.find({ clientId }).sort({ _id: 1 }).lean<MembershipRow[]>(),
    /** Global: a person's own memberships, over clients, for her switcher. */
    ofPerson: (personId: string) => model.find({ personId }).sort({ _id: 1 }).lean<MembershipRow[]>(),
  };
}
export type Memberships = ReturnType<typeof createMemberships>;
