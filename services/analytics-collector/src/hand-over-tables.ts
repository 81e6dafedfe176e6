type Row = Readonly<Record<string, string | null>>;

/** A cell that a spreadsheet takes for text, whatever stands in it (OWASP, CSV injection). */
function cell(value: string | null): string {
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180), with the byte order mark that spreadsheets want for UTF-8. */
export async function* asCsv(columns: readonly string[], rows: AsyncIterable<Row>): AsyncIterable<string> {
  yield `\uFEFF${columns.join(',')}\r\n`;
  for await (const row of rows) yield `${columns.map((column) => cell(row[column] ?? null)).join(',')}\r\n`;
}

/** Rows as one JSON list, with these columns and no other. */
export async function* asJson(columns: readonly string[], rows: AsyncIterable<Row>): AsyncIterable<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
