import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { type Ready, ready } from '../support/ready.ts';
import { type Operation, operationsOf, pathOf } from './api.ts';

// What takes a second here takes twenty on a machine that is busy with other things.
jest.setTimeout(120_000);

/** Who plays in the security tests: two companies that must not see each other, the operator, and nobody. */
export interface Cast {
  system: Ready;
  operations: Operation[];
  first: Newcomer;
  second: Newcomer;
  operator: Guest;
  nobody: Guest;
}

export async function gatherCast(): Promise<Cast> {
  const system = ready();
  const [operations, first, second, operator] = await Promise.all([
    operationsOf(system),
    subscribeNewcomer(system),
    subscribeNewcomer(system),
    signInOperator(system),
  ]);
  return { system, operations, first, second, operator, nobody: new Guest(system.application) };
}

/** Somebody whom the operation lets in. */
export function admitted({ first, operator, nobody }: Cast, { who }: Operation): Guest {
  if (who.includes('anyone')) return nobody;
  return who.some((name) => name === 'operator' || name === 'support') ? operator : first.guest;
}

/** The operation's address, for the first company. */
export const ownPath = ({ first }: Cast, operation: Operation): string =>
  pathOf(operation, { clientId: first.clientId });

/** Runs `work` for each, eight at a time. */
export async function forEachOf<T>(all: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const iterator = all[Symbol.iterator]();
  const worker = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
