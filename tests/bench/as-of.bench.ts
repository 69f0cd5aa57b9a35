/** What a past day costs beside the present: tiles, counts and questions of the demo city, in turns, on both engines. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { cellOf } from '../../data/geo/cell-key.ts';
import type { Layer } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import { regions } from '../../data/layers/regions.ts';
import type { Who } from '../../server/db/database.ts';
import { fillDemo } from '../../server/demo.ts';
import type { AsOf } from '../../tiles/as-of.ts';
import { objectRows } from '../../tiles/objects.ts';
import { regionRows } from '../../tiles/regions.ts';
import { type Api, openApi } from '../harness/api.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { inTurns, ms, record } from './figures.ts';

const SCALE = Number(process.env.FOURCOLOR_BENCH_SCALE ?? 0.1);
const TODAY = '2026-06-01';
const THEN = { at: '2025-06-01', mode: 'was' } as const satisfies AsOf;
const planner: Who = { role: 'planner', userId: null, regions: null, sectors: null };
const graded = LAYERS.filter((layer: Layer) => layer.graded && layer.id !== regions.id);

const only = process.env.FOURCOLOR_TEST_ENGINE;
describe.each((['native', 'embedded'] as const).filter((engine) => !only || only === engine))(
  '%s',
  (engine) => {
    let opened: Opened;
    let api: Api;
    let cookie: string;
    let place: readonly [number, number];
    beforeAll(async () => {
      opened = await openFresh(engine);
      await fillDemo(opened.database, { scale: SCALE, today: TODAY });
      await opened.owner.script('analyze');
      api = await openApi(opened);
      cookie = await api.signIn('bench', 'planner');
      const [densest] = await opened.database.as(planner, (session) =>
        session.query<{ lon: number; lat: number }>(`
        select avg(ST_X(geom)) as lon, avg(ST_Y(geom)) as lat
        from fourcolor.places
        group by floor(ST_X(geom) * 50), floor(ST_Y(geom) * 50)
        order by count(*) desc
        limit 1`),
      );
      place = [densest!.lon, densest!.lat];
    });
    afterAll(async () => {
      await api?.close();
      await opened?.close();
    });

    it(`A past day beside today (${engine}; demo city at scale ${SCALE}; ours: a year ago; baseline: today)`, async (context) => {
      const compare = async (what: string, ask: (asOf: AsOf | undefined) => Promise<unknown>) => {
        const { oursMs, baselineMs } = await inTurns(
          7,
          () => ask(THEN),
          () => ask(undefined),
        );
        record(context, {
          what,
          ours: ms(oursMs),
          baseline: ms(baselineMs),
          ratio: (oursMs / baselineMs).toFixed(2),
        });
      };
      for (const z of [8, 11, 14, 16]) {
        const at = { z, ...cellOf(place[0], place[1], z) };
        const counted = graded.some(
          ({ cellsToZoom }: Layer) => cellsToZoom !== undefined && z <= cellsToZoom,
        );
        await compare(
          `tiles z${z}, ${graded.length} layers${counted ? ' (counted cells)' : ''}`,
          async (asOf) => {
            for (const layer of graded)
              await opened.database.as(planner, (session) =>
                session.tile(objectRows(layer, planner, at, asOf ? { asOf } : {}), at),
              );
          },
        );
        await compare(`tile z${z}, regions`, (asOf) =>
          opened.database.as(planner, (session) =>
            session.tile(regionRows(planner, at, asOf ? { asOf } : {}), at),
          ),
        );
      }
      const layers = graded.map(({ id }) => id);
      const run = (process: string, inputs: object) => (asOf: AsOf | undefined) =>
        api.json(`/ogc/processes/${process}/execution`, { cookie, body: { inputs: { ...inputs, ...asOf } } });
      await compare(
        'within 500 m, every graded layer',
        run('within', { layers, geometry: place, radiusM: 500 }),
      );
      await compare(
        'places by grade and township',
        run('summarize', { layers: ['places'], groupBy: ['grade', 'region:township'] }),
      );
      await compare('first 100 red places', (asOf) =>
        api.json(
          `/ogc/collections/places/items?filter=grade%3D1${asOf ? `&at=${asOf.at}&mode=${asOf.mode}` : ''}`,
          { cookie },
        ),
      );
    });
  },
);
