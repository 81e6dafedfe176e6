import { type Caller, mayCall } from './auth.ts';

const user = (role: 'administrator' | 'author' | 'reader', manager = false): Caller => ({
  kind: 'user',
  personId: 'p',
  clientId: 'c',
  sessionId: 's',
  role,
  manager,
});
const staff = (role: 'support' | 'operator'): Caller => ({
  kind: 'staff',
  staffId: 'x',
  sessionId: 's',
  role,
});

describe('who may call a route', () => {
  it('denies everybody that the route does not name', () => {
    expect(mayCall('user', { kind: 'anyone' })).toBe(false);
    expect(mayCall('operator', user('administrator', true))).toBe(false);
    expect(mayCall('administrator', user('author'))).toBe(false);
    expect(mayCall('manager', user('administrator'))).toBe(false);
    expect(mayCall('user', staff('operator'))).toBe(false);
    expect(mayCall('operator', staff('support'))).toBe(false);
  });

  it('lets in those it names, and operators where support may', () => {
    expect(mayCall('anyone', { kind: 'anyone' })).toBe(true);
    expect(mayCall(['manager', 'support'], user('reader', true))).toBe(true);
    expect(mayCall('support', staff('operator'))).toBe(true);
    expect(mayCall('author', user('administrator'))).toBe(true);
  });
});
