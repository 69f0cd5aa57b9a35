/** Workbooks: where the names of the columns stand, what merged cells, dates and codes say, which sheet is read. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { allOf, placed, type SampleCell, type SampleSheet, workbook } from './fixture.ts';
import { openFile } from './open.ts';
import { dateOf, numberStyle, placeOf } from './xlsx-cells.ts';

// many runs on a machine that others use too
vi.setConfig({ testTimeout: 60_000 });

const read = async (sheets: readonly SampleSheet[], choices = {}, options = {}) => {
  const opened = await openFile(placed('t.xlsx', workbook(sheets, options)), choices);
  const description = await opened?.describe();
  return { description, records: opened === undefined ? [] : await allOf(opened.records()) };
};

/** Title and note above, names on two rows, a merged district in the data. */
const DIRTY: SampleSheet = {
  name: '企业清单',
  rows: [
    ['某市企业安全风险清单（模拟数据）'],
    ['填报单位：示例局', null, null, null, '2026年11月'],
    ['序号', '企业\n名称', '位置', null, '检查日期', '区划代码', '街道'],
    [null, null, '经度', '纬度'],
    [1, '甲厂', 119.1, 26.1, { serial: 46082 }, { code: 1234 }, '金沙街道'],
    [2, '乙厂', 119.2, 26.2, { serial: 46083.5 }, { code: 350100 }],
    [],
    [3, '丙厂', null, 26.3, null, null, '兴东街道'],
  ],
  merges: ['A1:G1', 'A2:B2', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4', 'F3:F4', 'G3:G4', 'G5:G6'],
};

it('finds the names below a title, joins names of two rows, fills merged cells, reads dates and codes', async () => {
  const { description, records } = await read([DIRTY]);
  expect(description).toMatchObject({
    format: 'xlsx',
    headerRow: 3,
    encoding: null,
    layer: '企业清单',
    notes: [],
  });
  const names = ['序号', '企业名称', '位置/经度', '位置/纬度', '检查日期', '区划代码', '街道'];
  expect(description?.columns.map(({ name }) => name)).toEqual(names);
  expect(records.map(({ row, line, values }) => [row, line, ...names.map((name) => values[name])])).toEqual([
    [1, 5, 1, '甲厂', 119.1, 26.1, '2026-03-01', '001234', '金沙街道'],
    [2, 6, 2, '乙厂', 119.2, 26.2, '2026-03-02 12:00:00', '350100', '金沙街道'],
    [3, 8, 3, '丙厂', null, 26.3, null, null, '兴东街道'],
  ]);
});

it('takes the row of names that a person chooses', async () => {
  const { description } = await read(
    [
      {
        name: 'a',
        rows: [
          ['x', 'y', 'z'],
          ['p', 'q', 'r'],
          [1, 2, 3],
        ],
      },
    ],
    {
      headerRow: 2,
    },
  );
  expect(description?.columns.map(({ name }) => name)).toEqual(['p', 'q', 'r']);
  expect(description?.headerRow).toBe(2);
});

it('lists the sheets, passes over empty and hidden ones, and reads the chosen one', async () => {
  const sheets: SampleSheet[] = [
    { name: '旧', rows: [['a'], ['0']], hidden: true },
    { name: '封面', rows: [] },
    { name: '数据', rows: [['a'], ['1']] },
  ];
  const first = await read(sheets);
  expect(first.description?.layers.map(({ name }) => name)).toEqual(['封面', '数据', '旧']);
  expect(first.description?.layer).toBe('数据');
  expect(first.description?.notes.map(({ code }) => code)).toEqual(['layer_taken']);
  expect((await read(sheets, { layer: '旧' })).records.map(({ values }) => values.a)).toEqual(['0']);
  await expect(read(sheets, { layer: '无' })).rejects.toMatchObject({ problem: { code: 'layer_unknown' } });
});

it('names columns without a name by their letter, and tells names that appear twice', async () => {
  const { description, records } = await read([
    {
      name: 's',
      rows: [
        ['名称', null, '人数', '人数'],
        ['甲', 'x', 1, 2],
      ],
    },
  ]);
  expect(description?.columns.map(({ name }) => name)).toEqual(['名称', 'B', '人数']);
  expect(description?.duplicated).toEqual(['人数']);
  expect(records[0]?.values).toEqual({ 名称: '甲', B: 'x', 人数: 1 });
});

it('reads back every table of texts and numbers, shared or in place', async () => {
  const cell: fc.Arbitrary<SampleCell> = fc.oneof(
    fc.string({ unit: fc.constantFrom('甲', 'a', '&', '<', '"', '\n', ' ', '𠮷', '=', '_'), minLength: 1 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      async (rows, inline) => {
        const { records } = await read(
          [{ name: 's', rows: [['c0', 'c1', 'c2'], ...rows] }],
          { headerRow: 1 },
          { inline },
        );
        expect(records.map(({ values }) => [values.c0, values.c1, values.c2])).toEqual(
          rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value))),
        );
      },
    ),
    { numRuns: 40 },
  );
});

describe('dates', () => {
  it.each([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, '1900-02-29'],
    [61, false, '1900-03-01'],
    [46082, false, '2026-03-01'],
    [46082.25, false, '2026-03-01 06:00:00'],
    [0.75, false, '18:00:00'],
    [0, true, '1904-01-01'],
    [44620, true, '2026-03-01'],
    [2_958_465, false, '9999-12-31'],
    [-1, false, -1],
    [3_000_000, false, 3_000_000],
  ])('serial %d (1904: %s) is %s', (serial, date1904, expected) => {
    expect(dateOf(serial, date1904)).toBe(expected);
  });

  it.each([
    [14, undefined, 'date'],
    [0, undefined, 'plain'],
    [176, 'yyyy"年"m"月"d"日"', 'date'],
    [176, '[$-804]yyyy\\-mm\\-dd;@', 'date'],
    [176, '0.00E+00', 'plain'],
    [176, '[h]:mm:ss', 'plain'],
    [176, '#,##0.00"元/day"', 'plain'],
    [176, '[Red]0.00', 'plain'],
    [176, '000000', 'padded'],
    [176, '@', 'plain'],
  ])('format %d %s is %s', (id, code, kind) => {
    expect(numberStyle(id, code).kind).toBe(kind);
  });
});

it('knows the place of a reference', () => {
  expect(placeOf('A1')).toEqual({ column: 0, row: 1 });
  expect(placeOf('XFD1048576')).toEqual({ column: 16_383, row: 1_048_576 });
  expect(placeOf('1A')).toBeUndefined();
});
