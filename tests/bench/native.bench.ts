/** The native engine at a million points, each figure against its baseline on the same database in the same run. */
import { createServer } from 'node:http';
import autocannon from 'autocannon';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellOf } from '../../data/geo/cell-key.ts';
import { enterprises } from '../../data/layers/enterprises.ts';
import type { Who } from '../../server/db/database.ts';
import { type TileAddress, tileBox3857, WORLD_HALF_M } from '../../tiles/address.ts';
import { cellRange } from '../../tiles/cells.ts';
import { objectRows } from '../../tiles/objects.ts';
import { openApi } from '../harness/api.ts';
import type { Opened } from '../harness/engines.ts';
import { startServer } from '../harness/server.ts';
import { SIDE, SOUTH, WEST } from '../harness/small-city.ts';
import { inTurns, ms, record } from './figures.ts';
import { openMillion, ROWS } from './million.ts';
import { fillLinesAndPolygons, measureQuestions } from './questions.ts';

const planner: Who = { role: 'planner', userId: null, regions: null, sectors: null };
let opened: Opened & { fillS: number };
let bare: pg.Client;

beforeAll(async () => {
  opened = await openMillion();
  bare = new pg.Client(opened.urls!.superuser);
  await bare.connect();
  await bare.query(
    'set jit = off; set max_parallel_workers_per_gather = 0; set search_path = fourcolor, public',
  );
  // the usual baseline: one spatial index in the tile's own projection, no policies
  await bare.query('create index bench_3857 on enterprises using gist (geom_3857)');
  await bare.query('analyze enterprises');
});
afterAll(async () => {
  await bare?.end();
  await opened?.close();
});

/** The tile of a zoom with the most enterprises. */
async function densest(z: number): Promise<TileAddress> {
  const low = cellOf(WEST, SOUTH + SIDE, z);
  const high = cellOf(WEST + SIDE, SOUTH, z);
  const { rows } = await bare.query<{ x: number; y: number }>(
    `
    select floor((ST_X(geom_3857) + $2) / (2 * $2) * $1)::integer as x, floor(($2 - ST_Y(geom_3857)) / (2 * $2) * $1)::integer as y
    from enterprises group by 1, 2 order by count(*) desc limit 1
    `,
    [2 ** z, WORLD_HALF_M],
  );
  expect(rows[0]!.x).toBeGreaterThanOrEqual(low.x);
  expect(rows[0]!.x).toBeLessThanOrEqual(high.x);
  return { z, ...rows[0]! };
}

function bareTile(at: TileAddress): Promise<unknown> {
  const box = tileBox3857(at).join(', ');
  if (at.z <= 12) {
    const [first, last] = cellRange(at);
    const cellM = (2 * WORLD_HALF_M) / 2 ** (at.z + 6);
    return bare.query(`
      select encode(ST_AsMVT(t, 'enterprises_cells', 4096, 'geom', 'fid'), 'base64') from (
        select cell as fid, n, g1, g2, g3, g4, g0,
          case when g1 > 0 then 1 when g2 > 0 then 2 when g3 > 0 then 3 when g4 > 0 then 4 end as worst, ST_AsMVTGeom(
          ST_Point((x + 0.5) * ${cellM} - ${WORLD_HALF_M}, ${WORLD_HALF_M} - (y + 0.5) * ${cellM}, 3857),
          ST_MakeEnvelope(${box}, 3857), 4096, 0) as geom
        from layer_cells where layer = 'enterprises' and z = ${at.z} and part = '*' and cell between ${first} and ${last} order by cell
      ) as t`);
  }
  return bare.query(`
    select encode(ST_AsMVT(t, 'enterprises', 4096, 'geom', 'fid'), 'base64') from (
      select fid, id, grade, grade_state, sector${at.z >= 16 ? ', name' : ''},
        ST_AsMVTGeom(geom_3857, ST_MakeEnvelope(${box}, 3857), 4096, 64) as geom
      from enterprises where geom_3857 && ST_MakeEnvelope(${tileBox3857(at, 64).join(', ')}, 3857) order by fid
    ) as t`);
}

it(`One tile by zoom, ${ROWS.toLocaleString('en')} enterprises (native; ours: role, row policy and cell key through the door; baseline: bare SQL as superuser with a spatial index)`, async (context) => {
  for (const z of [6, 8, 10, 12, 13, 14, 15, 16]) {
    const at = await densest(z);
    let bytes = 0;
    const { oursMs, baselineMs } = await inTurns(
      21,
      () =>
        opened.database.as(planner, async (session) => {
          bytes = (await session.tile(objectRows(enterprises, planner, at, {}), at)).length;
        }),
      () => bareTile(at),
    );
    record(context, {
      what: `z${z}, densest tile, ${(bytes / 1024).toFixed(0)} kB`,
      ours: ms(oursMs),
      baseline: ms(baselineMs),
      ratio: (oursMs / baselineMs).toFixed(2),
    });
  }
});

