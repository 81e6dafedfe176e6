import type { ClauseId } from '@kstudio/charter';
import { type Core, changeOne, holding, modelOf, type Tx } from '@kstudio/chassis';
import { type QueryFilter, Schema } from 'mongoose';
import { clientStates, type Life, subscriptionGoes } from './client-life.ts';
import type { Change } from './requests.store.ts';
import type { SubscriptionRequest } from './subscription-request.ts';

/** A client's record: what was given at subscription, and the life of the subscription. */
export interface ClientRow extends Life, Omit<SubscriptionRequest, 'billing'> {
  _id: string;
  version: number;
  billing: Pick<SubscriptionRequest['billing'], 'name' | 'email'> & Partial<SubscriptionRequest['billing']>;
  endReason?: EndReason | null;
  /** When the record goes, as far as known: an unconfirmed request, an ended subscription. */
  purgeAt?: Date | null;
  /** When everything goes because the manager asked for it. */
  eraseAt?: Date | null;
  confirmationSentAt?: Date | null;
  spaceReadyAt?: Date | null;
  /** Her years of clause 5.subscription-term, with the version of the event that told them; none: the built-in ones. */
  termYears?: number | null;
  termOrder?: number | null;
  certificateKey?: string | null;
}
export type EndReason = 'cancelled' | 'expired' | 'breach-of-terms';

const given = { type: String, required: true, clause: '2.subscription' as ClauseId };
const maybeGiven = { type: String, clause: '2.subscription' as ClauseId };
const lines = { type: [String], default: undefined, clause: '2.subscription' as ClauseId };
const instant = { type: Date, technical: true };

/** The subscription's own address of the manager is here; the address she signs in with is identity's. */
export const clients = holding({
  name: 'clients',
  category: 'subscription',
  client: '_id',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    state: { type: String, required: true, enum: clientStates, technical: true },
    offerId: given,
    company: {
      name: given,
      address: { lines: { ...lines, required: true }, postalCode: given, city: given, country: given },
    },
    manager: { name: given, email: given, phone: given },
    billing: {
      name: given,
      email: given,
      phone: maybeGiven,
      address: { lines, postalCode: maybeGiven, city: maybeGiven, country: maybeGiven },
      specifics: maybeGiven,
    },
    locale: given,
    charterVersion: { type: String, required: true, clause: '7.change-notice' as ClauseId },
    requestedAt: { ...instant, required: true },
    lapsedAt: instant,
    openedAt: instant,
    endedAt: instant,
    endReason: { type: String, technical: true },
    purgeAt: instant,
    eraseAt: instant,
    confirmationSentAt: instant,
    managerJoinedAt: instant,
    resumedAt: instant,
    spaceReadyAt: instant,
    termYears: { type: Number, technical: true },
    termOrder: { type: Number, technical: true },
    certificateKey: { type: String, technical: true },
  }),
});

/** The clause that lets a path of a client's record be kept; undefined for what is technical. */
export const clauseOf = (path: string): ClauseId | undefined => clients.schema.path(path)?.options.clause;

