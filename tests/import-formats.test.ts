/** Dirty files of many hands, and the same data through GDAL in every format: what is read, and what is told. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open as openDisk, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ByteSource } from '../data/imports/encoding.ts';
import type { Choices } from '../data/imports/formats/dataset.ts';
import { openFile } from '../data/imports/formats/open.ts';
import type { SourceRecord } from '../data/imports/records.ts';
import { findGdal } from './harness/gdal.ts';

const REAL = process.env.FOURCOLOR_TEST_DATA;
if (REAL === undefined) console.warn('FOURCOLOR_TEST_DATA is not set: the dirty files are skipped');
const gdal = findGdal();

async function onDisk(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    size,
    chunks: () => createReadStream(path),
    async read(from, length) {
      const file = await openDisk(path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** A file, or all parts of the shapefile of that name. */
async function sources(path: string): Promise<ByteSource[]> {
  if (extname(path) !== '.shp') return [await onDisk(path)];
  const folder = join(path, '..');
  const stem = basename(path, '.shp');
  const parts = (await readdir(folder)).filter((name) => name.slice(0, name.lastIndexOf('.')) === stem);
  return Promise.all(parts.map((name) => onDisk(join(folder, name))));
}

async function read(path: string, choices: Choices = {}) {
  const opened = await openFile(await sources(path), choices);
  const description = await opened?.describe();
  const records: SourceRecord[] = [];
  if (opened !== undefined) for await (const record of opened.records()) records.push(record);
  return { description, records };
}

