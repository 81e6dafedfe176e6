import { services } from '@kstudio/contracts';
import fc from 'fast-check';
import { nextOf } from './take-answer.ts';

const answers = (names: readonly string[]) => names.map((service) => ({ service }));
const holders = services.filter((name) => name !== 'account');

describe('an order', () => {
  it('goes to its owner when all holders have answered, and is certified when the owner has too', () => {
    expect(nextOf({ stage: 'holders', answers: answers(holders) })).toBe('order-owner');
    expect(nextOf({ stage: 'owner', answers: answers(services) })).toBe('certify');
  });

  it('waits as long as one holder is missing', () => {
    fc.assert(
      fc.property(fc.subarray([...holders], { maxLength: holders.length - 1 }), (some) => {
        expect(nextOf({ stage: 'holders', answers: answers(some) })).toBe('wait');
        expect(nextOf({ stage: 'owner', answers: answers([...some, 'account']) })).toBe('wait');
      }),
    );
  });

  it('is over once it is certified', () => {
    expect(nextOf({ stage: 'certified', answers: answers(services) })).toBe('wait');
  });
});