export function createClients(db: Core['db']) {
  const model = modelOf<ClientRow>(db, clients);
  /** One change of one client, if `where` holds: the aggregate's version goes up in the same write. */
  const change = (tx: Tx, clientId: string, where: QueryFilter<ClientRow>, set: Partial<ClientRow>) =>
    changeOne(
      model,
      { _id: clientId },
      { where, set: { $set: set, $inc: { version: 1 } }, session: tx.session },
    );
  /** Who ended can still come back, or have it all erased. */
  const stillTheirs = (tx: Tx): QueryFilter<ClientRow> => ({
    state: { $in: ['ending', 'archive'] },
    purgeAt: { $gt: tx.now },
    lapsedAt: null,
  });
  return {
    insert: async (tx: Tx, row: ClientRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),

    find: (clientId: string, tx?: Tx) =>
      model
        .findById(clientId)
        .session(tx?.session ?? null)
        .lean<ClientRow>(),

    /** From pending to active; null when it is not pending. */
    open: (tx: Tx, clientId: string, certificateKey: string | null) =>
      change(
        tx,
        clientId,
        { state: 'pending' },
        { state: 'active', openedAt: tx.now, purgeAt: null, certificateKey },
      ),

    /** Closes a pending request to every confirmation, one that is under way included; null when it is not pending. */
    lapse: (tx: Tx, clientId: string) => change(tx, clientId, { state: 'pending' }, { lapsedAt: tx.now }),

    /** From active to ending; null when it is not active. */
    end: (tx: Tx, clientId: string, reason: EndReason, purgeAt: Date) =>
      change(
        tx,
        clientId,
        { state: 'active' },
        { state: 'ending', endedAt: tx.now, endReason: reason, purgeAt },
      ),

    /**
     * From ending or archive back to active, before its term is over; null otherwise. After the grace nobody has the
     * means to sign in any more, and the manager is waited for again.
     */
    resume: (tx: Tx, clientId: string, { asArchive }: { asArchive: boolean }) =>
      change(tx, clientId, stillTheirs(tx), {
        state: 'active',
        endedAt: null,
        endReason: null,
        purgeAt: null,
        eraseAt: null,
        ...(asArchive && { resumedAt: tx.now, managerJoinedAt: null }),
      }),

    /** Another ticket for a manager who has not come in; null where she has. */
    renewTicket: (tx: Tx, clientId: string) =>
      change(tx, clientId, { state: 'active', managerJoinedAt: null }, { resumedAt: tx.now }),

    /** When everything of a client who ended goes, and whether she asked for it; null where it is too late, or runs. */
    eraseAt: (tx: Tx, clientId: string, eraseAt: Date | null, purgeAt: Date) =>
      change(tx, clientId, stillTheirs(tx), { eraseAt, purgeAt }),

    /** Closes a client whose term is over to every return, one that is under way included. */
    close: (tx: Tx, clientId: string) => change(tx, clientId, {}, { lapsedAt: tx.now }),

    /** Global: whose manager has this address, among those who ended or have not come in. */
    withDoorOf: (address: string) =>
      model
        .find({
          'manager.email': address,
          $or: [{ state: { $in: ['ending', 'archive'] } }, { state: 'active', managerJoinedAt: null }],
        })
        .collation({ locale: 'en', strength: 2 })
        .limit(20)
        .lean<ClientRow[]>(),

    /** From ending to archive; null when it is not ending. */
    archive: (tx: Tx, clientId: string) => change(tx, clientId, { state: 'ending' }, { state: 'archive' }),

    /** Notes what another service told. */
    note: (
      tx: Tx,
      clientId: string,
      told: Pick<ClientRow, 'managerJoinedAt' | 'spaceReadyAt' | 'confirmationSentAt'>,
    ) => change(tx, clientId, {}, told),

    /** The years that her data lives after the end, unless a later event told others; the day of an ended client moves. */
    async applyTerm(tx: Tx, clientId: string, termYears: number, termOrder: number): Promise<void> {
      const known = await this.find(clientId, tx);
      if (!known || (known.termOrder ?? 0) >= termOrder) return;
      const purgeAt = known.endedAt ? subscriptionGoes(known.endedAt, termYears).instant : known.purgeAt;
      await change(tx, clientId, {}, { termYears, termOrder, purgeAt: purgeAt ?? null });
    },

    /** Puts values right, by their paths; null takes one away. */
    correct: (tx: Tx, clientId: string, changes: readonly Change[]) => {
      const set = changes.filter(({ after }) => after !== null).map(({ path, after }) => [path, after]);
      const unset = changes.filter(({ after }) => after === null).map(({ path }) => [path, 1]);
      const update = {
        $set: Object.fromEntries(set),
        $unset: Object.fromEntries(unset),
        $inc: { version: 1 },
      };
      return changeOne(model, { _id: clientId }, { set: update, session: tx.session });
    },

    /** Global: whose record holds this address, as its manager's or billing contact's; null where none, or several. */
    whoseAddress: async (address: string): Promise<string | null> => {
      const found = await model
        .find({
          state: { $ne: 'pending' },
          $or: [{ 'manager.email': address }, { 'billing.email': address }],
        })
        .collation({ locale: 'en', strength: 2 })
        .limit(2)
        .lean<ClientRow[]>();
      return found.length === 1 && found[0] ? found[0]._id : null;
    },

    /** Global: the operator's list goes over all clients, by page, in the order of their ids. */
    page: (after: string | undefined, limit: number) =>
      model
        .find(after === undefined ? {} : { _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ClientRow[]>(),
  };
}
export type Clients = ReturnType<typeof createClients>;
