import { strayFields } from './stray-fields.ts';

describe('fields that no schema declares', () => {
  it('are named by their path, in arrays too', () => {
    const output = { id: 1, users: [{ name: 'a', password: 'x' }], secret: 1 };
    const parsed = { id: 1, users: [{ name: 'a' }] };
    expect(strayFields(output, parsed)).toEqual(['users.0.password', 'secret']);
  });

  it('are none when the schema kept everything', () => {
    expect(strayFields({ a: [{ b: null }] }, { a: [{ b: null }] })).toEqual([]);
  });
});
