/** CSV and encodings: every record with its line, and no cell lost on the way. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { csvRecords, detectDelimiter } from './csv.ts';
import { decoded, detectEncoding } from './encoding.ts';
import { fileOf } from './fixture.ts';
import type { SourceRecord } from './records.ts';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 5) {
  const file = await csvRecords(pieces(text, size));
  const records: SourceRecord[] = [];
  if (file) for await (const batch of file.batches) records.push(...batch);
  return { columns: file?.columns, duplicated: file?.duplicated, records };
}

it('gives each record its row and the line on which it begins', async () => {
  const { columns, records } = await read('name, people\n"甲\n厂",3\n\n乙厂,4\r\n丙厂,5');
  expect(columns).toEqual(['name', 'people']);
  expect(records.map(({ row, line, values }) => [row, line, values])).toEqual([
    [1, 2, { name: '甲\n厂', people: '3' }],
    [2, 5, { name: '乙厂', people: '4' }],
    [3, 6, { name: '丙厂', people: '5' }],
  ]);
});

it('tells ragged rows, doubled headers and broken quotes with their line', async () => {
  const { duplicated, records } = await read('a,b,b\n1,2\n1,2,3,4\n1,2"x,3\n1,"2"x,3\n1,2,3\n');
  expect(duplicated).toEqual(['b']);
  expect(records.map(({ row, line, problem }) => [row, line, problem?.code])).toEqual([
    [1, 2, 'ragged_row'],
    [2, 3, 'ragged_row'],
    [3, 4, 'quote'],
    [4, 5, 'quote'],
  ]);
});

it('says where a quote was opened that nobody closes', async () => {
  const { records } = await read('a,b\n1,2\n3,"4\n5,6\n');
  expect(records.map(({ line, problem }) => [line, problem?.code])).toEqual([
    [2, undefined],
    [3, 'quote'],
  ]);
});

it('finds nothing in an empty file and no record after a lone header', async () => {
  expect((await read('')).columns).toBeUndefined();
  expect((await read('\n\n')).columns).toBeUndefined();
  expect(await read('a;b')).toEqual({ columns: ['a', 'b'], duplicated: [], records: [] });
});

it.each([
  ['a,b;c,d', ','],
  ['"a,b,c";d;e', ';'],
  ['a\tb', '\t'],
  ['\n\na|b', '|'],
  ['name', ','],
])('detects the delimiter of %j', (head, delimiter) => {
  expect(detectDelimiter(head)).toBe(delimiter);
});

it('reads back every table of cells that was written, whatever the cells hold', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('甲', 'a', '"', ',', '\n', ';', '\t', ' ', "'", '𠮷', '='),
  });
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
      const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
      const { records } = await read(['c0,c1,c2', ...quoted].join('\n'), size);
      expect(records.map(({ values }) => [values.c0, values.c1, values.c2])).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});

it.each([
  ['utf-8', iconv.encode('名称,值\n甲厂,1', 'utf-8')],
  ['utf-8', iconv.encode('名称,值\n甲厂,1', 'utf-8', { addBOM: true })],
  ['gb18030', iconv.encode('名称,值\n甲厂,1', 'gb18030')],
  ['utf-16le', iconv.encode('名称,值\n甲厂,1', 'utf-16le', { addBOM: true })],
  ['utf-16be', iconv.encode('名称,值\n甲厂,1', 'utf-16be', { addBOM: true })],
] as const)('recognises %s by its bytes', async (encoding, bytes) => {
  for (const chunkBytes of [1, 2, 3, 100]) {
    const file = fileOf(bytes, 'x.csv', chunkBytes);
    expect(await detectEncoding(file)).toBe(encoding);
    let text = '';
    for await (const piece of decoded(file, encoding)) text += piece;
    expect(text).toBe('名称,值\n甲厂,1');
  }
});

it('passes on a failing read instead of guessing an encoding', async () => {
  const broken = {
    name: 'x.csv',
    // biome-ignore lint/correctness/useYield: it fails before the first chunk
    async *chunks(): AsyncGenerator<Uint8Array> {
      throw new Error('EIO');
    },
  };
  await expect(detectEncoding(broken)).rejects.toThrow('EIO');
});