const typesOf = (records: readonly SourceRecord[]) => {
  const counts: Record<string, number> = {};
  for (const { geometry, problem } of records) {
    const type =
      problem?.code ??
      (typeof geometry === 'object' && geometry !== null && 'type' in geometry
        ? String(geometry.type)
        : 'none');
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
};

describe.skipIf(REAL === undefined)('dirty files', () => {
  const dirty = (path: string) => join(REAL!, 'dirty', path);

  it.each([
    ['areacity_ok_data_level3_bom.csv', 'utf-8', 'marked', 3639, 'name', '北京'],
    ['derived_streets_seeds_gb18030.csv', 'gb18030', 'bytes', 1660, '名称', '金沙街道'],
    ['gem_asia_gas_tracker_utf16le.csv', 'utf-16le', 'marked', 4598, 'countries', 'India'],
  ])('reads %s as %s (%s)', async (path, name, ground, rows, column, first) => {
    const { description, records } = await read(dirty(path));
    expect(description).toMatchObject({
      format: 'csv',
      encoding: { name, ground },
      delimiter: ',',
      notes: [],
    });
    expect(records).toHaveLength(rows);
    expect(records.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(records[0]?.values[column]).toBe(first);
  });

  it.each([
    // GBK without .cpg
    ['chinese_poly', 'gb18030', { Polygon: 1 }, []],
    // Danish letters, and nothing that says so
    ['danish_point', 'windows-1252', { Point: 4 }, ['encoding_assumed']],
    ['rus-windows-1251', 'windows-1251', { Point: 2 }, []],
    // the third shape says that it is shorter than it is
    ['extraAtEnd', undefined, { Polygon: 3, file_damaged: 1 }, ['attributes_missing']],
    ['bad/state', 'utf-8', { Point: 29 }, []],
    // four of 25 rows are deleted
    ['deleted/archsites', 'utf-8', { Point: 21 }, []],
    ['dup-column/dup_column', 'utf-8', { Polygon: 2 }, []],
    ['empty-shapefile/empty-shapefile', 'utf-8', {}, []],
    ['lsOnePoint/lsOnePoint', 'utf-8', { LineString: 3 }, []],
    ['measure/multilinezm', undefined, { LineString: 1 }, ['attributes_missing']],
    ['measure/multipointszm', undefined, { MultiPoint: 1 }, ['attributes_missing']],
    ['measure/multipolygonzm', undefined, { Polygon: 1 }, ['attributes_missing']],
    ['measure/pointzm', undefined, { Point: 1 }, ['attributes_missing']],
    ['missing/aaa1', 'utf-8', { Polygon: 1 }, []],
    ['missing/aaa2', undefined, { Polygon: 1 }, ['attributes_missing']],
  ])('reads the shapefile %s (%s)', async (path, encoding, types, notes) => {
    const { description, records } = await read(dirty(`geotools/${path}.shp`));
    expect(description?.encoding?.name).toBe(encoding);
    expect(description?.notes.map(({ code }) => code)).toEqual(notes);
    expect(typesOf(records)).toEqual(types);
  });

  it('reads the words, the doubled columns and the altitudes of those shapefiles', async () => {
    const first = async (path: string) => (await read(dirty(`geotools/${path}.shp`))).records[0];
    expect((await first('chinese_poly'))?.values).toMatchObject({ NAME: '黑龙江省' });
    expect((await first('danish_point'))?.values).toMatchObject({ TEKST1: 'Charløtte' });
    expect((await first('rus-windows-1251'))?.values).toMatchObject({ TEXT: 'Кириллица' });
    expect((await read(dirty('geotools/dup-column/dup_column.shp'))).description?.duplicated).toEqual([
      'TestColumn',
    ]);
    expect((await first('measure/pointzm'))?.geometry).toMatchObject({ coordinates: { length: 3 } });
  });

  it('reads every layer of the GeoPackages', async () => {
    const found: unknown[] = [];
    for (const name of ['gdal_sample', 'multi', 'rte']) {
      const { description } = await read(dirty(`gpkg/${name}.gpkg`));
      for (const layer of description!.layers) {
        const { records } = await read(dirty(`gpkg/${name}.gpkg`), { layer: layer.name });
        found.push([name, layer.name, typesOf(records)]);
      }
    }
    const mixed = { GeometryCollection: 1, MultiLineString: 1, MultiPoint: 1, MultiPolygon: 1 };
    const sample = (dimensions: string) =>
      [
        ['point', { Point: 1 }],
        ['linestring', { LineString: 1 }],
        ['polygon', { Polygon: 1 }],
        ['multipoint', { MultiPoint: 1 }],
        ['multilinestring', { MultiLineString: 1 }],
        ['multipolygon', { MultiPolygon: 1 }],
        ['geomcollection', mixed],
        ['geometry', { ...mixed, Point: 1, LineString: 1, Polygon: 1 }],
      ].map(([name, types]) => ['gdal_sample', `${name}${dimensions}`, { ...(types as object), none: 1 }]);
    expect(found).toEqual([
      ...sample('2d'),
      ...sample('3d'),
      ['multi', 'multi', { MultiPolygon: 1 }],
      ['multi', 'nga_style', { none: 1 }],
      ['multi', 'nga_icon', {}],
      ['rte', 'cats_feature', { Point: 4 }],
      ['rte', 'cats_media', { none: 3 }],
    ]);
  });

  it('reads a KML, and says what else is not read', async () => {
    const { description, records } = await read(dirty('ogr2osm/basic_geometries.kml'));
    expect(description).toMatchObject({ format: 'kml', crs: 'EPSG:4326', rows: 4 });
    expect(typesOf(records)).toEqual({ Point: 1, LineString: 1, Polygon: 2 });
    for (const name of ['gml', 'gfs'])
      await expect(read(dirty(`ogr2osm/duplicate-way-nodes.${name}`))).rejects.toMatchObject({
        problem: { code: 'format_unsupported' },
      });
  });

  it('reads GeoJSON in another system than it should be in, and an archive with a shapefile and its copies', async () => {
    const long = await read(dirty('ogr2osm/tags_too_long.geojson'));
    expect(long.description).toMatchObject({ format: 'geojson', rows: 3, crs: 'urn:ogc:def:crs:EPSG::4618' });
    const zip = await read(join(REAL!, 'cn-boundaries/chn_admin_level2_codab.zip'));
    expect(zip.description?.layers.map(({ name }) => name)).toEqual([
      'chn_admin_level2',
      'chn_admin_level2.csv',
      'chn_admin_level2.geojson',
    ]);
    expect(zip.records).toHaveLength(361);
    expect(zip.records[0]?.values.ADM2_ZH).toBe('克拉玛依市');
  });

  it.skipIf(gdal === undefined)('reads the same shapes from a shapefile as GDAL does', async () => {
    for (const path of ['population-sf/blockgroups.shp', 'dirty/geotools/chinese_poly.shp']) {
      const text = await gdal!.ogr2ogr([
        '-f',
        'GeoJSON',
        '-lco',
        'COORDINATE_PRECISION=15',
        '/vsistdout/',
        join(REAL!, path),
      ]);
      const { features } = JSON.parse(text) as {
        features: { geometry: { type: string; coordinates: unknown } }[];
      };
      const { records } = await read(join(REAL!, path));
      expect(records.map(({ geometry }) => shapeSize(geometry))).toEqual(
        features.map(({ geometry }) => shapeSize(geometry)),
      );
    }
  });
});

/** How many areas, how many rings, how many positions, and the sum of all. */
function shapeSize(geometry: unknown): unknown {
  const { type, coordinates } = geometry as { type: string; coordinates: number[][][] | number[][][][] };
  const areas = (type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  const rings = areas.flat();
  const positions = rings.flat();
  const sum = positions.reduce((total, [x, y]) => total + x! + y!, 0);
  return [areas.length, rings.length, positions.length, sum.toFixed(6)];
}

describe.skipIf(gdal === undefined)('what GDAL writes', () => {
  let folder: string;
  let source: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourcolor-formats-'));
    source = join(folder, 'source.geojson');
    await writeFile(source, JSON.stringify({ type: 'FeatureCollection', features }));
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  const features = Array.from({ length: 300 }, (_, i) => ({
    type: 'Feature',
    properties: {
      name: `甲厂${i}`,
      people: i,
      share: i / 7,
      day: '2026-03-01',
      note: i % 3 === 0 ? null : `"${i}", <b>`,
    },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [i / 9, 1],
          [i / 9, 2],
          [i / 9 + 1, 2],
          [i / 9, 1],
        ],
      ],
    },
  }));

  it.each([
    ['GPKG', 'x.gpkg', 'geopackage', 'EPSG:4326'],
    ['FlatGeobuf', 'x.fgb', 'flatgeobuf', 'EPSG:4326'],
    ['KML', 'x.kml', 'kml', 'EPSG:4326'],
    ['GeoJSONSeq', 'x.geojsons', 'geojson', null],
    ['ESRI Shapefile', 'shape.shp', 'shapefile', expect.stringContaining('WGS_1984')],
    ['XLSX', 'x.xlsx', 'xlsx', null],
    ['CSV', 'x.csv', 'csv', null],
  ])('is read from %s', async (driver, name, format, crs) => {
    const path = join(folder, name);
    const utf8 = format === 'shapefile' ? ['-lco', 'ENCODING=UTF-8'] : [];
    await gdal!.ogr2ogr(['-f', driver, ...utf8, path, source]);
    const { description, records } = await read(path);
    expect(description).toMatchObject({ format, crs });
    const byName = new Map(records.map((record) => [record.values.name ?? record.values.Name, record]));
    expect(byName.size).toBe(300);
    const { values, geometry } = byName.get('甲厂11')!;
    expect(Number(values.people)).toBe(11);
    expect(Number(values.share)).toBeCloseTo(11 / 7, 9);
    expect(String(values.day).replaceAll('/', '-').slice(0, 10)).toBe('2026-03-01');
    expect(values.note).toBe('"11", <b>');
    if (format === 'csv' || format === 'xlsx') expect(geometry).toBeUndefined();
    else expect(shapeSize(geometry)).toEqual(shapeSize(features[11]!.geometry));
  });
});
