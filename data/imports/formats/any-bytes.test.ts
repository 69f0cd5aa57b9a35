/** Whatever bytes come in, problems come out: no crash, no hang, and nothing but the sentences of imports. */

import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { flatFeature, flatHeader, joined } from '../../exports/flatgeobuf.ts';
import { ImportUsage } from '../problem.ts';
import { archive, dbf, kml, placed, shp, workbook } from './fixture.ts';
import { geopackage, gpkgPoint } from './gpkg-fixture.ts';
import { openFile } from './open.ts';

// many runs on a machine that others use too
vi.setConfig({ testTimeout: 60_000 });

/** Reads to the end, or to the refusal; anything else that is thrown fails the test. */
async function survives(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  try {
    const opened = await openFile(Object.entries(files).map(([name, bytes]) => placed(name, bytes, 997)));
    if (opened === undefined) return;
    await opened.describe();
    for (const { name } of (await opened.layers()).slice(0, 3)) {
      let records = 0;
      for await (const record of opened.records({ layer: name })) {
        records += 1;
        expect(record.row).toBeGreaterThan(0);
      }
      expect(records).toBeLessThan(100_000);
    }
  } catch (error) {
    if (!(error instanceof ImportUsage)) throw error;
    for (const { message } of error.problems) expect(message.zh).not.toMatch(/\{\w+\}/);
  }
}

const STARTS = [
  '',
  '504b0304',
  '53514c69746520666f726d6174203300',
  '6667620366676200',
  '0000270a',
  'fffe',
  'feff',
  'efbbbf',
  Buffer.from('<kml>').toString('hex'),
  Buffer.from('{"type":"FeatureCollection","features":[').toString('hex'),
  Buffer.from('a,b\n"').toString('hex'),
];
const NAMES = ['a.csv', 'a.xlsx', 'a.geojson', 'a.shp', 'a.gpkg', 'a.kml', 'a.fgb', 'a.zip', 'a'];

it('survives any bytes under any name, behind any beginning', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STARTS),
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom(...NAMES),
      async (start, rest, name) => survives({ [name]: Buffer.concat([Buffer.from(start, 'hex'), rest]) }),
    ),
    { numRuns: 400 },
  );
});

/** Valid files of every format, which are then spoilt. */
let valid: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {};
beforeAll(async () => {
  const columns = [{ name: 'name', type: 'text', title: '' }] as const;
  const header = {
    name: 'l',
    title: '',
    description: '',
    metadata: {},
    geometry: ['MultiPolygon'],
    columns,
  } as const;
  const ring = [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ] as const;
  const areas = flatFeature({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }, columns, ['甲']);
  const shape = shp(5, [{ type: 'Polygon', coordinates: [ring, ring.toReversed()] }, null]);
  const table = dbf(
    [
      { name: '名称', type: 'C', length: 9 },
      { name: 'N', type: 'N', length: 9 },
    ],
    [
      ['甲', '1'],
      ['乙', '2'],
    ],
  );
  const feature = {
    type: 'Feature',
    id: 1,
    properties: { a: '甲', b: [1] },
    geometry: { type: 'Point', coordinates: [1, 2] },
  };
  const sheet = workbook([
    {
      name: 's',
      rows: [
        ['a', 'b'],
        ['x', { serial: 46_000 }],
        [1, 2],
      ],
      merges: ['A2:A3'],
    },
  ]);
  valid = {
    csv: { 'a.csv': strToU8('名称,b\n"甲\n厂",1\n乙,2\n') },
    geojson: {
      'a.json': strToU8(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] })),
    },
    lines: { 'a.ndjson': strToU8(`${JSON.stringify(feature)}\n${JSON.stringify(feature)}\n`) },
    xlsx: { 'a.xlsx': sheet },
    // spoilt before it is packed, so that checksums do not tell
    'parts of xlsx': unzipSync(sheet),
    shapefile: { 'a.shp': shape, 'a.dbf': table, 'a.prj': strToU8('GEOGCS["x"]'), 'a.cpg': strToU8('UTF-8') },
    archive: { 'a.zip': archive({ 'a.shp': shape, 'a.dbf': table }) },
    kml: { 'a.kml': kml([{ name: '甲', data: { a: 'b' }, at: [1, 2] }]) },
    flatgeobuf: { 'a.fgb': joined([flatHeader(header), areas, areas]) },
    geopackage: {
      'a.gpkg': await geopackage(
        [
          {
            name: 't',
            columns: 'fid integer primary key, geom blob, a text',
            rows: Array.from({ length: 40 }, (_, i) => [i, gpkgPoint(i, 2), 'x'.repeat(i * 40)]),
            geometry: { column: 'geom', type: 'POINT', srs: 4326 },
          },
        ],
        'pragma page_size = 512',
      ),
    },
  };
});

/** Spoilt files of each format; more on request. */
const RUNS = Number(process.env.FOURCOLOR_TEST_RUNS ?? 300);

type Change =
  | { readonly kind: 'set' | 'insert'; readonly at: number; readonly value: number }
  | { readonly kind: 'cut' | 'drop' | 'repeat'; readonly at: number; readonly value: number };

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'insert', 'cut', 'drop', 'repeat'),
  at: fc.nat(),
  value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
});

function changed(bytes: Uint8Array, { kind, at, value }: Change): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (kind) {
    case 'set':
      return Buffer.concat([before, Uint8Array.of(value), after.subarray(1)]);
    case 'insert':
      return Buffer.concat([before, Uint8Array.of(value), after]);
    case 'cut':
      return before;
    case 'drop':
      return Buffer.concat([before, after.subarray(1 + (value % 16))]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, 64), after]);
  }
}

describe('survives a spoilt file', () => {
  it.each([
    'csv',
    'geojson',
    'lines',
    'xlsx',
    'parts of xlsx',
    'shapefile',
    'archive',
    'kml',
    'flatgeobuf',
    'geopackage',
  ])(
    'of the format %s',
    async (format) => {
      const files = valid[format]!;
      await survives(files);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 5 }),
          async (changes) => {
            const spoilt = { ...files };
            const names = Object.keys(files);
            for (const [which, one] of changes) {
              const name = names[which % names.length]!;
              spoilt[name] = changed(spoilt[name]!, one);
            }
            await survives(format === 'parts of xlsx' ? { 'a.xlsx': zipSync(spoilt) } : spoilt);
          },
        ),
        { numRuns: RUNS },
      );
    },
    120_000,
  );
});

it('passes on a disk that fails, which is not about the file', async () => {
  const broken = {
    name: 'x.csv',
    // biome-ignore lint/correctness/useYield: it fails before the first chunk
    async *chunks(): AsyncGenerator<Uint8Array> {
      throw new Error('EIO');
    },
  };
  await expect(openFile(broken)).rejects.toThrow('EIO');
});
