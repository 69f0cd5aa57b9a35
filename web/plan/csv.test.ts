/** Exports that a spreadsheet opens safely. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

describe('an exported result', () => {
  it('comes back from any CSV reader as it was, formulas made harmless', () => {
    const cells = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '＝1', '-2', '@x', 'a,b', '"q"', 'two\r\nlines', '重大'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cells, cells), { minLength: 1 }), (rows) => {
        const back = parse(csv(rows), {
          bom: true,
          relax_column_count: true,
          skip_empty_lines: false,
        }) as string[][];
        const expected = rows.map((row) =>
          row.map((text) => (/^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)),
        );
        expect(back).toEqual(expected);
      }),
    );
  });

  it('keeps negative numbers numbers', () => {
    expect(csv([[-1.5, null, 'x']])).toBe('\uFEFF-1.5,,x\r\n');
  });
});
