import type { Content } from './contents.store.ts';
import { watch } from './watch.ts';

const audit = {} as never;
const clock = { now: () => new Date() } as never;
const ofTheSpace = { contentId: 'c', clientId: 'a', ownerId: null } as unknown as Content;

/** The store's question by client, and what it would answer if it forgot to ask by it. */
const store = (find: (clientId: string) => Content | null) =>
  ({ newestOfSpaces: async () => 'c', find: async (clientId: string) => find(clientId) }) as never;

describe('the probe that reads from another space', () => {
  it('finds nothing where contents are looked for by client', async () => {
    const contents = store((clientId) => (clientId === 'a' ? ofTheSpace : null));
    expect((await watch({ contents, audit, clock })).tallies).toEqual([{ rule: '6.safeguards', count: 0 }]);
  });

  it('counts a violation where they are not', async () => {
    const contents = store(() => ofTheSpace);
    expect((await watch({ contents, audit, clock })).tallies).toEqual([{ rule: '6.safeguards', count: 1 }]);
  });
});
