/** Files of 200,000 rows to records: how fast, and how much memory, where nothing is held but what a row needs. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, it, type TestContext } from 'vitest';
import { type ByteSource, decoded } from '../../data/imports/encoding.ts';
import { workbook } from '../../data/imports/formats/fixture.ts';
import { openFile } from '../../data/imports/formats/open.ts';
import { zipEntries } from '../../data/imports/formats/zip.ts';
import { record } from './figures.ts';

const ROWS = 200_000;
const NAMES = ['id', 'name', 'people', 'lon', 'lat', 'sector', 'day', 'grade'];
const rowOf = (i: number) => [
  `Q${i}`,
  `示例市第${i}化工有限公司`,
  i % 500,
  118 + (i % 1000) / 1000,
  25 + (i % 777) / 1000,
  'fuel_station',
  { serial: 45_000 + (i % 2000) },
  (i % 4) + 1,
];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fourcolor-bench-'));
  const rows = Array.from({ length: ROWS }, (_, i) => rowOf(i));
  const csv = rows.map((row) => row.map((cell) => (typeof cell === 'object' ? cell.serial : cell)).join(','));
  await writeFile(join(folder, 'rows.csv'), `${NAMES.join(',')}\n${csv.join('\n')}\n`);
  await writeFile(join(folder, 'rows.xlsx'), workbook([{ name: 's', rows: [NAMES, ...rows] }]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function onDisk(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    size,
    chunks: () => createReadStream(path, { highWaterMark: 1 << 18 }),
    async read(from, length) {
      const file = await open(path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** Seconds, and the highest use of the heap above what was there before, MB. */
async function measured(work: (look: () => void) => Promise<void>): Promise<{ s: number; mb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  };
  const began = performance.now();
  await work(look);
  return { s: (performance.now() - began) / 1000, mb: (peak - before) / 1e6 };
}

async function compare(context: TestContext, name: string, bytes: (file: ByteSource) => Promise<ByteSource>) {
  const file = await onDisk(join(folder, name));
  const ours = await measured(async (look) => {
    let rows = 0;
    const layer = await (await openFile(file))!.layer();
    for await (const batch of layer!.batches()) {
      rows += batch.length;
      look();
    }
    if (rows !== ROWS) throw new Error(`Unexpected number of rows: ${rows}`);
  });
  const baseline = await measured(async (look) => {
    for await (const _ of decoded(await bytes(file), 'utf-8')) look();
  });
  record(context, {
    what: `${name}, ${(file.size! / 1e6).toFixed(0)} MB, ${ROWS.toLocaleString('en')} rows`,
    ours: `${ours.s.toFixed(1)} s (${Math.round(ROWS / ours.s)} rows/s), heap + ${ours.mb.toFixed(0)} MB`,
    baseline: `${baseline.s.toFixed(1)} s`,
    ratio: (ours.s / baseline.s).toFixed(1),
  });
}

it('Files to records (ours: format and header found, every cell read, values with their line; baseline: the same bytes unpacked and decoded)', async (context) => {
  await compare(context, 'rows.csv', async (file) => file);
  await compare(context, 'rows.xlsx', async (file) => {
    const entries = await zipEntries(file);
    return entries.find(({ name }) => name.endsWith('sheet1.xml'))!;
  });
});
