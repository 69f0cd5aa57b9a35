/** Features as CSV that a spreadsheet opens safely: UTF-8 with mark, RFC 4180, no cell that runs as a formula. */

/** By it spreadsheets know the text for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
// what spreadsheets take for a formula, full-width forms included; behind apostrophes too, so that reading back takes
// away exactly the one put here
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** One line for the header and one for each row. Texts are made harmless, numbers stay numbers. */
export function csv(header: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

/** One line with its end. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
