/** Real files of many publishers, each through its mapping in docs/mappings: what comes in, what not, and nothing twice. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ByteSource } from '../data/imports/encoding.ts';
import { fileOf } from '../data/imports/fixture.ts';
import { type Mapping, parseMapping } from '../data/imports/mapping.ts';
import { tableById } from '../data/layers/all.ts';
import { type Database, servant } from '../server/db/database.ts';
import { type ImportReport, runImport } from '../server/imports/run.ts';
import { forEachEngine } from './harness/engines.ts';
import { findGdal } from './harness/gdal.ts';

const REAL = process.env.FOURCOLOR_TEST_DATA;
if (REAL === undefined)
  console.warn('FOURCOLOR_TEST_DATA is not set: the real files of publishers are skipped');
const gdal = REAL === undefined ? undefined : findGdal();
const MAPPINGS = new URL('../docs/mappings/', import.meta.url);
const admin = servant('admin', 'test');

const mappingNamed = async (name: string): Promise<Mapping> =>
  parseMapping(await readFile(new URL(`${name}.json`, MAPPINGS), 'utf8'));

/** The file as it is, or what is packed in it. */
function real(path: string): ByteSource {
  const whole = path.startsWith('/') ? path : join(REAL!, path);
  const read = () => createReadStream(whole, { highWaterMark: 1 << 18 });
  return whole.endsWith('.gz')
    ? { name: basename(whole, '.gz'), chunks: () => read().pipe(createGunzip()) }
    : { name: basename(whole), chunks: read };
}

