/** Workbooks of tables, read back by the reader of imports. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allOf, placed } from '../../data/imports/formats/fixture.ts';
import { openFile } from '../../data/imports/formats/open.ts';
import { xlsx } from './xlsx.ts';

const readBack = async (bytes: Uint8Array) => {
  const opened = await openFile(placed('t.xlsx', bytes), { headerRow: 1 });
  const description = await opened?.describe();
  return { description, records: opened === undefined ? [] : await allOf(opened.records()) };
};

it('is read back with its names, texts and numbers', async () => {
  const { description, records } = await readBack(
    xlsx('查询结果', [
      ['名称', '距离 (m)', '备注'],
      ['甲 & <乙> "厂"', 38.25, '=1+1'],
      ['𠮷野化工', 0, null],
    ]),
  );
  expect(description).toMatchObject({ format: 'xlsx', layer: '查询结果', headerRow: 1 });
  expect(records.map(({ values }) => values)).toEqual([
    { 名称: '甲 & <乙> "厂"', '距离 (m)': 38.25, 备注: '=1+1' },
    { 名称: '𠮷野化工', '距离 (m)': 0, 备注: null },
  ]);
});

it('keeps every number', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 20 }),
      async (numbers) => {
        const { records } = await readBack(
          xlsx('n', [['id', 'n'], ...numbers.map((n, at) => [`r${at}`, n])]),
        );
        expect(records.map(({ values }) => Number(values.n))).toEqual(numbers);
      },
    ),
    { numRuns: 20 },
  );
});
