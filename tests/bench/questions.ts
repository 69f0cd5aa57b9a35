/** The spatial questions at a million points, 2,000 lines and 7,067 polygons, each beside bare SQL with spatial indexes. */
import type pg from 'pg';
import type { TestContext } from 'vitest';
import { servant } from '../../server/db/database.ts';
import { type Api, openApi } from '../harness/api.ts';
import type { Opened } from '../harness/engines.ts';
import { SIDE, SOUTH, WEST } from '../harness/small-city.ts';
import { inTurns, ms, record } from './figures.ts';

const LINES = 2_000;
const POLYGONS = 7_067;

/** 2,000 winding gas lines of about 2.8 km, and a grid of 7,067 polygons; and the baseline's index on the lines. */
export async function fillLinesAndPolygons(opened: Opened, bare: pg.Client): Promise<void> {
  await opened.database.as(
    servant('admin', 'bench'),
    async (session) => {
      await session.query(
        `
        insert into fourcolor.pipelines (source, source_id, id, name, medium, geom)
        select 'bench', i::text, '', '测试管道' || i, 'natural_gas', ST_SetSRID(ST_Multi(ST_MakeLine(array(
          select ST_Point(x + step * 0.0014, y + 0.002 * sin(step * 0.9 + i)) from generate_series(0, 20) as step
        ))), 4326)
        from (
          select i, $2::float8 + $4::float8 * (0.02 + 0.9 * ((i * 0.754877666) % 1)) as x,
            $3::float8 + $4::float8 * (0.02 + 0.95 * ((i * 0.569840291) % 1)) as y
          from generate_series(1, $1::integer) as i
        ) as starts
        `,
        [LINES, WEST, SOUTH, SIDE],
      );
      await session.query(
        `
        insert into fourcolor.management_areas (source, source_id, id, name, kind, geom)
        select 'bench', i::text, '', '测试功能区' || i, 'other', ST_Multi(ST_MakeEnvelope(
          $2::float8 + $4::float8 * (i % 85) / 85.0, $3::float8 + $4::float8 * (i / 85) / 85.0,
          $2::float8 + $4::float8 * (i % 85 + 1) / 85.0, $3::float8 + $4::float8 * (i / 85 + 1) / 85.0, 4326
        ))
        from generate_series(0, $1::integer - 1) as i
        `,
        [POLYGONS, WEST, SOUTH, SIDE],
      );
    },
    { timeoutMs: 600_000 },
  );
  await bare.query('create index bench_lines on pipelines using gist ((geom::geography))');
  await bare.query('analyze pipelines; analyze management_areas');
}