const count = ({ problems }: ImportReport) => {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

/** A file in which the mapping passes over some records. */
const LEFT = { filtered: 1 };
const joined = (n: number) => ({ ...LEFT, object_joined: n });
const notPoints = (n: number) => ({ ...LEFT, geometry_not_point: n });
const pointed = (n: number, twice: number) => ({
  ...LEFT,
  geometry_pointed: n,
  duplicate_object_dropped: twice,
});
const notAreas = (n: number) => ({ ...LEFT, line_not_area: n });
const toAreas = (n: number) => ({ ...LEFT, line_to_area: n, duplicate_object_dropped: n });

/** Mapping, file, rows read, objects that come in, problems without repair, notes with it. */
type Case = readonly [
  mapping: string,
  file: string,
  rows: number,
  inserted: number,
  refused: Readonly<Record<string, number>>,
  notes: Readonly<Record<string, number>>,
];
const CASES: readonly Case[] = [
  ['osm-roads', 'osm-baltimore/roads.geojson', 3301, 3301, LEFT, LEFT],
  ['osm-roads', 'osm-liechtenstein/roads.geojson', 3479, 3479, LEFT, LEFT],
  // ways that the edges of tiles cut
  ['osm-roads', 'osm-montevideo/roads.geojson', 11740, 11313, joined(427), joined(427)],
  [
    'osm-roads-graph',
    'osm-wuhan/roads_original.geojson.gz',
    92667,
    92648,
    { duplicate_object: 19 },
    { duplicate_object_dropped: 19 },
  ],
  // each station drawn as a building is there as its way and as its area
  [
    'osm-fuel',
    'osm-baltimore/fuel.geojson',
    38,
    22,
    { duplicate_object: 16 },
    { duplicate_object_dropped: 16 },
  ],
  [
    'osm-fuel',
    'osm-liechtenstein/fuel.geojson',
    16,
    15,
    { duplicate_object: 1 },
    { duplicate_object_dropped: 1 },
  ],
  ['osm-fuel', 'osm-monaco/fuel.geojson', 16, 15, { duplicate_object: 1 }, { duplicate_object_dropped: 1 }],
  ['osm-fuel', 'osm-montevideo/fuel.geojson', 148, 148, {}, {}],
  ['osm-emergency', 'osm-baltimore/emergency.geojson', 26, 20, notPoints(12), pointed(12, 6)],
  ['osm-emergency', 'osm-liechtenstein/emergency.geojson', 8, 7, notPoints(2), pointed(2, 1)],
  ['osm-emergency', 'osm-monaco/emergency.geojson', 8, 8, LEFT, LEFT],
  [
    'osm-emergency',
    'osm-montevideo/emergency.geojson',
    44,
    39,
    notPoints(35),
    { ...LEFT, geometry_pointed: 35, object_joined: 5 },
  ],
  ['osm-industry', 'osm-baltimore/industrial.geojson', 79, 40, notAreas(39), toAreas(39)],
  ['osm-industry', 'osm-liechtenstein/industrial.geojson', 32, 16, notAreas(16), toAreas(16)],
  ['osm-industry', 'osm-montevideo/industrial.geojson', 52, 46, joined(6), joined(6)],
  [
    'gem-gas-pipelines',
    'gem-china/gas_pipeline.geojson',
    420,
    417,
    { ...joined(2), duplicate_object: 1 },
    { ...joined(2), duplicate_object_dropped: 1 },
  ],
  ['gem-pipeline-routes', 'gem-china/routes_gas_pipelines.geojson', 980, 864, joined(116), joined(116)],
  [
    'gem-pipeline-routes',
    'gem-china/routes_liquid_pipelines.geojson',
    243,
    242,
    { altitude_dropped: 1, object_joined: 1 },
    { altitude_dropped: 1, object_joined: 1 },
  ],
  ['nasa-landslides', 'hazards/glc_landslides_asia.csv', 4291, 4291, LEFT, LEFT],
  ['wri-dams', 'hazards/wri_china_powerplants.csv', 411, 411, LEFT, LEFT],
  ['us-epa-rmp', 'rmp/submissions_latest.csv', 5728, 5728, {}, {}],
];

it('states publisher, licence and address in every mapping, and maps into a table of the register', async () => {
  const names = (await readdir(MAPPINGS)).map((name) => name.replace(/\.json$/, ''));
  expect(names.toSorted()).toEqual(
    [
      ...new Set([...CASES.map(([mapping]) => mapping), 'us-census-block-groups', 'us-epa-rmp-inventories']),
    ].toSorted(),
  );
  for (const name of names) {
    const mapping = await mappingNamed(name);
    for (const part of ['about', 'source', 'licence', 'attribution', 'url'] as const)
      expect([name, part, typeof mapping[part]]).toEqual([name, part, 'string']);
    expect(tableById(mapping.layer ?? '')).toBeDefined();
  }
});

describe.skipIf(REAL === undefined)('real files', () => {
  forEachEngine((_, open) => {
    let database: Database;
    beforeAll(async () => {
      database = (await open()).database;
    });

    const load = async (mapping: Mapping, file: ByteSource, more: { repair?: boolean; dryRun?: boolean }) =>
      runImport(database, admin, { layer: tableById(mapping.layer!)!, file, mapping, ...more });

    it.each(CASES)(
      '%s: %s',
      async (name, path, rows, inserted, refused, notes) => {
        const mapping = await mappingNamed(name);
        const file = real(path);
        const strict = await load(mapping, file, { dryRun: true });
        const first = await load(mapping, file, { repair: true });
        expect({ rows: strict.rows, ...count(strict) }).toEqual({ rows, ...refused });
        expect(count(first)).toEqual(notes);
        expect(first).toMatchObject({ ok: true, rows, inserted, updated: 0 });
        const second = await load(mapping, file, { repair: true });
        expect(second).toMatchObject({ ok: true, rows, inserted: 0, updated: 0, unchanged: inserted });
      },
      900_000,
    );

    it('reads numbers with separators and dates in another order only because the mapping declares them', async () => {
      const mapping = await mappingNamed('nasa-landslides');
      const file = real('hazards/glc_landslides_asia.csv');
      const reading = async (fields: Mapping['fields']) =>
        count(await load({ ...mapping, fields: { ...mapping.fields, ...fields } }, file, { dryRun: true }));
      // not what the column means, but how numbers are written there
      expect(await reading({ threatened_people: { column: 'population', format: '1,234.5' } })).toEqual(LEFT);
      expect(await reading({ threatened_people: 'population' })).toEqual({ ...LEFT, not_an_integer: 3293 });
      expect(await reading({ occurred_on: 'date' })).toEqual({ ...LEFT, not_a_date: 4291 });
      expect(await reading({ name: 'near' })).toEqual({ ...LEFT, encoding: 1118 });
    });

    it.skipIf(gdal === undefined)(
      'takes the block groups of San Francisco from a converted shapefile',
      async () => {
        const text = await gdal!.ogr2ogr([
          '-f',
          'GeoJSON',
          '/vsistdout/',
          join(REAL!, 'population-sf/blockgroups.shp'),
        ]);
        const mapping = await mappingNamed('us-census-block-groups');
        const file = fileOf(text, 'blockgroups.geojson', 1 << 18);
        const first = await load(mapping, file, { repair: true });
        expect(first.problems).toEqual([]);
        expect(first).toMatchObject({ ok: true, rows: 663, inserted: 663 });
        const { features } = JSON.parse(text) as { features: { properties: Record<string, number> }[] };
        const total = (column: string) =>
          features.reduce((sum, { properties }) => sum + (properties[column] ?? 0), 0);
        const [people] = await database.as(admin, (session) =>
          session.query<{ residents: number; households: number }>(
            'select sum(residents) as residents, sum(households) as households from fourcolor.population',
          ),
        );
        expect(people).toEqual({ residents: total('POP1990'), households: total('HOUSEHOLDS') });
        expect(people?.residents).toBe(808_561);
        expect(await load(mapping, file, { repair: true })).toMatchObject({ updated: 0, unchanged: 663 });
      },
    );
  });
});
