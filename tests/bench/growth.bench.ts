/** How the time of questions and tiles grows when the city has ten times as many objects, on the native engine. */
import { afterAll, beforeAll, it } from 'vitest';
import { cellOf } from '../../data/geo/cell-key.ts';
import { LAYERS } from '../../data/layers/all.ts';
import type { Who } from '../../server/db/database.ts';
import { fillDemo } from '../../server/demo.ts';
import { objectRows } from '../../tiles/objects.ts';
import { type Api, openApi } from '../harness/api.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { inTurns, ms, record } from './figures.ts';
import { multiply } from './ten-cities.ts';

const TIMES = 10;
const SCALE = Number(process.env.FOURCOLOR_BENCH_SCALE ?? 1);
const CENTRE = [122.05, 29.98] as const;
const planner: Who = { role: 'planner', userId: null, regions: null, sectors: null };

interface City {
  readonly opened: Opened;
  readonly api: Api;
  readonly cookie: string;
}
let one: City;
let ten: City;
let objects = 0;
let place: readonly [number, number] = CENTRE;

async function city(times: number): Promise<City> {
  const opened = await openFresh('native');
  const filled = await fillDemo(opened.database, { scale: SCALE, today: '2026-06-01' });
  objects = filled.objects;
  if (times > 1) await multiply(opened, times);
  const api = await openApi(opened);
  return { opened, api, cookie: await api.signIn('bench', 'planner') };
}

beforeAll(async () => {
  one = await city(1);
  ten = await city(TIMES);
  // where the register is densest
  const rows = await one.opened.database.as(planner, (session) =>
    session.query<{ lon: number; lat: number }>(`
      select avg(ST_X(geom)) as lon, avg(ST_Y(geom)) as lat
      from fourcolor.places
      group by floor(ST_X(geom) * 50), floor(ST_Y(geom) * 50)
      order by count(*) desc
      limit 1
    `),
  );
  place = [rows[0]!.lon, rows[0]!.lat];
});
afterAll(async () => {
  for (const each of [one, ten]) {
    await each?.api.close();
    await each?.opened.close();
  }
});

const run = (process: string, inputs: object) => (where: City) =>
  where.api.json(`/ogc/processes/${process}/execution`, { cookie: where.cookie, body: { inputs } });

it(`Ten times the objects (native; ours: ten times the demo city at scale ${SCALE}; baseline: the demo city; n log n would be about ${((TIMES * Math.log(200_000 * SCALE * TIMES)) / Math.log(200_000 * SCALE)).toFixed(1)}; a question within a fixed radius finds ten times as much)`, async (context) => {
  const layers = LAYERS.filter((layer) => layer.id !== 'roads').map((layer) => layer.id);
  const questions: readonly (readonly [string, (where: City) => Promise<unknown>])[] = [
    ['within 500 m, every layer', run('within', { layers, geometry: place, radiusM: 500 })],
    [
      'schools and hospitals within 500 m of a major hazard source',
      run('within', { layers: ['protected_targets'], near: { layer: 'major_hazards', radiusM: 500 } }),
    ],
    ['nearest 10 resources', run('nearest', { layers: ['resources'], point: place, limit: 10 })],
    [
      'places by grade and township',
      run('summarize', { layers: ['places'], groupBy: ['grade', 'region:township'] }),
    ],
    [
      'enterprises by sector within 5 km',
      run('summarize', { layers: ['enterprises'], geometry: place, radiusM: 5_000, groupBy: ['sector'] }),
    ],
  ];
  for (const [what, ask] of questions) {
    const { oursMs, baselineMs } = await inTurns(
      7,
      () => ask(ten),
      () => ask(one),
    );
    record(context, {
      what: `${what} (${objects.toLocaleString('en')} objects → ${(objects * TIMES).toLocaleString('en')})`,
      ours: ms(oursMs),
      baseline: ms(baselineMs),
      ratio: (oursMs / baselineMs).toFixed(2),
    });
  }
});

it('Tiles of every layer at the densest place, ten times the objects (native; ours: ten times the demo city; baseline: the demo city)', async (context) => {
  for (const z of [9, 12, 14, 16]) {
    const { x, y } = cellOf(place[0], place[1], z);
    const at = { z, x, y };
    const draw = (where: City) => async () => {
      for (const layer of LAYERS) {
        if (layer.id === 'regions') continue;
        await where.opened.database.as(planner, (session) =>
          session.tile(objectRows(layer, planner, at, {}), at),
        );
      }
    };
    const { oursMs, baselineMs } = await inTurns(5, draw(ten), draw(one));
    record(context, {
      what: `z${z}, ${LAYERS.length - 1} layers`,
      ours: ms(oursMs),
      baseline: ms(baselineMs),
      ratio: (oursMs / baselineMs).toFixed(2),
    });
  }
});

it('Resident memory of the process after the questions and tiles above', (context) => {
  record(context, {
    what: 'both cities asked by one process',
    ours: `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
    baseline: '',
    ratio: '',
  });
});
