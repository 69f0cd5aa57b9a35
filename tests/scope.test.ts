/** Scope by region and by department on every layer: the same objects by SQL and by every route, on both engines. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { booleanIntersects, lineString, point, polygon } from '@turf/turf';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf } from '../data/geo/cell-key.ts';
import type { Layer } from '../data/layer.ts';
import { pipelines } from '../data/layers/pipelines.ts';
import { places } from '../data/layers/places.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { servant, type Who } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { explaining } from './harness/explaining.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';
import {
  fillSmallLayers,
  insertObjects,
  SMALL_LAYERS,
  type SmallObject,
  smallObjects,
} from './harness/small-layers.ts';

const COUNT = 120;
const EXECUTE = '/ogc/processes/within/execution';
const CITY_BOX = [WEST - 1, SOUTH - 1, WEST + SIDE + 1, SOUTH + SIDE + 1] as const;
const TOWN_SIDE = SIDE / 9;
/** South-west corner of the middle township of the middle county. */
const [TOWN_WEST, TOWN_SOUTH] = [WEST + SIDE / 3 + TOWN_SIDE, SOUTH + SIDE / 3 + TOWN_SIDE];
const TOWN = ringOf(TOWN_WEST, TOWN_SOUTH, TOWN_WEST + TOWN_SIDE, TOWN_SOUTH + TOWN_SIDE);
/** The sector of object 40, which lies in the township. */
const SECTOR = SECTORS[40 % SECTORS.length]!.id;
const OTHER_SECTOR = SECTORS.find(({ id }) => id !== SECTOR)!.id;

interface Reading {
  readonly who: Who;
  readonly sees: (layer: Layer, one: SmallObject) => boolean;
}
const planner: Who = { role: 'planner', userId: 'u', regions: null, sectors: null };
const ofSector = (layer: Layer, one: SmallObject) => !('sector' in layer.fields) || one.sector === SECTOR;
const READERS: Readonly<Record<string, Reading>> = {
  planner: { who: planner, sees: () => true },
  township: { who: { ...planner, regions: [TOWNSHIP] }, sees: (_, one) => inTown(one) },
  department: { who: { ...planner, sectors: [SECTOR] }, sees: ofSector },
  both: {
    who: { ...planner, role: 'commander', regions: [TOWNSHIP], sectors: [SECTOR] },
    sees: (layer, one) => inTown(one) && ofSector(layer, one),
  },
  nobody: { who: { ...planner, regions: [] }, sees: () => false },
};
const SCOPED = Object.keys(READERS);

const idsOf = (objects: readonly { readonly id: string }[]) => objects.map((one) => one.id).sort();
const seenBy = (name: string, layer: Layer) =>
  smallObjects(layer, COUNT).filter((one) => READERS[name]!.sees(layer, one));

/** Some that the reader sees and some from all over the city. */
const sampled = (name: string, layer: Layer) => [
  ...seenBy(name, layer).slice(0, 6),
  ...smallObjects(layer, COUNT).slice(0, 8),
];

