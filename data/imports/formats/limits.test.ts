/** Files made to harm, or only unlucky: each is refused with its sentence before it costs anything. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { ImportUsage } from '../problem.ts';
import { allOf, archive, dbf, kml, placed, shp, workbook } from './fixture.ts';
import { geopackage, gpkgPoint } from './gpkg-fixture.ts';
import { LIMITS } from './limits.ts';
import { openFile } from './open.ts';

// many runs on a machine that others use too
vi.setConfig({ testTimeout: 60_000 });

/** The codes of everything that is wrong, whether told at the door or while reading. */
async function codes(name: string, bytes: Uint8Array, choices = {}): Promise<string[]> {
  try {
    const opened = await openFile(placed(name, bytes, 1 << 16), choices);
    if (opened === undefined) return ['nothing'];
    const description = await opened.describe();
    const records = await allOf(opened.records());
    return [
      ...(description?.notes ?? []).map(({ code }) => code),
      ...records.flatMap(({ problem }) => (problem === undefined ? [] : [problem.code])),
    ];
  } catch (error) {
    if (error instanceof ImportUsage) return error.problems.map(({ code }) => code);
    throw error;
  }
}

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const CSV = strToU8('a,b\n1,2\n');

describe('archives', () => {
  it('refuses what unpacks to a thousand times its size, before unpacking it', async () => {
    const bytes = Buffer.from(archive({ 'a.csv': new Uint8Array(2 ** 16) }));
    const listedAt = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(64 * 2 ** 20, listedAt + 24);
    expect(await codes('a.zip', bytes)).toEqual(['archive_bomb']);
  });

  it('refuses what declares less than it unpacks to', async () => {
    const bytes = Buffer.from(archive({ 'a.csv': strToU8(`a,b\n${'1,2\n'.repeat(5000)}`) }));
    // the unpacked length in the directory, which is what is judged
    const listedAt = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(100, listedAt + 24);
    expect(await codes('a.zip', bytes)).toEqual(['archive_bomb']);
  });

  it('refuses files that share their packed bytes', async () => {
    const bytes = Buffer.from(archive({ 'a.csv': CSV, 'b.csv': CSV }));
    const first = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    const second = bytes.indexOf(Buffer.from('504b0102', 'hex'), first + 4);
    bytes.writeUInt32LE(bytes.readUInt32LE(first + 42), second + 42);
    expect(await codes('a.zip', bytes)).toEqual(['file_damaged']);
  });

  it.each(['../../etc/a.csv', '/etc/a.csv', 'C:/a.csv', 'x\\..\\..\\a.csv'])(
    'refuses the name %s',
    async (name) => {
      expect(await codes('a.zip', archive({ [name]: CSV }))).toEqual(['archive_unsafe_name']);
    },
  );

  it('refuses archives in archives, and those with too many files or none that is read', async () => {
    expect(await codes('a.zip', archive({ 'b.zip': archive({ 'c.csv': CSV }) }))).toEqual(['archive_nested']);
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.entries + 1 }, (_, i) => [`${i}`, new Uint8Array(0)]),
    );
    expect(await codes('a.zip', archive(many))).toEqual(['over_limit']);
    expect(await codes('a.zip', archive({ 'readme.md': CSV }))).toEqual(['archive_empty']);
  });

  it('refuses what is under a password', async () => {
    const bytes = Buffer.from(archive({ 'a.csv': CSV }));
    const listedAt = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt16LE(1, listedAt + 8);
    expect(await codes('a.zip', bytes)).toEqual(['file_encrypted']);
  });

  it('tells a file that was changed or cut', async () => {
    const bytes = Buffer.from(zipSync({ 'a.csv': CSV }, { level: 0 }));
    bytes[bytes.indexOf('1,2')] = 0x39;
    expect(await codes('a.zip', bytes)).toEqual(['file_damaged']);
    expect(await codes('a.zip', bytes.subarray(0, bytes.length - 30))).toEqual(['file_truncated']);
  });

  it('reads the tables of an archive as layers, and leaves read-me files and the leavings of systems alone', async () => {
    const opened = await openFile(
      placed(
        'a.zip',
        archive({ 'x/b.csv': CSV, 'readme.txt': CSV, '__MACOSX/x/._b.csv': CSV, 'c.csv': CSV }),
      ),
    );
    expect((await opened?.layers())?.map(({ name }) => name)).toEqual(['b.csv', 'c.csv']);
  });
});

describe('XML', () => {
  const document = (type: string) =>
    strToU8(`<?xml version="1.0"?>${type}<kml><Placemark><name>&a;</name></Placemark></kml>`);

  it.each([
    '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE kml SYSTEM "http://example.com/kml.dtd">',
    `<!-- x --><!DOCTYPE kml [${' '.repeat(200_000)}]>`,
  ])('refuses the document type %#', async (type) => {
    expect(await codes('a.kml', document(type))).toEqual(['xml_entities']);
  });

  it('refuses it in a workbook too', async () => {
    const { unzipSync } = await import('fflate');
    const files = unzipSync(workbook([{ name: 's', rows: [['a'], ['b']] }]));
    const text = new TextDecoder().decode(files['xl/sharedStrings.xml']);
    files['xl/sharedStrings.xml'] = strToU8(text.replace('<sst', '<!DOCTYPE sst [<!ENTITY a "x">]><sst'));
    expect(await codes('a.xlsx', zipSync(files))).toEqual(['xml_entities']);
  });

  it('tells elements without end and elements too deep', async () => {
    expect(await codes('a.kml', strToU8('<kml><Placemark><name>a'))).toEqual(['xml_syntax']);
    expect(await codes('a.kml', strToU8(`<kml>${'<Folder>'.repeat(100_000)}`))).toEqual(['over_limit']);
    expect(await codes('a.kml', document(''))).toEqual(['xml_syntax']);
  });
});

