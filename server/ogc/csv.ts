/** Features as CSV that a spreadsheet opens safely: UTF-8 with mark, RFC 4180, no cell that runs as a formula. */

const BYTE_ORDER_MARK = '\uFEFF';
// what spreadsheets take for a formula, full-width forms included
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One line for the header and one for each row. Texts are made harmless, numbers stay numbers. */
export function csv(header: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [header.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
