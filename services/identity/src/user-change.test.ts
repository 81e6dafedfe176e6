import { Role } from '@kstudio/chassis';
import { assert, boolean, constantFrom, integer, option, property, record } from 'fast-check';
import { obstacleTo } from './user-change.ts';

const standing = record({
  role: constantFrom(...Role.options),
  manager: boolean(),
  administrators: integer({ min: 1, max: 5 }),
});
const change = option(constantFrom(...Role.options));

describe('what may be changed of a user', () => {
  it('never leaves a space without an administrator', () => {
    assert(
      property(change, standing, (to, now) => {
        const loses = now.role === 'administrator' && to !== 'administrator' ? 1 : 0;
        if (obstacleTo(to, now) === null) expect(now.administrators - loses).toBeGreaterThan(loses ? 0 : -1);
      }),
    );
  });

  it('never takes the space from the manager of the subscription', () => {
    assert(
      property(change, standing, (to, now) => {
        if (now.manager && to !== 'administrator') expect(obstacleTo(to, now)).toBe('manager-stays');
      }),
    );
  });

  it('lets every other change pass', () => {
    expect(obstacleTo('reader', { role: 'author', manager: false, administrators: 1 })).toBeNull();
    expect(obstacleTo(null, { role: 'administrator', manager: false, administrators: 2 })).toBeNull();
    expect(obstacleTo(null, { role: 'administrator', manager: false, administrators: 1 })).toBe(
      'last-administrator',
    );
  });
});
