/** GDAL, on which QGIS stands, reads what the server gives: OGC API items, vector tiles, exported files. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../data/layer.ts';
import { TABLES } from '../data/layers/all.ts';
import { createApp } from '../server/app.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillEveryLayer } from './harness/every-layer.ts';
import { findGdal } from './harness/gdal.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';

const gdal = findGdal({ install: true });
const companies = smallEnterprises(2500);
/** Zoom at which enterprises travel as objects. */
const Z = 13;

interface Feature {
  readonly id?: string | number;
  readonly properties: Record<string, unknown>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** The tool writes 122.60000000000001 as 122.6. */
const rounded = (geometry: object): unknown =>
  JSON.parse(JSON.stringify(geometry), (_, value) =>
    typeof value === 'number' ? Number(value.toFixed(12)) : value,
  );

describe.skipIf(gdal === undefined)('GDAL', () => {
  const { ogr2ogr, ogrinfo } = gdal ?? { ogr2ogr: async () => '', ogrinfo: async () => '' };
  const features = async (args: readonly string[], environment?: Record<string, string>) => {
    const out = ['-f', 'GeoJSON', '/vsistdout/', ...args, '-lco', 'SIGNIFICANT_FIGURES=17'];
    return (JSON.parse(await ogr2ogr(out, environment)) as { features: Feature[] }).features;
  };

  forEachEngine((_, open) => {
    let opened: Opened;
    let api: Api;
    let cookie: string;
    let origin: string;
    let server: ReturnType<typeof serve>;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fourcolor-gdal-'));
      opened = await open();
      await fillSmallCity(opened.database, companies);
      await fillEveryLayer(opened.database);
      api = await openApi(opened);
      cookie = await api.signIn('gdal', 'admin');
      const app = createApp(api.services);
      await new Promise<void>((listening) => {
        server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening());
      });
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }, 300_000);
    afterAll(async () => {
      await new Promise((closed) => server.close(closed));
      api.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('pages through the items of a collection, as a visitor and as one of the staff', async () => {
      const pages = ['-oo', 'PAGE_SIZE=1000'];
      const published = await features([`OAPIF:${origin}/ogc`, 'regions', ...pages]);
      expect(published).toHaveLength(91);
      expect(published.every(({ geometry }) => /Polygon$/.test(geometry.type))).toBe(true);
      const listed = await ogrinfo([`OAPIF:${origin}/ogc`]);
      expect(listed).toContain('regions');
      expect(listed).not.toContain('enterprises');

      const signedIn = { GDAL_HTTP_HEADERS: `Cookie: ${cookie}` };
      const all = await features([`OAPIF:${origin}/ogc`, 'enterprises', ...pages], signedIn);
      const own = all.filter(({ properties }) => properties.source === 'test');
      expect(own).toHaveLength(companies.length);
      for (const { properties, geometry } of own.slice(0, 50)) {
        const company = companies[Number(properties.source_id)]!;
        expect(properties).toMatchObject({
          name: company.name,
          sector: company.sector,
          grade: company.grade,
        });
        const [lon, lat] = geometry.coordinates as [number, number];
        expect(Math.abs(lon - company.lon)).toBeLessThan(1e-6);
        expect(Math.abs(lat - company.lat)).toBeLessThan(1e-6);
      }
      const box = [WEST, SOUTH, WEST + SIDE / 2, SOUTH + SIDE / 2].map(String);
      const part = await features(
        [`OAPIF:${origin}/ogc`, 'enterprises', ...pages, '-spat', ...box, '-where', 'grade = 1'],
        signedIn,
      );
      const expected = companies.filter(
        ({ lon, lat, grade }) => grade === 1 && lon <= WEST + SIDE / 2 && lat <= SOUTH + SIDE / 2,
      );
      expect(part.filter(({ properties }) => properties.source === 'test')).toHaveLength(expected.length);
    });

    it('reads a vector tile and finds its objects where they are', async () => {
      const { lon, lat } = companies[0]!;
      const x = Math.floor(((lon + 180) / 360) * 2 ** Z);
      const sin = Math.sin((lat * Math.PI) / 180);
      const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** Z);
      const answer = await api.ask(`/tiles/enterprises/${Z}/${x}/${y}.mvt`, { cookie });
      expect(answer.status).toBe(200);
      const file = join(folder, 'tile.mvt');
      await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
      const place = ['-oo', `X=${x}`, '-oo', `Y=${y}`, '-oo', `Z=${Z}`];
      const read = await features([`MVT:${file}`, 'enterprises', ...place, '-t_srs', 'EPSG:4326']);
      const ids = new Map(companies.map((one) => [`test:${one.sourceId}`, one]));
      const known = read.filter(({ properties }) => ids.has(String(properties.id)));
      expect(known.some(({ properties }) => properties.id === 'test:0')).toBe(true);
      for (const { properties, geometry } of known) {
        const [west, south] = geometry.coordinates as [number, number];
        const company = ids.get(String(properties.id))!;
        // an extent of 4096 at this zoom is 1.2 m
        expect(Math.abs(west - company.lon)).toBeLessThan(3e-5);
        expect(Math.abs(south - company.lat)).toBeLessThan(3e-5);
      }
    });

    it('reads the FlatGeobuf of every layer with every value and its exact places', async () => {
      for (const layer of TABLES as readonly Layer[]) {
        const exported = async (format: string) => {
          const answer = await api.ask(`/api/export/${layer.id}?f=${format}`, { cookie });
          expect([layer.id, answer.status]).toEqual([layer.id, 200]);
          return new Uint8Array(await answer.arrayBuffer());
        };
        const file = join(folder, `${layer.id}.fgb`);
        await writeFile(file, await exported('flatgeobuf'));
        const json = JSON.parse(new TextDecoder().decode(await exported('geojson'))) as {
          features: Feature[];
        };
        // the tool writes dates with slashes and times of its own, and leaves out what is not known
        const comparable = (all: readonly Feature[]) =>
          (rounded(all) as Feature[]).map(({ properties, geometry }) => ({
            geometry,
            ...Object.fromEntries(
              Object.entries(layer.fields).map(([name, { type }]) => {
                const value = properties[name] ?? null;
                const dated = /date|timestamp/.test(type) && value !== null;
                return [name, dated ? String(value).replaceAll('/', '-').slice(0, 10) : value];
              }),
            ),
          }));
        const read = comparable(await features([file]));
        expect(read.length).toBeGreaterThan(0);
        expect(read).toEqual(comparable(json.features));
      }
      const about = await ogrinfo(['-so', '-al', join(folder, 'pipelines.fgb')]);
      expect(about).toContain('Layer name: pipelines');
      expect(about).toContain('ID["EPSG",4326]');
      expect(about).toContain('medium: String');
      expect(about).toMatch(/Geometry: Multi Line String/);
    });
  });
});
