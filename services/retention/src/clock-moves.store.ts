import { type Core, isDuplicate, realTime } from '@kstudio/chassis';

interface MoveRow {
  _id: 'move';
  to: Date | null;
  /** Services that did not come to rest, where a move stopped on its way. */
  stoppedBy: string[] | null;
  /** Real time of the mover's last sign of life. */
  aliveAt: number;
}

/** Where the system is being moved in time. */
export interface ClockState {
  movingTo: Date | null;
  /** Services that did not come to rest, where a move stopped on its way. */
  stoppedBy: string[] | null;
}

/** Longer than a step may take (a round, SETTLE_MS, its last round): who moved the clock and is silent so long is dead. */
const DEAD_MS = 150_000;

/** Global: the one move of the whole system's clock, which any replica may be asked about. */
export function createClockMoves(db: Core['db']) {
  const rows = db.collection<MoveRow>('clock');
  const change = (set: Partial<MoveRow>) =>
    rows.updateOne({ _id: 'move' }, { $set: { ...set, aliveAt: realTime.now() } }, { upsert: true });
  return {
    /** False when the clock is being moved already. */
    async begin(to: Date): Promise<boolean> {
      const free = [{ to: null }, { aliveAt: { $lt: realTime.now() - DEAD_MS } }];
      const set = { to, stoppedBy: null, aliveAt: realTime.now() };
      try {
        await rows.updateOne({ _id: 'move', $or: free }, { $set: set }, { upsert: true });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    goesOn: async (): Promise<void> => void (await change({})),
    end: async (stoppedBy: string[] | null): Promise<void> => void (await change({ to: null, stoppedBy })),
    async state(): Promise<ClockState> {
      const row = await rows.findOne({ _id: 'move' });
      if (!row) return { movingTo: null, stoppedBy: null };
      const dead = row.to !== null && row.aliveAt < realTime.now() - DEAD_MS;
      return dead ? { movingTo: null, stoppedBy: [] } : { movingTo: row.to, stoppedBy: row.stoppedBy };
    },
  };
}
export type ClockMoves = ReturnType<typeof createClockMoves>;
