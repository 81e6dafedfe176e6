import { collectionsIn, tagsIn } from './read-tree.ts';

const file = 'services/account/src/x.ts';

describe('reading the sources', () => {
  it('finds the tag of a function, a constant and a method, one or several clauses', () => {
    const source = `
/** Ends it.
 * @enforces 5.subscription-term */
export async function endSubscription() {}
/** @enforces 2.subscription, 4.account-page */
export const SubscriptionRequest = 1;
/** Nothing. */
export function other() {}
return {
  /** @enforces 6.safeguards */
  find(clientId) {},
}`;
    expect(tagsIn(file, source)).toEqual([
      { file, name: 'endSubscription', rule: '5.subscription-term' },
      { file, name: 'SubscriptionRequest', rule: '2.subscription' },
      { file, name: 'SubscriptionRequest', rule: '4.account-page' },
      { file, name: 'find', rule: '6.safeguards' },
    ]);
  });

  it('finds a collection however a store opens it', () => {
    const source = `
      db.collection('audit'); db.collection<Row>("purged"); db.model('X', xSchema, 'xs');
      export const people = holding({ name: 'people', category: 'users' });
      new GridFSBucket(db, { bucketName: 'media' }); limiter({ tableName: 'rate-limits' });
      modelOf(db, people); db.collection(of.name);`;
    expect(collectionsIn(source)).toEqual([
      'audit',
      'purged',
      'xs',
      'people',
      'rate-limits',
      'media.files',
      'media.chunks',
    ]);
  });
});
