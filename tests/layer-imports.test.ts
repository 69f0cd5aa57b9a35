/** Imports into every table of the register on both engines: what follows from places and dates, and what comes twice. */
import { beforeAll, expect, it } from 'vitest';
import { fileOf } from '../data/imports/fixture.ts';
import type { Mapping } from '../data/imports/mapping.ts';
import type { GeometryType, Layer } from '../data/layer.ts';
import { TABLES } from '../data/layers/all.ts';
import { hazardPoints } from '../data/layers/hazard-points.ts';
import { parks } from '../data/layers/parks.ts';
import { pipelines } from '../data/layers/pipelines.ts';
import { places } from '../data/layers/places.ts';
import { regions } from '../data/layers/regions.ts';
import { resources } from '../data/layers/resources.ts';
import { type Database, servant, type Who } from '../server/db/database.ts';
import { type ImportOrder, runImport } from '../server/imports/run.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillable, valueFor } from './harness/every-layer.ts';

const admin = servant('admin', 'test');
const SOURCE = '模拟数据';
const GEOMETRIES: Readonly<Record<GeometryType, object>> = {
  Point: { type: 'Point', coordinates: [119.5, 26.5] },
  MultiLineString: {
    type: 'MultiLineString',
    coordinates: [
      [
        [119.1, 26.5],
        [120.5, 26.5],
      ],
    ],
  },
  MultiPolygon: { type: 'MultiPolygon', coordinates: [[ring(119.2, 26.2, 0.1)]] },
};

