/** Every format read back as it was written, by our own hand, by SQLite's, and in whatever pieces it comes. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it, vi } from 'vitest';
import { flatFeature, flatHeader, joined } from '../../exports/flatgeobuf.ts';
import type { ByteSource } from '../encoding.ts';
import { allOf, archive, dbf, kml, placed, type SampleField, type SampleShape, shp } from './fixture.ts';
import { geopackage, gpkgPoint } from './gpkg-fixture.ts';
import { openFile } from './open.ts';

// many runs on a machine that others use too
vi.setConfig({ testTimeout: 60_000 });

async function read(sources: ByteSource | readonly ByteSource[], choices = {}) {
  const opened = await openFile(sources, choices);
  const description = await opened?.describe();
  return { description, records: opened === undefined ? [] : await allOf(opened.records()) };
}

const text = (value: string) => new TextEncoder().encode(value);
const WORD = fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '1', '-'), minLength: 1, maxLength: 8 });
const LON_LAT = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const FIELDS: SampleField[] = [
  { name: '名称', type: 'C', length: 40 },
  { name: 'PEOPLE', type: 'N', length: 12 },
  { name: 'DATE', type: 'D', length: 8 },
];

it('reads back every shapefile, loose or in an archive, in GBK or UTF-8, with or without .cpg', async () => {
  const rows = fc.array(fc.tuple(WORD, fc.integer({ min: -9999, max: 9999 }), LON_LAT), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), fc.boolean(), fc.boolean(), async (list, gbk, stated, zipped) => {
      const encoding = gbk ? 'gb18030' : 'utf-8';
      const values = list.map(([name, people]) => [`${name}厂名称`, String(people), '20260301']);
      const files: Record<string, Uint8Array> = {
        'f.shp': shp(
          1,
          list.map(([, , coordinates]) => ({ type: 'Point', coordinates })),
        ),
        'f.dbf': dbf(FIELDS, values, { encoding }),
        'f.prj': text('GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]'),
        ...(stated ? { 'f.cpg': text(gbk ? 'GBK' : 'UTF-8') } : {}),
      };
      const { description, records } = await read(
        zipped
          ? placed('f.zip', archive(files))
          : Object.entries(files).map(([name, bytes]) => placed(name, bytes)),
      );
      expect(description).toMatchObject({ format: 'shapefile', geometryType: 'Point', rows: list.length });
      expect(description?.encoding).toEqual({ name: encoding, ground: stated ? 'stated' : 'bytes' });
      expect(description?.crs).toContain('China_Geodetic');
      expect(records.map(({ values: one, geometry }) => [one.名称, one.PEOPLE, one.DATE, geometry])).toEqual(
        list.map(([name, people, coordinates]) => [
          `${name}厂名称`,
          people,
          '2026-03-01',
          { type: 'Point', coordinates },
        ]),
      );
    }),
    { numRuns: 40 },
  );
});

it('sorts rings into areas and holes, keeps empty shapes, and leaves out deleted rows', async () => {
  const square = (x: number, size: number, hole: boolean) => {
    const ring = [
      [x, 0],
      [x, size],
      [x + size, size],
      [x + size, 0],
      [x, 0],
    ];
    return hole ? ring.toReversed() : ring;
  };
  const inner = square(1, 2, true).map(([x, y]) => [x!, y! + 1]);
  const shapes: SampleShape[] = [
    { type: 'Polygon', coordinates: [square(0, 10, false), inner, square(20, 5, false)] },
    null,
    { type: 'Polygon', coordinates: [square(0, 1, true)] },
  ];
  const { records } = await read([
    placed('a.shp', shp(5, shapes)),
    placed('a.dbf', dbf([FIELDS[0]!], [['甲'], ['乙'], ['丙']], { deleted: [1] })),
  ]);
  expect(records.map(({ row, values }) => [row, values.名称])).toEqual([
    [1, '甲'],
    [3, '丙'],
  ]);
  expect(records[0]?.geometry).toEqual({
    type: 'MultiPolygon',
    coordinates: [[square(0, 10, false), inner], [square(20, 5, false)]],
  });
});

it('tells a .cpg that is wrong, and what is left of a shapefile without its parts', async () => {
  const points = placed('a.shp', shp(1, [{ type: 'Point', coordinates: [1, 2] }]));
  const names = placed('a.dbf', dbf([FIELDS[0]!], [['福建省泉州市']], { encoding: 'gb18030' }));
  const wrong = await read([points, names, placed('a.cpg', text('UTF-8'))]);
  expect(wrong.description?.notes.map(({ code }) => code)).toEqual(['encoding_contradicted']);
  expect(wrong.records[0]?.values).toEqual({ 名称: '福建省泉州市' });
  const chosen = await read([points, names, placed('a.cpg', text('UTF-8'))], { encoding: 'gbk' });
  expect(chosen.description).toMatchObject({ encoding: { name: 'gb18030', ground: 'chosen' }, notes: [] });
  const bare = await read(points);
  expect(bare.description?.notes.map(({ code }) => code)).toEqual(['attributes_missing']);
  expect(bare.records).toMatchObject([{ values: {}, geometry: { coordinates: [1, 2] } }]);
  await expect(read(names)).rejects.toMatchObject({ problem: { code: 'shapefile_part_missing' } });
  const short = await read([placed('a.shp', shp(1, [null, null])), names]);
  expect(short.records.map(({ problem }) => problem?.code)).toEqual([undefined, 'attributes_short']);
});

it('reads back what SQLite writes into a GeoPackage, long rows and deep trees included', async () => {
  const value = fc.oneof(
    WORD,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
    fc.string({ minLength: 5000, maxLength: 9000 }).filter((one) => !one.includes('\0')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(value, value, LON_LAT, fc.boolean()), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        '',
        'pragma page_size = 512',
        'pragma page_size = 65536',
        "pragma encoding = 'UTF-16le'",
      ),
      async (rows, pragma) => {
        const bytes = await geopackage(
          [
            {
              name: '企业',
              columns: `fid integer primary key autoincrement not null, geom point, "名称 a" text, n /* , */ blob, check (fid > 0)`,
              rows: rows.map(([a, b, [lon, lat], envelope]) => [null, gpkgPoint(lon, lat, envelope), a, b]),
              geometry: { column: 'geom', type: 'POINT', srs: 4549 },
            },
          ],
          pragma,
        );
        const { description, records } = await read(placed('x.gpkg', bytes));
        expect(description).toMatchObject({
          format: 'geopackage',
          layer: '企业',
          crs: 'EPSG:4549',
          geometryType: 'Point',
        });
        const stored = (one: unknown) => (Object.is(one, -0) ? 0 : one);
        expect(records.map(({ id, values, geometry }) => [id, values['名称 a'], values.n, geometry])).toEqual(
          rows.map(([a, b, coordinates], i) => [
            i + 1,
            // a column of texts keeps numbers as texts
            typeof a === 'number' ? expect.any(String) : a,
            stored(b),
            { type: 'Point', coordinates: [...coordinates] },
          ]),
        );
      },
    ),
    { numRuns: 25 },
  );
});

it('lists tables of attributes beside layers, and refuses views and databases that are none', async () => {
  const bytes = await geopackage([
    {
      name: 'places',
      columns: 'id integer primary key, geom blob',
      rows: [],
      geometry: { column: 'geom', type: 'POINT', srs: 4326 },
    },
    { name: 'owners', columns: 'id integer primary key, "name" text, done boolean', rows: [[7, '甲', 1]] },
  ]);
  const { description, records } = await read(placed('x.gpkg', bytes), { layer: 'owners' });
  expect(description?.layers.map(({ name, geometryType }) => [name, geometryType])).toEqual([
    ['places', 'Point'],
    ['owners', null],
  ]);
  expect(records.map(({ values }) => values)).toEqual([{ id: 7, name: '甲', done: 'true' }]);
});

it('reads back every KML, by itself or in a KMZ, its folder as a column', async () => {
  const marks = fc.array(
    fc.record({ name: WORD, data: fc.dictionary(WORD, WORD, { noNullPrototype: true }), at: LON_LAT }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(marks, fc.boolean(), async (list, zipped) => {
      const bytes = kml(list);
      const { description, records } = await read(
        zipped
          ? placed('x.kmz', archive({ 'doc.kml': bytes, 'images/a.png': text('x') }))
          : placed('x.kml', bytes),
      );
      expect(description).toMatchObject({ format: 'kml', crs: 'EPSG:4326', rows: list.length, notes: [] });
      expect(records.map(({ values, geometry }) => [values, geometry])).toEqual(
        list.map(({ name, data, at }) => [
          { name, folder: '加油站', ...data },
          { type: 'Point', coordinates: at.map((one) => (Object.is(one, -0) ? 0 : one)) },
        ]),
      );
    }),
    { numRuns: 40 },
  );
});

it('reads tracks, several geometries, schema data and times of a KML', async () => {
  const { records } = await read(
    placed(
      'a.kml',
      text(`<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<Folder><name>外</name><Folder><name>内</name><Placemark id="p1"><name>a</name><TimeStamp><when>2026-03-01</when></TimeStamp>
