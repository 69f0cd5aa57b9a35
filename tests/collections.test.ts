/** The OGC collections of every layer: extents, times, order, filters and geometry, as the declarations say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../data/layer.ts';
import { readableFields } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';
import { fillSmallLayers } from './harness/small-layers.ts';

const encoded = encodeURIComponent;

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: { cookie: string };
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(30));
    await fillSmallLayers(opened.database, 30);
    api = await openApi(opened);
    planner = { cookie: await api.signIn('planner', 'planner') };
  });
  afterAll(() => api?.close());

  const count = async (layer: Layer, where = 'true') => {
    const [row] = await opened.database.as(servant('admin', 'test'), (session) =>
      session.query<{ n: number }>(`select count(*) as n from fourcolor.${layer.id} where ${where}`),
    );
    return row!.n;
  };
  const items = (layer: Layer, query: string) =>
    api.json(`/ogc/collections/${layer.id}/items?${query}`, planner);
  const matched = async (layer: Layer, query: string) =>
    (await items(layer, `limit=1&${query}`)).numberMatched as number;

  describe.each(LAYERS.map((layer) => [layer.id, layer as Layer] as const))('%s', (id, layer) => {
    const time = layer.fields[layer.time]!;

    it('says where and when its objects lie', async () => {
      const { extent, itemType } = await api.json(`/ogc/collections/${id}?f=json`, planner);
      expect(itemType).toBe('feature');
      const [[west, south, east, north]] = extent.spatial.bbox;
      expect(west).toBeGreaterThanOrEqual(WEST - 1e-9);
      expect(south).toBeGreaterThanOrEqual(SOUTH - 1e-9);
      expect(east).toBeLessThanOrEqual(WEST + SIDE + 1e-9);
      expect(north).toBeLessThanOrEqual(SOUTH + SIDE + 1e-9);
      expect(east - west).toBeGreaterThan(SIDE / 2);
      const [[first, last]] = extent.temporal.interval;
      if ((await count(layer, `"${layer.time}" is not null`)) === 0)
        expect([first, last]).toEqual([null, null]);
      else {
        expect(String(first)).toMatch(time.type === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT.*Z$/);
        expect(String(first) <= String(last)).toBe(true);
      }
    });

    it('is filtered by its time', async () => {
      const column = `"${layer.time}"`;
      const day = (text: string) =>
        time.type === 'date' ? `date '${text}'` : `timestamptz '${text}T00:00:00+08'`;
      const next = (text: string) => (time.type === 'date' ? day(text) : `${day(text)} + interval '1 day'`);
      expect(await matched(layer, 'datetime=2026-01-01')).toBe(
        await count(
          layer,
          time.type === 'date'
            ? `${column} = ${day('2026-01-01')}`
            : `${column} >= ${day('2026-01-01')} and ${column} < ${next('2026-01-01')}`,
        ),
      );
      const until = time.type === 'date' ? '<=' : '<';
      expect(await matched(layer, 'datetime=2026-02-01/2026-03-10')).toBe(
        await count(layer, `${column} >= ${day('2026-02-01')} and ${column} ${until} ${next('2026-03-10')}`),
      );
      expect(await matched(layer, 'datetime=../2026-03-10')).toBe(
        await count(layer, `${column} ${until} ${next('2026-03-10')}`),
      );
    });

    it('is sorted by any field that the reader may read', async () => {
      const total = await count(layer);
      for (const name of readableFields(layer, 'planner')) {
        for (const sign of ['', '-']) {
          const { features } = await items(layer, `limit=1000&sortby=${sign}${name}`);
          const values = features
            .map((one: { properties: Record<string, unknown> }) => one.properties[name])
            .filter((value: unknown) => value !== null);
          const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          if (sign === '-') sorted.reverse();
          expect([name, sign, features.length]).toEqual([name, sign, total]);
          expect([name, sign, values]).toEqual([name, sign, sorted]);
        }
      }
      const hidden = await api.ask(`/ogc/collections/${id}/items?sortby=contact_phone`, planner);
      expect(hidden.status).toBe(400);
    });

    it('is filtered by its queryables', async () => {
      const { properties } = await api.json(`/ogc/collections/${id}/queryables?f=json`, planner);
      expect(Object.keys(properties)).toEqual([...readableFields(layer, 'planner'), 'geom']);
      expect(properties.geom.format).toBe(
        layer.geometry.length > 1 ? 'geometry-any' : `geometry-${layer.geometry[0]!.toLowerCase()}`,
      );
      for (const [name, { enum: words }] of Object.entries<{ enum?: string[] }>(properties)) {
        if (name === 'geom') continue;
        const filter = words ? `${name} = '${words[0]}'` : `${name} IS NOT NULL`;
        const where = words ? `"${name}" = '${words[0]}'` : `"${name}" is not null`;
        expect([name, await matched(layer, `filter=${encoded(filter)}`)]).toEqual([
          name,
          await count(layer, where),
        ]);
      }
      const [west, south] = [WEST + SIDE / 4, SOUTH + SIDE / 4];
      const box = [west, south, west + SIDE / 3, south + SIDE / 3];
      const expected = await count(layer, `st_intersects(geom, st_makeenvelope(${box.join(', ')}, 4326))`);
      expect(expected).toBeGreaterThan(0);
      expect(await matched(layer, `bbox=${box.join(',')}`)).toBe(expected);
      const filter = `S_INTERSECTS(geom, ENVELOPE(${box.join(',')}))`;
      expect(await matched(layer, `filter=${encoded(filter)}`)).toBe(expected);
    });

    it('gives each geometry its type, in GeoJSON, CSV and HTML', async () => {
      const { features } = await items(layer, 'limit=1000');
      const types = new Set(features.map((one: { geometry: { type: string } }) => one.geometry.type));
      expect([...types].sort()).toEqual([...layer.geometry].sort());
      const csv = await (await api.ask(`/ogc/collections/${id}/items?f=csv&limit=1000`, planner)).text();
      const header = csv.split('\r\n')[0]!.replace('\uFEFF', '').split(',');
      const points = layer.geometry.every((type) => type === 'Point');
      expect(header).toEqual([...readableFields(layer, 'planner'), ...(points ? ['lon', 'lat'] : ['wkt'])]);
      expect(csv.trimEnd().split('\r\n')).toHaveLength(features.length + 1);
      const page = await (await api.ask(`/ogc/collections/${id}/items?f=html`, planner)).text();
      expect(page).toContain(layer.label.zh);
      const one = await api.json(`/ogc/collections/${id}/items/${encoded(features[0].id)}`, planner);
      expect([one.id, one.geometry.type]).toEqual([features[0].id, features[0].geometry.type]);
    });
  });
});