function ring(west: number, south: number, side: number) {
  return [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
}

const collection = (...features: object[]) =>
  fileOf(JSON.stringify({ type: 'FeatureCollection', features }), 'r.geojson', 1 << 16);
const feature = (id: string, geometry: object | null, properties: object) => ({
  type: 'Feature',
  id,
  geometry,
  properties,
});
const mappingOf = (layer: Layer, ...names: string[]): Mapping => ({
  source: SOURCE,
  key: ['$id'],
  fields: Object.fromEntries(
    (names.length > 0 ? names : fillable(layer).map(([name]) => name)).map((name) => [name, name]),
  ),
});

forEachEngine((_, open) => {
  let opened: Opened;
  let database: Database;
  const load = (order: Omit<ImportOrder, 'today'>, who: Who = admin) =>
    runImport(database, who, { today: '2026-11-22', ...order });
  const rows = <R>(sql: string) => database.as(admin, (session) => session.query<R>(sql));

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    // two invented counties with one township each
    const area = (west: number) => ({ type: 'Polygon', coordinates: [ring(west, 26, 1)] });
    const borders = collection(
      feature('990101', area(119), { name: '示例一区', code: '990101' }),
      feature('990102', area(120), { name: '示例二区', code: '990102' }),
      feature('990101001', area(119), { name: '示例一镇', code: '990101001' }),
      feature('990102001', area(120), { name: '示例二镇', code: '990102001' }),
    );
    await load({ layer: regions, file: borders, mapping: mappingOf(regions, 'name', 'code') });
  });

  it.each(TABLES.filter((layer: Layer) => layer.id !== 'regions').map((layer) => [layer.id, layer] as const))(
    'takes every field of %s, follows its dates, and finds nothing to change the second time',
    async (_id, layer: Layer) => {
      const values = Object.fromEntries(
        fillable(layer).map(([name, field]) => [name, valueFor(name, field)]),
      );
      const file = collection(
        ...layer.geometry.map((type) => feature(type, GEOMETRIES[type], { ...values, code: '990109' })),
      );
      const order = { layer, file, mapping: mappingOf(layer) };
      const first = await load(order);
      expect(first.problems).toEqual([]);
      expect(first).toMatchObject({ ok: true, inserted: layer.geometry.length });
      const second = await load(order);
      expect(second).toMatchObject({ ok: true, updated: 0, unchanged: layer.geometry.length });
      const states = ['grade_state', 'inspection_state'].filter((name) => name in layer.fields);
      const [kept] = await rows<Record<string, unknown>>(
        `select region_code${states.map((name) => `, ${name}`).join('')}
from fourcolor.${layer.id}
order by source_id
limit 1`,
      );
      expect(kept).toEqual({
        // the middle of the line and of the area lie in the first county
        region_code: '990101001000',
        ...Object.fromEntries(states.map((name) => [name, 'overdue'])),
      });
    },
  );

  it('takes a point on the surface of lines and areas for a layer of points, only when told to', async () => {
    const file = collection(
      feature(
        'area',
        { type: 'Polygon', coordinates: [ring(119.3, 26.3, 0.1)] },
        { name: '甲', kind: 'hospital' },
      ),
      feature(
        'line',
        {
          type: 'LineString',
          coordinates: [
            [119.3, 26.1],
            [119.4, 26.1],
          ],
        },
        { name: '乙', kind: 'hospital' },
      ),
    );
    const order = { layer: resources, file, mapping: mappingOf(resources, 'name', 'kind') };
    const refused = await load(order);
    expect(refused).toMatchObject({ ok: false, rejected: 2, repaired: 0, inserted: 0 });
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([
      [1, 'geometry_not_point'],
      [2, 'geometry_not_point'],
    ]);
    expect(await load({ ...order, repair: true })).toMatchObject({ ok: true, inserted: 2, repaired: 2 });
    const inside = await rows(`select source_id,
  ST_Within(geom, ST_MakeEnvelope(119.3, 26.3, 119.4, 26.4, 4326)) as area,
  ST_Y(geom) = 26.1 as line
from fourcolor.resources
where source_id in ('area', 'line')
order by source_id`);
    expect(inside).toEqual([
      { source_id: 'area', area: true, line: false },
      { source_id: 'line', area: false, line: true },
    ]);
    expect(await load({ ...order, repair: true })).toMatchObject({ unchanged: 2, repaired: 2 });
  });

  it('takes the area inside a closed line for a layer of areas, and refuses points and open lines', async () => {
    const loop = feature(
      'loop',
      { type: 'LineString', coordinates: ring(119.5, 26.5, 0.1) },
      { name: '园', kind: 'chemical' },
    );
    const mapping = mappingOf(parks, 'name', 'kind');
    const refused = await load({
      layer: parks,
      file: collection(
        loop,
        feature('point', GEOMETRIES.Point, { name: '点', kind: 'chemical' }),
        feature(
          'open',
          {
            type: 'LineString',
            coordinates: [
              [119, 26],
              [119.1, 26],
            ],
          },
          { name: '线', kind: 'chemical' },
        ),
      ),
      mapping,
      repair: true,
    });
    expect(refused.problems.map(({ row, code, severity }) => [row, code, severity])).toEqual([
      [1, 'line_to_area', 'warning'],
      [2, 'geometry_type', 'error'],
      [3, 'geometry_type', 'error'],
    ]);
    expect((await load({ layer: parks, file: collection(loop), mapping })).problems).toMatchObject([
      { row: 1, code: 'line_not_area', severity: 'error' },
    ]);
    const taken = await load({ layer: parks, file: collection(loop), mapping, repair: true });
    expect(taken).toMatchObject({ ok: true, inserted: 1, repaired: 1 });
  });

  it('repairs lines that stand still, and areas among lines, by their own dimension', async () => {
    const still = {
      type: 'MultiLineString',
      coordinates: [
        [
          [119.1, 26.1],
          [119.1, 26.1],
        ],
        [
          [119.1, 26.1],
          [119.2, 26.1],
        ],
      ],
    };
    const bowtie = {
      type: 'Polygon',
      coordinates: [
        [
          [119, 26],
          [119.1, 26.1],
          [119.1, 26],
          [119, 26.1],
          [119, 26],
        ],
      ],
    };
    const file = collection(
      feature('still', still, { name: '线', kind: 'fog_road' }),
      feature('bowtie', bowtie, { name: '面', kind: 'landslide' }),
    );
    const order = { layer: hazardPoints, file, mapping: mappingOf(hazardPoints, 'name', 'kind') };
    const taken = await load({ ...order, repair: true });
    expect(taken.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const kept = await rows<{
      id: string;
      dimension: number;
    }>(`select source_id as id, ST_Dimension(geom) as dimension
from fourcolor.hazard_points
where source_id in ('still', 'bowtie')
order by source_id`);
    expect(kept).toEqual([
      { id: 'bowtie', dimension: 2 },
      { id: 'still', dimension: 1 },
    ]);
  });

  it('takes the way and the area of one OpenStreetMap object once, as the area', async () => {
    const about = { name: '油站', kind: 'filling_station' };
    const features = [
      feature('w12', { type: 'LineString', coordinates: ring(119.6, 26.6, 0.01) }, about),
      feature('n12', { type: 'Point', coordinates: [119.7, 26.6] }, about),
      feature('a24', { type: 'MultiPolygon', coordinates: [[ring(119.6, 26.6, 0.01)]] }, about),
    ];
    const osm = { ...mappingOf(hazardPoints, 'name', 'kind'), source: 'osm', key: ['$osm'] };
    const refused = await load({ layer: hazardPoints, file: collection(...features), mapping: osm });
    expect(refused.problems.map(({ row, code, value }) => [row, code, value])).toEqual([
      [1, 'duplicate_object', 'w12'],
    ]);
    expect(refused.problems[0]!.message.en).toBe('The same object as row 3.');
    const order = { layer: hazardPoints, file: collection(...features), mapping: osm, repair: true };
    expect(await load(order)).toMatchObject({ ok: true, rows: 3, inserted: 2, repaired: 1 });
    expect(await load(order)).toMatchObject({ ok: true, unchanged: 2, repaired: 1 });
    const kept = await rows<{
      id: string;
      type: string;
    }>(`select source_id as id, ST_GeometryType(geom) as type
from fourcolor.hazard_points
where source = 'osm'
order by source_id`);
    expect(kept).toEqual([
      { id: 'n12', type: 'ST_Point' },
      { id: 'w12', type: 'ST_MultiPolygon' },
    ]);
  });

  it('joins the parts of lines and areas whose keys repeat, only where the mapping says so', async () => {
    const part = (id: string, geometry: object) => feature(id, geometry, { name: '段', kind: 'landslide' });
    const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates });
    const area = (west: number) => ({ type: 'Polygon', coordinates: [ring(west, 26.25, 0.25)] });
    const file = collection(
      part('line', line([119.1, 26.9], [119.2, 26.9])),
      part('area', area(119.25)),
      part('line', line([119.2, 26.9], [119.3, 26.9])),
      part('area', area(119.5)),
      part('line', line([119.1, 26.9], [119.2, 26.9])),
    );
    const mapping: Mapping = { ...mappingOf(hazardPoints, 'name', 'kind'), source: 'parts' };
    const refused = await load({ layer: hazardPoints, file, mapping });
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'duplicate_key'],
      [4, 'duplicate_key'],
      [5, 'duplicate_key'],
    ]);
    const order = {
      layer: hazardPoints,
      file,
      mapping: { ...mapping, parts: 'join' as const },
      repair: true,
    };
    const taken = await load(order);
    expect(taken.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'object_joined'],
      [4, 'object_joined'],
      [5, 'duplicate_object_dropped'],
    ]);
    expect(taken).toMatchObject({ ok: true, rows: 5, inserted: 2 });
    const kept =
      await rows(`select source_id as id, ST_GeometryType(geom) as type, ST_NumGeometries(geom) as parts
from fourcolor.hazard_points
where source = 'parts'
order by source_id`);
    expect(kept).toEqual([
      { id: 'area', type: 'ST_MultiPolygon', parts: 1 },
      { id: 'line', type: 'ST_MultiLineString', parts: 2 },
    ]);
    expect(await load(order)).toMatchObject({ ok: true, unchanged: 2 });
    const points = collection(
      part('p', GEOMETRIES.Point),
      part('p', { type: 'Point', coordinates: [119.6, 26.5] }),
    );
    expect((await load({ ...order, file: points })).problems.map(({ code }) => code)).toEqual([
      'duplicate_key',
    ]);
  });

  it('finds the same line under two keys, and leaves shops at one door alone', async () => {
    const line = (id: string, coordinates: number[][], name = '管') =>
      feature(id, { type: 'LineString', coordinates }, { name, medium: 'water', kind: 'market' });
    const there = [
      [119.1, 26.2],
      [119.2, 26.2],
      [119.2, 26.3],
    ];
    const file = collection(line('1', there), line('2', there.toReversed()), line('3', there, '另一管'));
    const taken = await load({
      layer: pipelines,
      file,
      mapping: { ...mappingOf(pipelines, 'name', 'medium'), source: 'twice' },
      repair: true,
    });
    expect(taken.problems.map(({ row, code }) => [row, code])).toEqual([[2, 'duplicate_object_dropped']]);
    expect(taken).toMatchObject({ ok: true, inserted: 2 });
    const door = (id: string) => feature(id, GEOMETRIES.Point, { name: '铺', kind: 'market' });
    const doors = { ...mappingOf(places, 'name', 'kind'), source: 'door' };
    expect(
      await load({ layer: places, file: collection(door('1'), door('2')), mapping: doors }),
    ).toMatchObject({ ok: true, inserted: 2, problems: [] });
  });

  it('lets a planner of one county import the lines that touch it, and no others', async () => {
    const county: Who = { role: 'planner', userId: 'p', regions: ['990102000000'], sectors: null };
    const line = (id: string, from: number, to: number) =>
      feature(
        id,
        {
          type: 'LineString',
          coordinates: [
            [from, 26.7],
            [to, 26.7],
          ],
        },
        { name: '管', medium: 'water' },
      );
    const mapping = { ...mappingOf(pipelines, 'name', 'medium'), source: 'scope' };
    const refused = await load(
      { layer: pipelines, file: collection(line('a', 119.5, 120.2), line('b', 119.1, 119.2)), mapping },
      county,
    );
    expect(refused.problems.map(({ row, code }) => [row, code])).toEqual([[2, 'outside_scope']]);
    // its middle lies in the other county
    const taken = await load(
      { layer: pipelines, file: collection(line('a', 119.5, 120.2)), mapping },
      county,
    );
    expect(taken).toMatchObject({ ok: true, inserted: 1 });
  });

  it('keeps the terms of a source, and lets only the city change them', async () => {
    const terms = { licence: 'ODbL 1.0', attribution: '© 模拟数据', url: 'https://example.org/data' };
    const file = collection(feature('1', GEOMETRIES.Point, { name: '甲', kind: 'team' }));
    const mapping = { ...mappingOf(resources, 'name', 'kind'), source: 'terms', ...terms };
    await load({ layer: resources, file, mapping });
    const county: Who = { role: 'planner', userId: 'p', regions: ['990101000000'], sectors: null };
    await load({ layer: resources, file, mapping: { ...mapping, licence: '没有' } }, county);
    const kept = await rows("select licence, attribution, url from fourcolor.sources where name = 'terms'");
    expect(kept).toEqual([terms]);
    await load({ layer: resources, file, mapping: { ...mapping, licence: 'CC BY 4.0', url: undefined } });
    const changed = await rows(
      "select licence, attribution, url from fourcolor.sources where name = 'terms'",
    );
    expect(changed).toEqual([{ ...terms, licence: 'CC BY 4.0' }]);
  });
});
