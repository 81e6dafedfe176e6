import { asCsv, asJson } from './hand-over-tables.ts';

async function* rows() {
  yield { at: '1', userAgent: '=HYPERLINK("x")', link: null };
  yield { at: '2', userAgent: 'a, "b"\nc', link: 'é' };
}
async function* nothing() {}
async function whole(parts: AsyncIterable<string>) {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
const columns = ['at', 'userAgent', 'link'];

describe('the tables of a hand-over', () => {
  it('as CSV quote what needs it, and let no spreadsheet run a text', async () => {
    expect(await whole(asCsv(columns, rows()))).toBe(
      '\uFEFFat,userAgent,link\r\n1,"\'=HYPERLINK(""x"")",\r\n2,"a, ""b""\nc",é\r\n',
    );
  });

  it('as JSON give the exact text, of these columns alone', async () => {
    expect(JSON.parse(await whole(asJson(['at', 'userAgent'], rows())))).toEqual([
      { at: '1', userAgent: '=HYPERLINK("x")' },
      { at: '2', userAgent: 'a, "b"\nc' },
    ]);
    expect(JSON.parse(await whole(asJson(columns, nothing())))).toEqual([]);
  });
});