<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="人数">5</SimpleData></SchemaData></ExtendedData>
<MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,0</coordinates></LinearRing></outerBoundaryIs>
<innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates></LinearRing></innerBoundaryIs></Polygon>
<Polygon><outerBoundaryIs><LinearRing><coordinates>9,9,5 10,9,5 10,10,5 9,9,5</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Folder>
<Placemark><name>b</name><gx:Track><gx:coord>1 2 0</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track></Placemark>
<Placemark><name>c</name><Point><coordinates>east,north</coordinates></Point></Placemark>
<Placemark><name>d</name></Placemark></Document></kml>`),
    ),
  );
  expect(records[0]).toMatchObject({
    id: 'p1',
    values: { name: 'a', folder: '外 / 内', when: '2026-03-01', 人数: '5' },
    geometry: { type: 'MultiPolygon' },
  });
  expect((records[0]!.geometry as { coordinates: unknown[][] }).coordinates.map((one) => one.length)).toEqual(
    [2, 1],
  );
  expect(records[1]?.geometry).toEqual({
    type: 'LineString',
    coordinates: [
      [1, 2, 0],
      [3, 4, 0],
    ],
  });
  expect(records[2]?.problem?.code).toBe('geometry_broken');
  expect(records[3]).toMatchObject({ values: { name: 'd' }, geometry: null });
});

it('reads back the FlatGeobuf that exports write', async () => {
  const columns = [
    { name: 'name', type: 'text', title: '名称' },
    { name: 'people', type: 'integer', title: '人数' },
    { name: 'area', type: 'double precision', title: '面积' },
  ] as const;
  const feature = fc.tuple(
    fc.option(WORD),
    fc.option(fc.integer({ min: -1e9, max: 1e9 })),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    LON_LAT,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(feature, { maxLength: 30 }), async (features) => {
      const header = {
        name: 'l',
        title: '',
        description: '',
        metadata: {},
        geometry: ['Point'],
        columns,
      } as const;
      const bytes = joined([
        flatHeader(header),
        ...features.map(([name, people, area, coordinates]) =>
          flatFeature({ type: 'Point', coordinates }, columns, [name, people, area]),
        ),
      ]);
      const { description, records } = await read(placed('x.fgb', bytes));
      expect(description).toMatchObject({ format: 'flatgeobuf', crs: 'EPSG:4326', geometryType: 'Point' });
      expect(
        records.map(({ values, geometry }) => [
          values.name ?? null,
          values.people ?? null,
          values.area,
          geometry,
        ]),
      ).toEqual(
        features.map(([name, people, area, coordinates]) => [
          name,
          people,
          area,
          { type: 'Point', coordinates },
        ]),
      );
    }),
    { numRuns: 40 },
  );
});

it('reads GeoJSON in one document or a feature a line, in whatever pieces it comes', async () => {
  const feature = fc.record({
    properties: fc.dictionary(
      WORD,
      fc.oneof(WORD, fc.integer(), fc.constant(null), fc.constant('"]},{["\\')),
    ),
    at: LON_LAT,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(feature, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('document', 'indented', 'lines', 'sequence'),
      fc.integer({ min: 1, max: 60 }),
      async (list, way, chunkBytes) => {
        const features = list.map(({ properties, at: coordinates }) => ({
          type: 'Feature',
          properties,
          geometry: { type: 'Point', coordinates },
        }));
        const document = { type: 'FeatureCollection', features, other: [{ features: [1] }] };
        const written =
          way === 'document'
            ? JSON.stringify(document)
            : way === 'indented'
              ? JSON.stringify(document, null, 2)
              : features
                  .map((one) => `${way === 'sequence' ? '\u001e' : ''}${JSON.stringify(one)}\n`)
                  .join('');
        const { description, records } = await read(placed('x.geojson', text(written), chunkBytes));
        expect(description?.rows).toBe(list.length);
        expect(JSON.parse(JSON.stringify(records.map(({ values, geometry }) => [values, geometry])))).toEqual(
          JSON.parse(JSON.stringify(features.map(({ properties, geometry }) => [properties, geometry]))),
        );
      },
    ),
    { numRuns: 80 },
  );
});

it.each([
  ['utf-8', false, 'bytes'],
  ['utf-8', true, 'marked'],
  ['gb18030', false, 'bytes'],
  ['utf-16le', true, 'marked'],
  ['utf-16le', false, 'bytes'],
  ['utf-16be', true, 'marked'],
  ['utf-16be', false, 'bytes'],
] as const)(
  'reads a CSV in %s (mark: %s), passing over a title that a spreadsheet left',
  async (encoding, addBOM, ground) => {
    const written = '企业清单（模拟数据）;;\r\n名称;人数;备注\r\n甲厂;3;"a;b"\r\n';
    const { description, records } = await read(
      placed('x.csv', iconv.encode(written, encoding, { addBOM }), 3),
    );
    expect(description).toMatchObject({ encoding: { name: encoding, ground }, delimiter: ';', headerRow: 2 });
    expect(records).toMatchObject([{ row: 1, line: 3, values: { 名称: '甲厂', 人数: '3', 备注: 'a;b' } }]);
  },
);

it('takes delimiter, row of names and encoding as a person chooses them', async () => {
  const bytes = iconv.encode('# note\nname,x|y\nn,1|2\n', 'windows-1251');
  const { description, records } = await read(placed('x.csv', bytes), {
    delimiter: '|',
    headerRow: 2,
    encoding: 'cp1251',
  });
  expect(description).toMatchObject({
    delimiter: '|',
    headerRow: 2,
    encoding: { name: 'windows-1251', ground: 'chosen' },
  });
  expect(records[0]?.values).toEqual({ 'name,x': 'n,1', y: '2' });
});
