import { problems } from '@kstudio/chassis';
import type { EventRow } from './events.store.ts';

/** Rows that one write takes at most, and rows that may wait for one: beyond, people are told to come back. */
const WRITE_ROWS = 1_000;
const WAITING_ROWS = 20_000;

interface Waiting {
  rows: readonly EventRow[];
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Writes batches together: a lone one waits for nothing, and those that come while a write is under way share the
 * next. Resolves when the rows are durable. Throws try-again (503) when too many wait.
 */
export function createGroupCommit(write: (rows: readonly EventRow[]) => Promise<void>) {
  let waiting: Waiting[] = [];
  let waitingRows = 0;
  let writing: Promise<void> | undefined;

  function take(): Waiting[] {
    let rows = 0;
    const end = waiting.findIndex((one) => (rows += one.rows.length) > WRITE_ROWS);
    const taken = waiting.slice(0, end === -1 ? undefined : Math.max(1, end));
    waiting = waiting.slice(taken.length);
    return taken;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const taken = take();
      const rows = taken.flatMap((one) => one.rows);
      waitingRows -= rows.length;
      await write(rows).then(
        () => taken.forEach(({ done }) => done()),
        (error: unknown) => taken.forEach(({ failed }) => failed(error)),
      );
    }
  }

  return {
    add(rows: readonly EventRow[]): Promise<void> {
      if (waitingRows + rows.length > WAITING_ROWS) throw problems.busy();
      waitingRows += rows.length;
      const written = new Promise<void>((done, failed) => waiting.push({ rows, done, failed }));
      writing ??= drain().finally(() => (writing = undefined));
      return written;
    },
    /** Resolves when nothing waits any more. */
    idle: async (): Promise<void> => {
      await writing;
    },
  };
}
export type GroupCommit = ReturnType<typeof createGroupCommit>;
