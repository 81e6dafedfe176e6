import type { Rule } from '../words.ts';
import type { Facts, StoredField } from './facts.ts';
import { judge } from './judge.ts';

const file = 'services/account/src/show-account.ts';
const proof = 'tests/charter/4.account-page.test.ts';
const mutant = 'tests/charter/mutants/4.account-page.patch';
const words = { fr: '…', en: '…' };
const kept: Rule<string> = {
  id: '4.account-page',
  article: '4',
  title: words,
  text: words,
  status: 'kept',
  enforcers: [`${file}#showAccount`],
  proofs: [proof],
};
const open: Rule<string> = { ...kept, id: '6.incident', status: 'open', enforcers: [], proofs: [] };
const email: StoredField = {
  service: 'account',
  holding: 'clients',
  field: 'manager.email',
  category: 'subscription',
  clause: '4.account-page',
  technical: false,
};
const facts = (change: Partial<Facts> = {}): Facts => ({
  rules: [kept, open],
  fields: [email],
  declared: [{ service: 'account', name: 'clients', category: 'subscription', client: '_id' }],
  opened: [{ file: 'services/account/src/clients.store.ts', service: 'account', name: 'clients' }],
  tags: [{ file, name: 'showAccount', rule: '4.account-page' }],
  doors: [],
  flows: [],
  files: new Set([file, proof, mutant]),
  openAllowed: { now: 1, least: 1 },
  unreadable: [],
  ...change,
});
const whats = (change: Partial<Facts>) => judge(facts(change)).map(({ what }) => what);

describe('the charter compiler', () => {
  it('lets pass what is declared, enforced and proved', () => {
    expect(judge(facts())).toEqual([]);
  });

  it('refuses a stored field without a clause, and one whose clause does not exist', () => {
    expect(whats({ fields: [{ ...email, clause: null }] })).toEqual([
      'account.clients.manager.email is stored, and no clause of the charter lets it be kept.',
    ]);
    expect(whats({ fields: [{ ...email, clause: '9.nothing' }] })[0]).toMatch(/the charter does not have/);
  });

  it('refuses a person’s field that calls itself technical', () => {
    expect(whats({ fields: [{ ...email, clause: null, technical: true }] })[0]).toMatch(/somebody’s/);
    expect(whats({ fields: [{ ...email, technical: true }] })[0]).toMatch(/both a clause and technical/);
    const version = { ...email, field: 'version', clause: null, technical: true };
    expect(whats({ fields: [version] })).toEqual([]);
  });

  it('refuses a collection that is declared nowhere, or by another service', () => {
    const drafts = { file: 'services/content/src/drafts.store.ts', service: 'content', name: 'clients' };
    expect(whats({ opened: [drafts] })[0]).toMatch(/"clients" is used here and declared nowhere/);
  });

  it('lets every service use what the chassis declares', () => {
    const outbox = { file: 'libs/bus/src/collections.ts', service: 'chassis', name: 'outbox' };
    expect(
      whats({ opened: [outbox], declared: [{ service: 'chassis', name: 'outbox', category: 'technical' }] }),
    ).toEqual([]);
  });

  it('refuses a holding of no client without a reason, and an unknown category', () => {
    const declared = { service: 'account', name: 'clients', category: 'subscription', client: null };
    expect(whats({ declared: [declared] })[0]).toMatch(/belongs to no client and does not say why/);
    expect(whats({ declared: [{ ...declared, global: 'one for all' }] })).toEqual([]);
    expect(whats({ declared: [{ ...declared, category: 'misc' }] })[0]).toMatch(/category "misc"/);
  });

  it('refuses an enforcer that no clause asks for', () => {
    const tag = { file, name: 'showAccount', rule: '6.incident' };
    expect(whats({ tags: [...facts().tags, tag] })).toEqual([
      'showAccount enforces 6.incident, and the clause does not ask for it.',
    ]);
    expect(whats({ tags: [...facts().tags, { ...tag, rule: '9.nothing' }] })[0]).toMatch(/no such clause/);
  });

  it('refuses an enforcer that is gone, renamed or no longer tagged', () => {
    expect(whats({ tags: [] })[0]).toMatch(/is not there or does not carry/);
    expect(whats({ tags: [], files: new Set([proof, mutant]) })[0]).toMatch(/there is no such file/);
  });

  it('refuses a clause marked kept without a proof, with a lost proof, or without an enforcer', () => {
    expect(whats({ rules: [{ ...kept, proofs: [] }, open] })[0]).toMatch(/no test proves it/);
    expect(whats({ files: new Set([file, mutant]) })[0]).toMatch(/which does not exist/);
    expect(whats({ rules: [{ ...kept, enforcers: [] }, open], tags: [] })[0]).toMatch(/no code enforces it/);
  });

  it('refuses a clause marked kept whose proof nobody can see fail', () => {
    expect(whats({ files: new Set([file, proof]) })).toEqual([
      '4.account-page is marked kept, and nobody saw its proof fail.',
    ]);
  });

  it('refuses more open clauses than are allowed, a number that was raised, and one that could fall', () => {
    expect(whats({ openAllowed: { now: 0, least: 0 } })[0]).toMatch(/1 clauses are open, 0 are allowed/);
    expect(whats({ openAllowed: { now: 1, least: 0 } })[0]).toMatch(/may only fall/);
    expect(whats({ openAllowed: { now: 2, least: 2 } })[0]).toMatch(/2 are allowed/);
    const law = { ...open, id: 'law.breach' };
    expect(whats({ rules: [kept, open, law] })).toEqual([]);
  });

  it('refuses a route that serves no clause of the charter', () => {
    const door = {
      service: 'account',
      method: 'get',
      path: '/x',
      who: ['anyone'],
      clause: '9.x',
      returns: [],
    };
    expect(whats({ doors: [door] })[0]).toMatch(/GET \/x serves the clause "9.x"/);
  });

  it('says what could not be read', () => {
    expect(whats({ unreadable: ['holdings.ts could not be loaded: boom.'] })).toEqual([
      'holdings.ts could not be loaded: boom.',
    ]);
  });
});
