import { errorFacts } from './log.ts';

describe('a log line', () => {
  it('shows of an error its class, code and frames, and never its message', () => {
    const facts = JSON.stringify(errorFacts(new Error('claire.martin@atelier-duval.fr is taken')));
    expect(facts).toContain('"type":"Error"');
    expect(facts).not.toContain('claire');
  });
});