it('What lies within a radius (native; ours: the process by HTTP without a socket, as a planner; baseline: bare SQL with a spatial index, same rows out)', async (context) => {
  const api = await openApi(opened);
  const cookie = await api.signIn('bench', 'planner');
  const { x, y, z } = await densest(14);
  const [west, south] = tileBox3857({ x, y, z });
  const { rows } = await bare.query<{ lon: number; lat: number }>(
    'select ST_X(p) as lon, ST_Y(p) as lat from ST_Transform(ST_SetSRID(ST_Point($1, $2), 3857), 4326) as p',
    [west, south],
  );
  const point = [rows[0]!.lon, rows[0]!.lat];
  for (const radiusM of [200, 1_000, 3_000]) {
    let count = 0;
    const { oursMs, baselineMs } = await inTurns(
      11,
      async () => {
        const answer = await api.json('/ogc/processes/within/execution', {
          cookie,
          body: {
            inputs: { layers: ['enterprises'], geometry: { type: 'Point', coordinates: point }, radiusM },
          },
        });
        count = answer.layers.enterprises.count;
      },
      async () => {
        const area = 'ST_SetSRID(ST_Point($1, $2), 4326)::geography';
        await bare.query(
          `select grade, count(*) from enterprises where ST_DWithin(geom::geography, ${area}, $3) group by grade`,
          [...point, radiusM],
        );
        await bare.query(
          `select id, name, grade, grade_state, sector, ST_AsGeoJSON(geom), ST_Distance(geom::geography, ${area}) as d
           from enterprises where ST_DWithin(geom::geography, ${area}, $3) order by d, id limit 100`,
          [...point, radiusM],
        );
      },
    );
    record(context, {
      what: `${radiusM} m, ${count.toLocaleString('en')} found`,
      ours: ms(oursMs),
      baseline: ms(baselineMs),
      ratio: (oursMs / baselineMs).toFixed(2),
    });
  }
  await api.close();
});

it(`Spatial questions, ${ROWS.toLocaleString('en')} enterprises (native; ours: the processes by HTTP without a socket, as a planner; baseline: bare SQL as superuser with geography indexes, same rows out)`, async (context) => {
  await fillLinesAndPolygons(opened, bare);
  const { x, y, z } = await densest(14);
  const [west, south, east, north] = tileBox3857({ x, y, z });
  const { rows } = await bare.query<{ lon: number; lat: number }>(
    'select ST_X(p) as lon, ST_Y(p) as lat from ST_Transform(ST_SetSRID(ST_Point($1, $2), 3857), 4326) as p',
    [(west + east) / 2, (south + north) / 2],
  );
  await measureQuestions(context, opened, bare, [rows[0]!.lon, rows[0]!.lat]);
});

it('Cached tiles by HTTP (ours: the server as a process, planner with cookie, brotli, shuffled per client; baseline: a bare node:http server with the same bytes)', async (context) => {
  const server = await startServer({
    DATABASE_URL: opened.urls!.login,
    DATABASE_OWNER_URL: opened.urls!.owner,
  });
  const api = await openApi(opened);
  await api.signIn('bench2', 'planner');
  const signedIn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'bench2', password: 'correct horse battery staple' }),
  });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const paths: string[] = [];
  for (const z of [9, 10, 11, 12, 14]) {
    const low = cellOf(WEST, SOUTH + SIDE, z);
    const high = cellOf(WEST + SIDE, SOUTH, z);
    for (let x = low.x; x <= Math.min(high.x, low.x + 7); x++) {
      for (let y = low.y; y <= Math.min(high.y, low.y + 7); y++)
        paths.push(`/tiles/enterprises/${z}/${x}/${y}.mvt`);
    }
  }
  const headers = { cookie, 'accept-encoding': 'br' };
  const kept = new Map<string, Buffer>();
  for (const path of paths) {
    const answer = await fetch(server.url + path, { headers });
    expect([200, 204]).toContain(answer.status);
    kept.set(path, Buffer.from(await answer.arrayBuffer()));
  }
  const bareServer = createServer((request, response) => {
    response.setHeader('content-type', 'application/vnd.mapbox-vector-tile');
    response.end(kept.get(request.url ?? ''));
  });
  await new Promise<void>((resolve) => bareServer.listen(0, '127.0.0.1', resolve));
  const address = bareServer.address();
  const bareUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const load = (url: string) =>
    autocannon({
      url,
      connections: 16,
      duration: 5,
      setupClient: (client) => {
        const order = [...paths]
          .sort(() => Math.random() - 0.5)
          .map((path) => ({ method: 'GET' as const, path, headers }));
        client.setRequests(order);
      },
    });
  const cpuOf = async () =>
    Number(
      /^process_cpu_seconds_total (\S+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1],
    );
  const ours: number[] = [];
  const baseline: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < 3; round++) {
    baseline.push((await load(bareUrl)).requests.average);
    const before = await cpuOf();
    const result = await load(server.url);
    expect(result.non2xx).toBe(0);
    cpu.push((((await cpuOf()) - before) * 1000) / result.requests.total);
    ours.push(result.requests.average);
  }
  const middle = (values: number[]) => [...values].sort((a, b) => a - b)[1]!;
  record(context, {
    what: `tiles per second, ${paths.length} tiles, median ${(middle([...kept.values()].map((one) => one.length)) / 1024).toFixed(0)} kB`,
    ours: middle(ours).toFixed(0),
    baseline: middle(baseline).toFixed(0),
    ratio: (middle(ours) / middle(baseline)).toFixed(2),
  });
  record(context, {
    what: 'CPU of the server per cached tile',
    ours: ms(middle(cpu)),
    baseline: '',
    ratio: '',
  });
  bareServer.close();
  await api.close();
  await server.stop();
});
