/** One tile by zoom at a million points: through the door, as a planner under row policies, against bare SQL as a superuser. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Who } from '../../server/db/database.ts';
import { cellOf } from '../../data/geo/cell-key.ts';
import { cellRange } from '../../tiles/cells.ts';
import { tileBox3857, type TileAddress, WORLD_HALF_M } from '../../tiles/address.ts';
import { enterpriseRows } from '../../tiles/enterprises.ts';
import type { Opened } from '../harness/engines.ts';
import { SIDE, SOUTH, WEST } from '../harness/small-city.ts';
import { inTurns, ms, record } from './figures.ts';
import { openMillion, ROWS } from './million.ts';

const planner: Who = { role: 'planner', userId: null, regions: null, sectors: null };
let opened: Opened & { fillS: number };
let bare: pg.Client;

beforeAll(async () => {
  opened = await openMillion();
  bare = new pg.Client(opened.urls!.superuser);
  await bare.connect();
  await bare.query('set jit = off; set max_parallel_workers_per_gather = 0; set search_path = fourcolor, public');
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
        select cell as fid, n, g1, g2, g3, g4, g0, ST_AsMVTGeom(
          ST_Point((x + 0.5) * ${cellM} - ${WORLD_HALF_M}, ${WORLD_HALF_M} - (y + 0.5) * ${cellM}, 3857),
          ST_MakeEnvelope(${box}, 3857), 4096, 0) as geom
        from enterprise_cells where z = ${at.z} and sector = '*' and cell between ${first} and ${last} order by cell
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
          bytes = (await session.tile(enterpriseRows(planner, at, {}), at)).length;
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