describe('cells and columns', () => {
  const wide = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join(',');
  const long = 'x'.repeat(LIMITS.cellLength + 1);

  it('refuses a million columns', async () => {
    expect(await codes('a.csv', strToU8(`${wide}\n1\n`))).toEqual(['too_many_columns']);
    const properties = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`c${i}`, 1]));
    const feature = { type: 'Feature', properties, geometry: null };
    expect(await codes('a.geojson', strToU8(JSON.stringify(feature)))).toEqual(['too_many_columns']);
    const cells = Array.from({ length: 3000 }, (_, i) => `c${i}`);
    expect(await codes('a.xlsx', workbook([{ name: 's', rows: [cells] }]))).toEqual(['too_many_columns']);
  });

  it('refuses a cell of more than a million characters, but not a border of that length', async () => {
    expect(await codes('a.csv', strToU8(`a,b\n1,${long}\n1,2\n`))).toEqual(['cell_too_long']);
    expect(await codes('a.csv', strToU8(`a,wkt\n1,"POLYGON ((${'1 2, '.repeat(250_000)}1 2))"\n`))).toEqual(
      [],
    );
    expect(await codes('a.csv', strToU8(`a,b\n1,"${'x\n'.repeat(5_000_000)}`))).toEqual(['cell_too_long']);
    const properties = { a: long };
    expect(
      await codes('a.geojson', strToU8(JSON.stringify({ type: 'Feature', properties, geometry: null }))),
    ).toEqual(['cell_too_long']);
    expect(await codes('a.kml', kml([{ name: long, data: {}, at: [1, 2] }]))).toEqual(['cell_too_long']);
    expect(await codes('a.xlsx', workbook([{ name: 's', rows: [['a'], [long]] }]))).toEqual([
      'cell_too_long',
    ]);
  });
});

describe('what a file is', () => {
  it.each([
    [
      'old Excel',
      'a.xls',
      `d0cf11e0a1b11ae1${'00'.repeat(600)}${Buffer.from('Workbook', 'utf16le').toString('hex')}`,
      'workbook_old',
    ],
    [
      'a workbook under a password',
      'a.xlsx',
      `d0cf11e0a1b11ae1${'00'.repeat(600)}${Buffer.from('EncryptedPackage', 'utf16le').toString('hex')}`,
      'file_encrypted',
    ],
    ['an old document', 'a.doc', `d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'format_unsupported'],
    ['gzip', 'a.csv.gz', '1f8b080000000000', 'format_unsupported'],
    ['RAR', 'a.rar', '526172211a0700', 'format_unsupported'],
    ['PDF', 'a.pdf', '255044462d312e370a', 'format_unsupported'],
    ['a picture named as a table', 'a.csv', '89504e470d0a1a0a0000000d', 'format_unsupported'],
    [
      'a web page named as a workbook',
      'a.xls',
      Buffer.from('<html><table><tr><td>1').toString('hex'),
      'format_unsupported',
    ],
    ['bytes of no meaning', 'a.csv', '0102030405060700080009', 'format_unknown'],
  ])('%s', async (_, name, bytes, code) => {
    expect(await codes(name, hex(bytes))).toEqual([code]);
  });

  it('goes by the content where the name says otherwise, and tells', async () => {
    const sheet = workbook([{ name: 's', rows: [['a'], ['b']] }]);
    expect(await codes('a.csv', sheet)).toEqual(['format_mismatch']);
    expect(await codes('a.xlsx', CSV)).toEqual(['format_mismatch']);
    expect(await codes('a.csv', strToU8('{"type":"FeatureCollection","features":[]}'))).toEqual([
      'format_mismatch',
    ]);
    expect(await codes('a.csv', sheet, { format: 'csv' })).toEqual(['format_contradicted']);
    expect(await codes('a', sheet)).toEqual([]);
  });

  it('tells files that are cut off, whatever they are', async () => {
    const points = shp(1, [
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [3, 4] },
    ]);
    expect(await codes('a.shp', points.subarray(0, -5))).toEqual(['attributes_missing', 'file_truncated']);
    expect(await codes('a.shp', points.subarray(0, 50))).toEqual(['file_truncated']);
    const database = await geopackage([
      {
        name: 'a',
        columns: 'fid integer primary key, geom blob, t text',
        rows: Array.from({ length: 500 }, (_, i) => [i, gpkgPoint(1, 2), 'x'.repeat(100)]),
        geometry: { column: 'geom', type: 'POINT', srs: 4326 },
      },
    ]);
    expect(await codes('a.gpkg', database.subarray(0, -4096))).toEqual(['file_truncated']);
    const rows = dbf([{ name: 'A', type: 'C', length: 5 }], [['a'], ['b']]);
    const opened = await openFile([placed('a.shp', points), placed('a.dbf', rows.subarray(0, -5))]);
    const records = await allOf(opened!.records());
    expect(records.map(({ problem }) => problem?.code)).toEqual([undefined, 'file_truncated']);
  });

  it('refuses a database that is no GeoPackage', async () => {
    const { default: initSqlJs } = await import('sql.js');
    const database = new (await initSqlJs()).Database();
    database.run('create table tiles (a)');
    expect(await codes('a.mbtiles', database.export())).toEqual(['format_unsupported']);
  });
});