it('has something for each reader to see in every layer', () => {
  for (const layer of SMALL_LAYERS) {
    for (const name of ['township', 'department', 'both'])
      expect([layer.id, name, seenBy(name, layer).length > 0]).toEqual([layer.id, name, true]);
    expect(seenBy('township', layer).length).toBeLessThan(COUNT / 2);
  }
});

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(100));
    await fillSmallLayers(opened.database, COUNT);
    api = await openApi(opened);
    for (const [name, { who }] of Object.entries(READERS)) {
      cookies[name] = await api.signIn(name, who.role as 'planner', {
        ...(who.regions ? { regions: [...who.regions] } : {}),
        ...(who.sectors ? { sectors: [...who.sectors] } : {}),
      });
    }
  }, 400_000);
  afterAll(() => api?.close());

  const as = (name: string) => ({ cookie: cookies[name]! });
  const sql = <R>(name: string, text: string, params: unknown[] = []) =>
    opened.database.as(READERS[name]!.who, (session) => session.query<R>(text, params));
  const tileLayers = async (name: string, layer: string, z: number, x: number, y: number) => {
    const answer = await api.ask(`/tiles/${layer}/${z}/${x}/${y}.mvt`, {
      ...as(name),
      headers: { 'accept-encoding': 'br' },
    });
    if (answer.status !== 200) return {};
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const plain = answer.headers.get('content-encoding') === 'br' ? brotliDecompressSync(bytes) : bytes;
    return new VectorTile(new PbfReader(plain)).layers;
  };

  describe.each(SMALL_LAYERS.map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
    it('shows each reader the same objects by SQL, items, within, catalogue and details', async () => {
      const { layers } = await api.json('/api/layers', as('planner'));
      expect(layers.find((one: { id: string }) => one.id === id).count).toBe(COUNT);
      for (const name of SCOPED) {
        const expected = idsOf(seenBy(name, layer));
        const rows = await sql<{ id: string }>(name, `select id from fourcolor.${id}`);
        expect([name, idsOf(rows)]).toEqual([name, expected]);
        const items = await api.json(`/ogc/collections/${id}/items?limit=1000`, as(name));
        expect([name, items.numberMatched, idsOf(items.features)]).toEqual([name, expected.length, expected]);
        const boxed = await api.json(
          `/ogc/collections/${id}/items?limit=1000&bbox=${CITY_BOX.join(',')}`,
          as(name),
        );
        expect([name, idsOf(boxed.features)]).toEqual([name, expected]);
        const inputs = { layers: [id], geometry: ringOf(...CITY_BOX), limit: 1000 };
        const found = (await api.json(EXECUTE, { ...as(name), body: { inputs } })).layers[id];
        expect([name, found.count, idsOf(found.features.features)]).toEqual([
          name,
          expected.length,
          expected,
        ]);
        const summary = (await api.json('/api/layers', as(name))).layers.find(
          (one: { id: string }) => one.id === id,
        );
        for (const kind of summary.kinds ?? []) {
          const ofKind = seenBy(name, layer).filter((one) => one.kind === kind.id);
          const count = (grade: number | null) => ofKind.filter((one) => one.grade === grade).length;
          const byGrade = { '1': count(1), '2': count(2), '3': count(3), '4': count(4), null: count(null) };
          expect([name, kind.id, kind.count, kind.byGrade]).toEqual([
            name,
            kind.id,
            ofKind.length,
            layer.graded ? byGrade : null,
          ]);
        }
        const inKinds = (summary.kinds ?? []).reduce(
          (sum: number, kind: { count: number }) => sum + kind.count,
          0,
        );
        expect([name, summary.count, inKinds]).toEqual([
          name,
          expected.length,
          layer.kindField ? expected.length : 0,
        ]);
        if (summary.inspection) {
          const { inspected, overdue, not_inspected } = summary.inspection;
          expect(inspected + overdue + not_inspected).toBe(expected.length);
        }
        for (const one of sampled(name, layer)) {
          const status = expected.includes(one.id) ? 200 : 404;
          for (const path of [`/ogc/collections/${id}/items/`, `/api/details/${id}/`]) {
            const answer = await api.ask(`${path}${encodeURIComponent(one.id)}`, as(name));
            expect([name, path, one.id, answer.status]).toEqual([name, path, one.id, status]);
          }
        }
      }
    });

    it('puts into tiles only what the reader sees', async () => {
      for (const name of ['township', 'department', 'both']) {
        const expected = idsOf(seenBy(name, layer));
        for (const one of sampled(name, layer)) {
          const { x, y } = cellOf(one.box[0], one.box[1], 15);
          const tile = (await tileLayers(name, id, 15, x, y))[id];
          const ids = Array.from({ length: tile?.length ?? 0 }, (_, i) => tile!.feature(i).properties.id);
          expect([name, one.id, ids.includes(one.id)]).toEqual([name, one.id, expected.includes(one.id)]);
          expect(ids.filter((other) => !expected.includes(String(other)))).toEqual([]);
        }
      }
    });

    it('counts in cells what the reader sees', async () => {
      if (layer.cellsToZoom === undefined) return;
      for (const name of SCOPED) {
        for (const z of [7, layer.cellsToZoom]) {
          const [low, high] = [cellOf(WEST, SOUTH + SIDE, z), cellOf(WEST + SIDE, SOUTH, z)];
          let sum = 0;
          for (let x = low.x; x <= high.x; x++) {
            for (let y = low.y; y <= high.y; y++) {
              const cells = (await tileLayers(name, id, z, x, y))[`${id}_cells`];
              for (let i = 0; i < (cells?.length ?? 0); i++) sum += Number(cells!.feature(i).properties.n);
            }
          }
          expect([name, z, sum]).toEqual([name, z, seenBy(name, layer).length]);
        }
      }
    });
  });

  it('finds by name what the row policies show, whoever asks and whatever the text', async () => {
    const text = fc.oneof(
      fc.constantFrom('甲', '甲1', '管道', '水', '%', '_', '\\', '医院', '测试'),
      fc.string({ minLength: 1, maxLength: 3 }),
    );
    const everything = 100_000;
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...SCOPED), async (q, name) => {
        if (q.includes('\0')) return;
        const found = await sql<{ layer: string; id: string }>(
          name,
          'select layer, id from fourcolor.find_names($1::text, $2::integer)',
          [q, everything],
        );
        const shown = (
          await Promise.all(
            // tasks are called after what they look at: they are found there
            [
              ...SMALL_LAYERS.map((layer) => layer.id).filter((id) => id !== 'tasks'),
              'enterprises',
              'regions',
            ].map(async (id) => {
              const names = id === 'regions' ? "concat_ws(' ', name, name_en)" : 'name';
              const rows = await sql<{ id: string }>(
                name,
                `select id from fourcolor.${id} where position(lower($1) in lower(${names})) > 0`,
                [q],
              );
              return rows.map((row) => `${id}/${row.id}`);
            }),
          )
        ).flat();
        expect(found.map((row) => `${row.layer}/${row.id}`).sort()).toEqual(shown.sort());
      }),
      { numRuns: 25 },
    );
  });

  it('shows what hangs on an object to those who see the object, telephones to those who call', async () => {
    for (const name of SCOPED) {
      const owners = await sql<{ layer: string; id: string }>(
        name,
        'select distinct owner_layer as layer, owner_id as id from fourcolor.responsibilities',
      );
      for (const layer of SMALL_LAYERS) {
        const shown = owners.filter((owner) => owner.layer === layer.id).map((owner) => owner.id);
        const visible = idsOf(seenBy(name, layer));
        expect(shown.filter((id) => !visible.includes(id))).toEqual([]);
      }
    }
    const hazard = smallObjects(SMALL_LAYERS.find((layer) => layer.id === 'major_hazards')!, 1)[0]!.id;
    const path = `/api/details/major_hazards/${encodeURIComponent(hazard)}`;
    const details = await api.json(path, as('planner'));
    expect(details.responsibilities[0]).toMatchObject({
      kind: 'chief',
      role: { zh: '督长', en: 'Chief' },
      name: 'hidden-person',
    });
    expect(details.responsibilities[0]).not.toHaveProperty('phone');
    expect(details.inventories[0]).toMatchObject({
      cas: '7664-41-7',
      quantityT: 20,
      thresholdT: 10,
      beta: 2,
    });
    const commander = await api.signIn('commander', 'commander');
    expect((await api.json(path, { cookie: commander })).responsibilities[0].phone).toBe('000-5678');
    const depot = smallObjects(SMALL_LAYERS.find((layer) => layer.id === 'resources')!, 1)[0]!.id;
    const stock = await api.json(`/api/details/resources/${encodeURIComponent(depot)}`, as('planner'));
    expect(stock).toEqual({
      stock: [
        { item: 'hidden-pump', class: null, quantity: 3, unit: '台', safetyStock: null, expiresOn: null },
      ],
    });
  });

  it('shows a pipeline to every township that it crosses, and to no other', async () => {
    const across: SmallObject = {
      ...smallObjects(pipelines, 1)[0]!,
      id: 'small:across',
      values: { ...smallObjects(pipelines, 1)[0]!.values, source_id: 'across' },
      // along the middle of the city's southern third, through three counties
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [WEST + 0.01, SOUTH + TOWN_SIDE / 2],
            [WEST + SIDE - 0.01, SOUTH + TOWN_SIDE / 2],
          ],
        ],
      },
    };
    await opened.database.as(servant('admin', 'test'), (session) =>
      insertObjects(session, pipelines, [across]),
    );
    const seen = async (code: string) =>
      (
        await opened.database.as({ ...planner, regions: [code] }, (session) =>
          session.query<{ n: number }>(
            "select count(*) as n from fourcolor.pipelines where id = 'small:across'",
          ),
        )
      )[0]!.n;
    const crossed = [1, 2, 3].flatMap((county) => [1, 2, 3].map((town) => `99010${county}00${town}000`));
    for (const code of crossed) expect([code, await seen(code)]).toEqual([code, 1]);
    for (const code of ['990101000000', '990100000000']) expect([code, await seen(code)]).toEqual([code, 1]);
    for (const code of ['990101004000', '990104000000', TOWNSHIP])
      expect([code, await seen(code)]).toEqual([code, 0]);
    await opened.database.as(servant('admin', 'test'), (session) =>
      session.query("delete from fourcolor.pipelines where id = 'small:across'"),
    );
  });

  it('refuses to write, move or delete outside one’s scope', async () => {
    const write = (name: string, layer: Layer, lon: number, lat: number, sector: string) => {
      const one = smallObjects(layer, 1)[0]!;
      const values = { ...one.values, source_id: `new-${lon}`, sector };
      const coordinates =
        one.geometry.type === 'Point'
          ? [lon, lat]
          : [
              [
                [lon, lat],
                [lon + 0.01, lat + 0.01],
              ],
            ];
      return outcome(() =>
        opened.database.as(READERS[name]!.who, async (session) => {
          await insertObjects(session, layer, [
            { ...one, values, geometry: { ...one.geometry, coordinates } },
          ]);
          throw new Undone();
        }),
      );
    };
    const [lon, lat] = [TOWN_WEST + 0.02, TOWN_SOUTH + 0.02];
    for (const layer of [places, pipelines]) {
      expect(await write('township', layer, WEST + 0.01, SOUTH + 0.01, SECTOR)).toBe('refused');
      expect(await write('township', layer, lon, lat, OTHER_SECTOR)).toBe('done');
      expect(await write('department', layer, WEST + 0.01, SOUTH + 0.01, SECTOR)).toBe('done');
      expect(await write('department', layer, lon, lat, OTHER_SECTOR)).toBe('refused');
      // the commander reads only
      expect(await write('both', layer, lon, lat, SECTOR)).toBe('refused');
    }
    const change = (name: string, set: string, id: string) =>
      outcome(async () => {
        const rows = await sql(name, `update fourcolor.places set ${set} where id = $1 returning id`, [id]);
        if (rows.length === 0) throw new Missing();
      });
    const own = seenBy('township', places)[0]!;
    const outside = smallObjects(places, COUNT).find((one) => !inTown(one))!;
    const away = `geom = ST_SetSRID(ST_Point(${WEST + 0.01}, ${SOUTH + 0.01}), 4326)`;
    expect(await change('township', 'people = 7', own.id)).toBe('done');
    expect(await change('township', away, own.id)).toBe('refused');
    expect(await change('township', 'people = 7', outside.id)).toBe('missing');
    const ours = seenBy('department', places)[0]!;
    expect(await change('department', `sector = '${OTHER_SECTOR}'`, ours.id)).toBe('refused');
    expect(await outcome(() => sql('planner', 'delete from fourcolor.places'))).toBe('refused');
    const scopedAdmin: Who = { ...planner, role: 'admin', regions: [TOWNSHIP] };
    const deleted = await opened.database.as(scopedAdmin, (session) =>
      session.query('delete from fourcolor.places returning id'),
    );
    expect(deleted).toEqual([]);
  });

  it('asks every layer through an index, as each reader', async () => {
    const tables = SMALL_LAYERS.map((layer) => layer.id);
    const seen: string[] = [];
    const watched = await openApi({
      ...opened,
      database: explaining(opened.database, [...tables, 'layer_cells', 'responsibilities'], seen),
    });
    await opened.owner.script(
      [...tables, 'enterprises', 'regions', 'responsibilities', 'inventories', 'stock_lines']
        .map((id) => `analyze fourcolor.${id}`)
        .join('; '),
    );
    const box = `${WEST + 0.2},${SOUTH + 0.2},${WEST + 0.21},${SOUTH + 0.21}`;
    const at = (z: number) => {
      const { x, y } = cellOf(WEST + 0.2, SOUTH + 0.2, z);
      return `${z}/${x}/${y}.mvt`;
    };
    // whoever has no region at all is refused before any table is read
    for (const name of [...SCOPED.filter((one) => one !== 'nobody'), 'visitor']) {
      for (const { id } of SMALL_LAYERS) {
        const questions: [string, object?][] = [
          [`/ogc/collections/${id}/items?bbox=${box}`],
          [`/ogc/collections/${id}/items/small%3A${id}-3`],
          [EXECUTE, { inputs: { layers: [id], geometry: [WEST + 0.2, SOUTH + 0.2], radiusM: 900 } }],
          [`/tiles/${id}/${at(14)}`],
          [`/tiles/${id}/${at(9)}`],
          [`/api/details/${id}/small%3A${id}-3`],
        ];
        for (const [path, body] of questions) {
          seen.length = 0;
          const answer = await watched.ask(path, {
            ...(cookies[name] ? as(name) : {}),
            ...(body ? { body } : {}),
          });
          expect([200, 204, 404]).toContain(answer.status);
          // the policy of the persons looks into its owners' tables (o): small ones are cheaper to read whole
          const scans = seen.filter((line) => !/ on \w+ o(_\d+)? /.test(line));
          expect([name, path, scans]).toEqual([name, path, []]);
        }
      }
    }
    // the check itself can fail: without the key a row policy leaves no usable index
    seen.length = 0;
    await explaining(opened.database, tables, seen).as(READERS.township!.who, (session) =>
      session.query(
        'select id from fourcolor.pipelines where geom && st_makeenvelope(122, 30, 122.1, 30.1, 4326)',
      ),
    );
    expect(seen).toHaveLength(1);
    await watched.close();
  });
});

class Undone extends Error {}
class Missing extends Error {}

/** `done`, `missing` when no row was there for this person, or `refused` by the database itself. */
async function outcome(work: () => Promise<unknown>): Promise<'done' | 'missing' | 'refused'> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof Undone) return 'done';
    if (error instanceof Missing) return 'missing';
    if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused';
    throw error;
  }
}

function ringOf(west: number, south: number, east: number, north: number) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon' as const, coordinates: [ring] };
}

/** Whether the object lies in, or touches, the township; its lines go from corner to corner of its box. */
function inTown({ geometry, box: [west, south, east, north] }: SmallObject): boolean {
  const shape =
    geometry.type === 'Point'
      ? point([west, south])
      : geometry.type === 'MultiLineString'
        ? lineString([
            [west, south],
            [east, north],
          ])
        : polygon(ringOf(west, south, east, north).coordinates);
  return booleanIntersects(shape, polygon(TOWN.coordinates));
}
