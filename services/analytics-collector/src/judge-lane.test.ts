import { judgeLane, signalledBy } from './judge-lane.ts';

const accepted = { what: 'accepted', charterVersion: '1' } as const;

describe('the lane of a request', () => {
  it('is that of events with an acceptance in force alone', () => {
    expect(judgeLane({ choice: accepted, signalled: false, consented: true })).toBe('events');
    expect(judgeLane({ choice: accepted, signalled: false, consented: false })).toBe('counts');
    expect(judgeLane({ choice: undefined, signalled: false, consented: true })).toBe('counts');
    expect(judgeLane({ choice: { ...accepted, what: 'refused' }, signalled: false, consented: true })).toBe(
      'counts',
    );
  });

  it('is that of counts when the browser asks not to be tracked, whatever was accepted', () => {
    expect(judgeLane({ choice: accepted, signalled: true, consented: true })).toBe('counts');
    expect(signalledBy({ 'sec-gpc': '1' })).toBe(true);
    expect(signalledBy({ dnt: '1' })).toBe(true);
    expect(signalledBy({ dnt: '0' })).toBe(false);
  });

  it('is none when the visitor is not to be counted', () => {
    const choice = { ...accepted, what: 'uncounted' } as const;
    expect(judgeLane({ choice, signalled: false, consented: true })).toBe('nothing');
  });
});
