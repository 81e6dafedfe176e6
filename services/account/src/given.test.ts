import { clauseOf, clients } from './clients.store.ts';
import { givenPaths } from './given.ts';

/** What the account page shows is what the schema keeps under a clause: neither can grow without the other. */
describe('what the account page shows', () => {
  it('is every stored value that a clause lets us keep', () => {
    const kept = Object.keys(clients.schema.paths).filter((path) => clauseOf(path) !== undefined);
    expect([...givenPaths].sort()).toEqual(kept.sort());
  });

  it('leaves no stored path without a clause or the word technical', () => {
    const bare = Object.entries(clients.schema.paths)
      .filter(([, { options }]) => !options.clause && !options.technical)
      .map(([path]) => path);
    expect(bare).toEqual([]);
  });
});
