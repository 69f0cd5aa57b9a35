/** What a visitor meets of each layer: what is published, rounded and counted; everything else is absent. */
import { brotliDecompressSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellOf } from '../data/geo/cell-key.ts';
import { type Layer, readableFields } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { servant } from '../server/db/database.ts';
import { PUBLIC_CELLS_TO_ZOOM } from '../tiles/cells.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';
import { fillSmallLayers, HIDDEN, PHONE, SMALL_LAYERS, smallObjects } from './harness/small-layers.ts';

const EXECUTE = '/ogc/processes/within/execution';
const CITY = {
  type: 'Polygon',
  coordinates: [
    [
      [121, 29],
      [124, 29],
      [124, 32],
      [121, 32],
      [121, 29],
    ],
  ],
};
const layersOf = (publication: Layer['publication']): readonly Layer[] =>
  LAYERS.filter((layer) => layer.publication === publication);
const isPublished = (layer: Layer, kind: string | null) =>
  layer.publishedKinds === undefined || (kind !== null && layer.publishedKinds.includes(kind));
const numbersOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.flatMap(numbersOf) : [value as number];

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(60));
    await fillSmallLayers(opened.database);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
  });
  afterAll(() => api?.close());

  const ask = <R>(sql: string, params: unknown[] = []) =>
    opened.database.as(servant('admin', 'test'), (session) => session.query<R>(sql, params));
  /** The bodies of a path for a visitor, with its status. */
  const answerOf = async (path: string, body?: unknown, cookie?: string) => {
    const answer = await api.ask(path, { ...(body ? { body } : {}), ...(cookie ? { cookie } : {}) });
    return { status: answer.status, text: await answer.text() };
  };
  const within = (layer: string) => ({ inputs: { layers: [layer], geometry: CITY, limit: 1000 } });
  const tileAt = async (layer: string, z: number, lon: number, lat: number, cookie?: string) => {
    const { x, y } = cellOf(lon, lat, z);
    const headers = { 'accept-encoding': 'br' };
    const answer = await api.ask(`/tiles/${layer}/${z}/${x}/${y}.mvt`, {
      headers,
      ...(cookie ? { cookie } : {}),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (answer.status !== 200) return { status: answer.status, layers: {}, bytes };
    const plain = answer.headers.get('content-encoding') === 'br' ? brotliDecompressSync(bytes) : bytes;
    return { status: 200, layers: new VectorTile(new PbfReader(plain)).layers, bytes: plain };
  };
  const pathsOf = (layer: string, id: string) => [
    `/ogc/collections/${layer}`,
    `/ogc/collections/${layer}/queryables`,
    `/ogc/collections/${layer}/items`,
    `/ogc/collections/${layer}/items?f=csv`,
    `/ogc/collections/${layer}/items/${encodeURIComponent(id)}`,
    `/api/details/${layer}/${encodeURIComponent(id)}`,
  ];

  describe.each(layersOf('never').map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
    const [object] = smallObjects(layer, 1);

    it('is absent for a visitor by every route, and there for the staff', async () => {
      for (const path of pathsOf(id, object!.id)) {
        const absent = await answerOf(path.replace(`/${id}`, '/no_such_layer'));
        expect([path, await answerOf(path)]).toEqual([path, { status: 404, text: absent.text }]);
        expect([path, (await answerOf(path, undefined, planner)).status]).toEqual([path, 200]);
      }
      expect((await answerOf(EXECUTE, within(id))).status).toBe(404);
      expect((await answerOf(EXECUTE, within(id), planner)).status).toBe(200);
      expect((await answerOf(`/tiles/${id}.json`)).status).toBe(404);
      const [west, south] = object!.box;
      for (const z of [5, 9, 12, 15]) expect((await tileAt(id, z, west, south)).status).toBe(404);
      expect((await tileAt(id, 15, west, south, planner)).status).toBe(200);
    });

    it('is in no list and found by no search of a visitor', async () => {
      const listed = async (cookie?: string) => [
        (await answerOf('/ogc/collections?f=json', undefined, cookie)).text.includes(`"id":"${id}"`),
        (await answerOf('/api/layers', undefined, cookie)).text.includes(`"id":"${id}"`),
        (
          await answerOf(`/api/search?q=${encodeURIComponent(`${layer.label.zh}甲`)}`, undefined, cookie)
        ).text.includes(`"layer":"${id}"`),
      ];
      expect(await listed()).toEqual([false, false, false]);
      // tasks are called after what they look at: they are found there
      expect(await listed(planner)).toEqual([true, true, id !== 'tasks']);
    });
  });

  describe.each(layersOf('features').map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
    it('is copied with exactly the published kinds and fields', async () => {
      const [row] = await ask<{ copied: number; expected: number }>(
        `select
           (select count(*) from published.${id}) as copied,
           (select count(*) from fourcolor.${id}
             where ($1::text[] is null or "${layer.kindField ?? 'id'}" = any($1::text[]))
               and ${id === 'regions' ? "level <> 'cell'" : 'true'}) as expected`,
        [layer.publishedKinds ?? null],
      );
      expect(row!.copied).toBeGreaterThan(0);
      expect(row!.copied).toBe(row!.expected);
      const { features } = await api.json(`/ogc/collections/${id}/items?limit=1000`);
      expect(features.length).toBe(row!.copied);
      for (const feature of features)
        expect(Object.keys(feature.properties)).toEqual(readableFields(layer, 'public'));
      const { layers } = await api.json('/api/layers');
      const summary = layers.find((one: { id: string }) => one.id === id);
      expect([summary.kind, summary.count]).toEqual(['features', row!.copied]);
      expect(summary.byGrade === null).toBe(!layer.graded);
      const found = (await api.json(EXECUTE, { body: within(id) })).layers[id];
      expect(found.count).toBe(row!.copied);
    });

    it('hides the other kinds as if they were absent', async () => {
      const kinds = layer.publishedKinds;
      const hidden = SMALL_LAYERS.includes(layer)
        ? smallObjects(layer).filter((one) => !isPublished(layer, one.kind))
        : [];
      expect(hidden.length > 0).toBe(kinds !== undefined);
      for (const { id: objectId, values } of hidden.slice(0, 4)) {
        for (const path of pathsOf(id, objectId).slice(-2)) {
          const absent = await answerOf(path.replace(encodeURIComponent(objectId), 'small%3Anothing'));
          expect([path, await answerOf(path)]).toEqual([path, { status: 404, text: absent.text }]);
        }
        const { results } = await api.json(
          `/api/search?q=${encodeURIComponent(String(values.name))}&limit=50`,
        );
        expect(results.filter((one: { id: string }) => one.id === objectId)).toEqual([]);
      }
      if (kinds) {
        const { layers } = await api.json('/api/layers');
        const summary = layers.find((one: { id: string }) => one.id === id);
        expect(summary.kinds.map((kind: { id: string }) => kind.id).sort()).toEqual([...kinds].sort());
      }
    });

    it('is found by name, and its details name nobody', async () => {
      const shown = SMALL_LAYERS.includes(layer)
        ? smallObjects(layer).find((one) => isPublished(layer, one.kind))
        : undefined;
      if (!shown) return;
      const { results } = await api.json(
        `/api/search?q=${encodeURIComponent(String(shown.values.name))}&limit=50`,
      );
      const result = results.find((one: { id: string }) => one.id === shown.id);
      expect(result).toMatchObject({ layer: id, name: shown.values.name });
      expect(result.gradeState === null).toBe(!layer.graded);
      expect(result.detail.zh).toBe(
        layer.fields[layer.kindField!]!.dictionary!.find((word) => word.id === shown.kind)!.zh,
      );
      expect(await api.json(`/api/details/${id}/${encodeURIComponent(shown.id)}`)).toEqual({});
    });
  });

  it('meets no hidden text in any document or tile', async () => {
    const documents = ['/api/layers', '/api/city', '/ogc/collections', '/style.json'];
    for (const layer of layersOf('features')) {
      documents.push(
        `/ogc/collections/${layer.id}/items?limit=1000`,
        `/ogc/collections/${layer.id}/items?limit=1000&f=csv`,
        `/ogc/collections/${layer.id}/items?limit=1000&f=html`,
        `/ogc/collections/${layer.id}/queryables`,
        `/tiles/${layer.id}.json`,
      );
    }
    for (const path of documents) {
      const { status, text } = await answerOf(path);
      expect([path, status, text.includes(HIDDEN), text.includes(PHONE)]).toEqual([path, 200, false, false]);
    }
    // the same text is there for those who may see it
    expect((await answerOf('/ogc/collections/hazard_points/items', undefined, planner)).text).toContain(
      HIDDEN,
    );
    for (const layer of LAYERS) {
      for (const z of [7, 9, 12, 15]) {
        for (const { box } of smallObjects(layer, 5)) {
          const tile = await tileAt(layer.id, z, box[0], box[1]);
          expect([layer.id, z, new TextDecoder().decode(tile.bytes).includes(HIDDEN)]).toEqual([
            layer.id,
            z,
            false,
          ]);
        }
      }
    }
  });

  it('keeps objects without a published time whatever time is asked', async () => {
    for (const layer of layersOf('features')) {
      const all = await api.json(`/ogc/collections/${layer.id}/items?limit=1`);
      const asked = await api.json(`/ogc/collections/${layer.id}/items?limit=1&datetime=1900-01-01`);
      const timed = layer.fields[layer.time]!.published;
      expect([layer.id, asked.numberMatched]).toEqual([layer.id, timed ? 0 : all.numberMatched]);
      const { extent } = await api.json(`/ogc/collections/${layer.id}?f=json`);
      expect([layer.id, extent.temporal !== undefined]).toEqual([layer.id, timed]);
    }
  });

  it('shows enterprises only as cells of all sectors', async () => {
    const { layers } = await api.json('/api/layers');
    const summary = layers.find((one: { id: string }) => one.id === 'enterprises');
    expect(summary).toMatchObject({ kind: 'cells', count: 60, inspection: null });
    expect([summary.kinds, summary.sectors]).toEqual([undefined, undefined]);
    expect(await ask("select distinct part from published.layer_cells where layer = 'enterprises'")).toEqual([
      { part: '*' },
    ]);
    const [finest] = await ask<{ z: number }>(
      "select max(z) as z from published.layer_cells where layer = 'enterprises'",
    );
    expect(finest!.z).toBe(PUBLIC_CELLS_TO_ZOOM);
    for (const path of pathsOf('enterprises', 'test:3')) expect((await answerOf(path)).status).toBe(404);
    expect((await answerOf(EXECUTE, within('enterprises'))).status).toBe(404);
  });

  it('rounds the places of dangers to about a hundred metres, lines and areas too', async () => {
    const { features } = await api.json('/ogc/collections/hazard_points/items?limit=1000');
    const types = new Set(features.map((one: { geometry: { type: string } }) => one.geometry.type));
    expect([...types].sort()).toEqual(['MultiLineString', 'MultiPolygon', 'Point']);
    for (const { geometry } of features) {
      for (const degrees of numbersOf(geometry.coordinates)) {
        expect(Math.abs(degrees * 1000 - Math.round(degrees * 1000))).toBeLessThan(1e-4);
      }
    }
    const [far] = await ask<{ m: number }>(
      `select max(st_hausdorffdistance(p.geom, r.geom)) * 111320 as m
       from published.hazard_points as p
       join fourcolor.hazard_points as r using (fid)`,
    );
    expect(far!.m).toBeGreaterThan(10);
    expect(far!.m).toBeLessThan(120);
  });

  it('counts cells of dangers from the copy, by kind and in all', async () => {
    const { cellsToZoom } = LAYERS.find((layer) => layer.id === 'hazard_points')!;
    const wrong = await ask<{ z: number; part: string }>(
      `with counted as (
         select z, part, sum(n) as n, sum(g1) as g1, sum(g2) as g2, sum(g3) as g3, sum(g4) as g4, sum(g0) as g0
         from published.layer_cells
         where layer = 'hazard_points'
         group by 1, 2
       ),
       expected as (
         select z, part, count(*) as n, count(*) filter (where grade = 1) as g1,
           count(*) filter (where grade = 2) as g2, count(*) filter (where grade = 3) as g3,
           count(*) filter (where grade = 4) as g4, count(*) filter (where grade is null) as g0
         from published.hazard_points
         cross join lateral (values (kind), ('*')) as parts (part)
         cross join generate_series(0, $1::integer) as z
         group by 1, 2
       )
       select coalesce(c.z, e.z) as z, coalesce(c.part, e.part) as part
       from counted as c
       full join expected as e using (z, part)
       where row(c.n, c.g1, c.g2, c.g3, c.g4, c.g0) is distinct from row(e.n, e.g1, e.g2, e.g3, e.g4, e.g0)`,
      [cellsToZoom],
    );
    expect(wrong).toEqual([]);
    // a cell's key and its column and row name the same place, and its objects lie in it
    const placed = await ask<{ x: number; y: number; cell: number; z: number }>(
      "select x, y, cell, z from published.layer_cells where layer = 'hazard_points' and part = '*' and z in (0, 11)",
    );
    expect(placed.length).toBeGreaterThan(10);
    for (const { x, y, cell, z } of placed) {
      expect(x).toBeGreaterThanOrEqual(cellOf(WEST, SOUTH, z + 6).x - 1);
      expect(x).toBeLessThanOrEqual(cellOf(WEST + SIDE, SOUTH, z + 6).x + 1);
      expect(unmorton(cell)).toEqual([x, y]);
    }
  });
});

/** Column and row of an interleaved key. */
function unmorton(key: number): [number, number] {
  let [x, y, rest, bit] = [0, 0, BigInt(key), 1];
  while (rest > 0n) {
    if (rest & 1n) x += bit;
    if (rest & 2n) y += bit;
    rest >>= 2n;
    bit *= 2;
  }
  return [x, y];
}
