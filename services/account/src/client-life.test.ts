import fc from 'fast-check';
import {
  confirmationEnds,
  graceEnds,
  judgeConfirmation,
  type Life,
  stateSince,
  subscriptionGoes,
  ticketEnds,
} from './client-life.ts';

const at = (text: string) => new Date(text);
const pending: Life = { state: 'pending', requestedAt: at('2026-11-23T09:30:00.000Z') };
const instants = fc.date({ min: at('2026-01-01'), max: at('2060-01-01'), noInvalidDate: true });

describe('the life of a client', () => {
  it('lets a request be confirmed until the seventh day begins in Paris', () => {
    const ends = confirmationEnds(pending.requestedAt);
    expect(ends).toEqual(at('2026-11-29T23:00:00.000Z'));
    expect(judgeConfirmation(pending, new Date(ends.getTime() - 1))).toBe('open');
    expect(judgeConfirmation(pending, ends)).toBe('expired');
  });

  it('gives the same answer again until the ticket was used or is over', () => {
    const openedAt = at('2026-11-24T10:00:00.000Z');
    const active: Life = { ...pending, state: 'active', openedAt };
    expect(judgeConfirmation(active, openedAt)).toBe('again');
    expect(judgeConfirmation({ ...active, managerJoinedAt: openedAt }, openedAt)).toBe('used');
    expect(judgeConfirmation(active, ticketEnds(openedAt))).toBe('ticket-expired');
  });

  it('never opens what is not pending, nor anything at or after its last instant', () => {
    const states = fc.constantFrom('pending', 'active', 'ending', 'archive');
    fc.assert(
      fc.property(states, instants, instants, (state, requestedAt, now) => {
        const life = { state, requestedAt, openedAt: requestedAt, endedAt: requestedAt } as Life;
        const opens = judgeConfirmation(life, now) === 'open';
        expect(opens).toBe(state === 'pending' && now < confirmationEnds(requestedAt));
      }),
    );
  });

  it('keeps what was given five years after the end, to the day, and access thirty days', () => {
    const endedAt = at('2028-02-29T12:00:00.000Z');
    expect(subscriptionGoes(endedAt).day).toBe('2033-03-01');
    expect(graceEnds(endedAt)).toEqual(at('2028-03-29T22:00:00.000Z'));
  });

  it('knows since when a client is what it is', () => {
    const [openedAt, endedAt] = [at('2026-11-24T10:00:00.000Z'), at('2027-01-31T10:00:00.000Z')];
    const life = { ...pending, openedAt, endedAt };
    expect(stateSince({ ...life, state: 'pending' })).toBe(life.requestedAt);
    expect(stateSince({ ...life, state: 'active' })).toBe(openedAt);
    expect(stateSince({ ...life, state: 'ending' })).toBe(endedAt);
    expect(stateSince({ ...life, state: 'archive' })).toEqual(graceEnds(endedAt));
  });
});
