import fc from 'fast-check';
import { rightOn, suffices } from './rights.ts';
import { versionDue } from './version-due.ts';

const person = fc.constantFrom('a', 'b', 'c');
const role = fc.constantFrom('administrator', 'author', 'reviewer', 'reader');
const content = fc.record({
  ownerId: fc.option(person, { nil: null }),
  openToSpace: fc.boolean(),
  readers: fc.uniqueArray(person),
  writers: fc.uniqueArray(person),
});

describe('the right to a content', () => {
  it('that somebody owns is the same whatever the role', () => {
    fc.assert(
      fc.property(content, person, role, role, (one, personId, first, second) => {
        fc.pre(one.ownerId !== null);
        expect(rightOn(one, { personId, role: first })).toBe(rightOn(one, { personId, role: second }));
      }),
    );
  });

  it('is its owner’s alone where she lets nobody', () => {
    fc.assert(
      fc.property(person, person, role, (ownerId, personId, its) => {
        const draft = { ownerId, openToSpace: false, readers: [], writers: [] };
        expect(rightOn(draft, { personId, role: its })).toBe(ownerId === personId ? 'own' : null);
      }),
    );
  });

  it('to write includes the right to read, and to own both', () => {
    expect([suffices('own', 'write'), suffices('write', 'read'), suffices('read', 'write')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(suffices(null, 'read')).toBe(false);
  });

  it('to what has no owner is everybody’s to read and an administrator’s to keep', () => {
    const samples = { ownerId: null, openToSpace: false, readers: [], writers: [] };
    expect(rightOn(samples, { personId: 'a', role: 'reader' })).toBe('read');
    expect(rightOn(samples, { personId: 'a', role: 'administrator' })).toBe('own');
  });
});

describe('a version before a change', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 9, minutes));
  const content = { lastUpdate: 5, versionUpdate: 3, versionAt: at(0), updatedAt: at(30) };

  it('is kept when somebody goes on after ten minutes, or after an hour of writing', () => {
    expect(versionDue(content, at(39))).toBe(false);
    expect(versionDue(content, at(40))).toBe(true);
    expect(versionDue({ ...content, updatedAt: at(59) }, at(60))).toBe(true);
  });

  it('is never kept twice the same', () => {
    expect(versionDue({ ...content, versionUpdate: 5 }, at(600))).toBe(false);
  });
});
