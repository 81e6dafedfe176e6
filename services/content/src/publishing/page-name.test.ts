import fc from 'fast-check';
import { ADDRESS_NAME, pageName } from './page-name.ts';

describe('the name of a page', () => {
  it('reads like its title', () => {
    expect(pageName('L’affûtage d’un fer — œuvre n° 3')).toBe('l-affutage-d-un-fer-oeuvre-n-3');
    expect(pageName('日本')).toBe('page');
  });

  it('can stand in an address, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) =>
        ADDRESS_NAME.test(pageName(title)),
      ),
    );
  });
});
