/** A native database with many enterprises in 60 clusters, for measuring; seeded, so every run has the same rows. */
import { servant } from '../../server/db/database.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, WEST } from '../harness/small-city.ts';

/** Rows; FOURCOLOR_BENCH_ROWS makes a quick round possible. */
export const ROWS = Number(process.env.FOURCOLOR_BENCH_ROWS ?? 1_000_000);
const CHUNK = 20_000;

export async function openMillion(): Promise<Opened & { fillS: number }> {
  const opened = await openFresh('native');
  await fillSmallCity(opened.database, []);
  const began = performance.now();
  for (let from = 0; from < ROWS; from += CHUNK) {
    await opened.database.as(
      servant('admin', 'bench'),
      async (session) => {
        await session.query('select setseed($1)', [(from % 999_983) / 1_000_000]);
        await session.query(
          `
          insert into fourcolor.enterprises (source, source_id, id, name, sector, grade, grade_state, geom)
          select 'bench', i::text, '', '测试企业' || i,
            (array['food', 'textile', 'machinery', 'retail', 'hazmat_storage'])[1 + i % 5],
            grade, case when grade is null then 'not_assessed' else 'current' end,
            ST_SetSRID(ST_Point(
              least($3::float8 + 0.999 * $5, greatest($3::float8, $3::float8 + $5 * (0.1 + 0.8 * abs(sin(cluster * 12.9898))) + dx)),
              least($4::float8 + 0.999 * $5, greatest($4::float8, $4::float8 + $5 * (0.1 + 0.8 * abs(sin(cluster * 78.233))) + dy))
            ), 4326)
          from (
            select i, i % 60 + 1 as cluster,
              case when random() < 0.7 then 0.02 * sqrt(-2 * ln(random() + 1e-12)) * cos(6.2831853 * random()) else (random() - 0.5) * 0.5 end as dx,
              case when random() < 0.7 then 0.02 * sqrt(-2 * ln(random() + 1e-12)) * sin(6.2831853 * random()) else (random() - 0.5) * 0.5 end as dy,
              case when random() < 0.016 then 1 when random() < 0.12 then 2 when random() < 0.5 then 3 when random() < 0.92 then 4 end::smallint as grade
            from generate_series($1::integer, $2::integer) as i
            offset 0
          ) as scattered
          `,
          [from + 1, Math.min(ROWS, from + CHUNK), WEST, SOUTH, SIDE],
        );
      },
      { timeoutMs: 600_000 },
    );
  }
  const fillS = (performance.now() - began) / 1000;
  await opened.owner.script(
    'set local role fc_owner; analyze fourcolor.enterprises; analyze fourcolor.layer_cells',
  );
  return { ...opened, fillS };
}
