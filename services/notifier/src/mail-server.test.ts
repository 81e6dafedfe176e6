import { fateOf } from './mail-server.ts';

describe('the fate of a mail', () => {
  it('is final when the server says 5xx, and open for everything else', () => {
    expect(fateOf({ responseCode: 550, code: 'EENVELOPE' })).toEqual({
      taken: false,
      forGood: true,
      code: '550',
    });
    expect(fateOf({ responseCode: 451 })).toMatchObject({ forGood: false });
    expect(fateOf({ code: 'ECONNECTION' })).toEqual({ taken: false, forGood: false, code: 'ECONNECTION' });
  });

  it('stays open when it is our own password that the server refuses', () => {
    expect(fateOf({ responseCode: 535, code: 'EAUTH' })).toMatchObject({ forGood: false });
    expect(fateOf({ responseCode: 530, code: 'EENVELOPE' })).toMatchObject({ forGood: false });
    expect(fateOf({ responseCode: 554, code: 'EPROTOCOL' })).toMatchObject({ forGood: false });
  });
});