/** Measures each question at `point`, the densest place, against the baseline's rows and counts. */
export async function measureQuestions(
  context: TestContext,
  opened: Opened,
  bare: pg.Client,
  point: readonly [number, number],
): Promise<void> {
  const api: Api = await openApi(opened);
  const cookie = await api.signIn('asking', 'planner');
  const [lon, lat] = point;
  const here = `ST_SetSRID(ST_Point(${lon}, ${lat}), 4326)::geography`;
  const line = {
    type: 'LineString',
    coordinates: [
      [lon - 0.05, lat - 0.02],
      [lon, lat + 0.01],
      [lon + 0.05, lat],
    ],
  };
  const lineSql = `ST_GeomFromGeoJSON('${JSON.stringify(line)}')`;
  const ring = [-0.03, 0, 0.03, 0.01, -0.03].map((dx, i) => [
    lon + dx,
    lat + [-0.02, 0.025, 0, -0.03, -0.02][i]!,
  ]);
  const area = { type: 'Polygon', coordinates: [ring] };
  const areaSql = `ST_GeomFromGeoJSON('${JSON.stringify(area)}')`;
  const listed = 'e.id, e.name, e.grade, e.grade_state, e.sector, ST_AsGeoJSON(e.geom)';
  const both = (condition: string, distance: string) => async () => {
    await bare.query(`select grade, count(*) from enterprises as e where ${condition} group by grade`);
    await bare.query(
      `select ${listed}, ${distance} as d from enterprises as e where ${condition} order by d, id limit 100`,
    );
  };
  const nearGas = (radiusM: number) =>
    `from enterprises as e join pipelines as p on ST_DWithin(e.geom::geography, p.geom::geography, ${radiusM})`;
  const questions: readonly (readonly [string, string, object, () => Promise<unknown>])[] = [
    [
      'within: polygon',
      'within',
      { layers: ['enterprises'], geometry: area },
      both(`ST_Intersects(e.geom, ${areaSql})`, '0'),
    ],
    [
      'within: corridor of 300 m',
      'within',
      { layers: ['enterprises'], geometry: line, radiusM: 300 },
      both(
        `ST_DWithin(e.geom::geography, ${lineSql}::geography, 300)`,
        `ST_Distance(e.geom::geography, ${lineSql}::geography)`,
      ),
    ],
    [
      `within: enterprises within 50 m of ${LINES.toLocaleString('en')} gas lines`,
      'within',
      { layers: ['enterprises'], near: { layer: 'pipelines', kinds: ['natural_gas'], radiusM: 50 } },
      () =>
        bare.query(
          `select ${listed}, min(ST_Distance(e.geom::geography, p.geom::geography)) as d, count(*) over () ${nearGas(50)}
           group by e.fid order by d, e.id limit 100`,
        ),
    ],
    [
      `within: ${POLYGONS.toLocaleString('en')} polygons, those within 5 km`,
      'within',
      { layers: ['management_areas'], geometry: point, radiusM: 5_000 },
      () =>
        bare.query(
          `select id, name, kind, ST_AsGeoJSON(geom), ST_Distance(geom::geography, ${here}) as d, count(*) over ()
           from management_areas
           where geom && ST_Expand(${here}::geometry, 0.06) and ST_DWithin(geom::geography, ${here}, 5000)
           order by d, id limit 100`,
        ),
    ],
    [
      'nearest 5',
      'nearest',
      { layers: ['enterprises'], point },
      () => bare.query(`select ${listed} from enterprises as e order by geom::geography <-> ${here} limit 5`),
    ],
    [
      'nearest 5 of a filter that few match',
      'nearest',
      { layers: ['enterprises'], point, filter: "grade = 1 AND sector = 'retail'" },
      () =>
        bare.query(
          `select ${listed} from enterprises as e where grade = 1 and sector = 'retail'
           order by geom::geography <-> ${here} limit 5`,
        ),
    ],
    [
      'summarize: sector within 3 km',
      'summarize',
      { layers: ['enterprises'], geometry: point, radiusM: 3_000, groupBy: 'sector' },
      () =>
        bare.query(
          `select sector, grade, count(*) from enterprises where ST_DWithin(geom::geography, ${here}, 3000) group by 1, 2`,
        ),
    ],
    [
      'summarize: township and grade, the whole city',
      'summarize',
      { layers: ['enterprises'], groupBy: ['region:township', 'grade'] },
      () => bare.query('select left(region_code, 9), grade, count(*) from enterprises group by 1, 2'),
    ],
  ];
  for (const [what, process, inputs, baseline] of questions) {
    let found = 0;
    const { oursMs, baselineMs } = await inTurns(
      7,
      async () => {
        const answer = await api.json(`/ogc/processes/${process}/execution`, { cookie, body: { inputs } });
        const [first] = Object.values<{ count: number }>(answer.layers ?? {});
        found = first?.count ?? answer.total ?? answer.features.length;
      },
      baseline,
    );
    record(context, {
      what: `${what}: ${found.toLocaleString('en')}`,
      ours: ms(oursMs),
      baseline: ms(baselineMs),
      ratio: (oursMs / baselineMs).toFixed(2),
    });
  }
  await api.close();
}
