import type { EventRow } from './events.store.ts';
import { createGroupCommit } from './group-commit.ts';

const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: String(n) }) as EventRow);

/** A store that writes when it is told to. */
function slowStore() {
  const writes: { rows: number; end: (error?: Error) => void }[] = [];
  const write = (batch: readonly EventRow[]) =>
    new Promise<void>((done, failed) =>
      writes.push({ rows: batch.length, end: (error) => (error ? failed(error) : done()) }),
    );
  return { writes, write };
}

describe('group commit', () => {
  it('writes a lone batch at once, and what comes meanwhile together', async () => {
    const { writes, write } = slowStore();
    const commit = createGroupCommit(write);
    const first = commit.add(rows(1));
    const others = [commit.add(rows(2)), commit.add(rows(3))];
    expect(writes.map((it) => it.rows)).toEqual([1]);
    writes[0]!.end();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    expect(writes.map((it) => it.rows)).toEqual([1, 5]);
    writes[1]!.end();
    await Promise.all(others);
  });

  it('tells those alone whose write failed', async () => {
    const { writes, write } = slowStore();
    const commit = createGroupCommit(write);
    const first = commit.add(rows(1));
    const second = commit.add(rows(1));
    writes[0]!.end(new Error('the disk is full'));
    await expect(first).rejects.toThrow('the disk is full');
    writes[1]!.end();
    await second;
  });

  it('asks to come back when too much waits, and loses nothing of what does', async () => {
    const { writes, write } = slowStore();
    const commit = createGroupCommit(write);
    const first = commit.add(rows(1));
    const kept = Array.from({ length: 200 }, () => commit.add(rows(100)));
    expect(() => commit.add(rows(1))).toThrow('try-again');
    while (writes.length < 21) {
      writes.at(-1)!.end();
      await new Promise((resolve) => setImmediate(resolve));
    }
    writes.at(-1)!.end();
    await Promise.all([first, ...kept]);
    await commit.idle();
    expect(writes.reduce((sum, it) => sum + it.rows, 0)).toBe(20_001);
  });
});
