/** Targets, figures from outside, closed months, the scorecard and last year's assessment round of the demo city. 模拟数据. */
import type { IndicatorId } from '../../data/indicators/definitions.ts';
import { monthLater, monthsUntil } from '../../data/indicators/figure.ts';
import type { Session } from '../db/database.ts';
import { servant } from '../db/database.ts';
import { takeMap } from '../rounds/store.ts';
import { freezeMonth } from './freeze.ts';

const SOURCE = '模拟数据';

/** Targets of a municipal five-year plan; falls are against the same period of the year before. */
const TARGETS: readonly (readonly [IndicatorId, 'value' | 'change', string, number, boolean])[] = [
  ['accidents', 'change', '<', -15, true],
  ['deaths', 'change', '<', -15, true],
  ['deaths_per_gdp', 'value', '<', 0.01, true],
  ['road_deaths', 'change', '<=', -20, false],
  ['construction_deaths', 'change', '<', -15, false],
  ['fishery_deaths', 'change', '<', -15, false],
  ['reported_risks', 'value', '=', 100, false],
  ['insured', 'value', '=', 100, false],
  ['dangers_rectified', 'value', '>=', 98, false],
  ['major_dangers_rectified', 'value', '=', 100, true],
];

/** Five aspects of a demonstration city, and what the register can show for each; points are our own. */
const CRITERIA: readonly (readonly [string, string, number, IndicatorId | null, number | null])[] = [
  ['source', '危险化学品企业标准化建设', 6, 'standardised', 4],
  ['source', '油气管道定期检验', 6, 'pipelines_inspected', 3],
  ['prevention', '全面评定企业安全风险等级', 8, 'assessed', 7],
  ['prevention', '风险分级管控：较大以上风险全部报告', 8, 'reported_risks', 6],
  ['prevention', '按期复评', 6, 'reviews_in_time', null],
  ['supervision', '隐患排查治理闭环', 8, 'dangers_rectified', 7],
  ['supervision', '重大事故隐患挂牌督办并按期销号', 8, 'major_dangers_rectified', null],
  ['supervision', '检查任务按期完成', 6, 'tasks_in_time', 5],
  ['support', '高危行业安全生产责任保险', 6, 'insured', 5],
  ['rescue', '应急预案按期修订', 6, 'plans_current', null],
  ['state', '生产安全事故起数、死亡人数下降', 10, 'deaths', 8],
  ['state', '不发生重特大事故，较大事故得到遏制', 10, 'larger_accidents', null],
];

/** Takes away what an earlier demo left. */
export async function clearDemoIndicators(session: Session): Promise<void> {
  await session.query(`delete from fourcolor.assessment_rounds where created_by like 'demo:%'`);
  await session.query(`delete from fourcolor.indicator_values where frozen_by = 'demo'`);
  for (const table of ['indicator_targets', 'indicator_inputs', 'scorecard_criteria'])
    await session.query(`delete from fourcolor.${table} where source = $1`, [SOURCE]);
}

/** After the register, its past and the loop are filled. */
export async function fillDemoIndicators(session: Session, today: string): Promise<void> {
  const month = today.slice(0, 7);
  const [city] = await session.query<{ code: string }>(
    `select code from fourcolor.regions where level = 'city' and source = 'demo'`,
  );
  if (!city) return;
  for (const [indicator, measure, comparator, target, binding] of TARGETS)
    await session.query(
      `insert into fourcolor.indicator_targets
  (indicator, year, region_code, measure, comparator, target, binding, source)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing`,
      [indicator, Number(month.slice(0, 4)), city.code, measure, comparator, target, binding, SOURCE],
    );
  // an invented city's product, growing by half a percent a month
  const months = monthsUntil(monthLater(month, -1), 24);
  await session.query(
    `insert into fourcolor.indicator_inputs (name, region_code, month, value, state, source, cutoff)
select 'gdp_100m_yuan', $1, (m || '-01')::date, round((820 * power(1.005, i))::numeric, 1)::double precision,
  case when i < 23 then 'confirmed' else 'provisional' end, $3, (m || '-28')::date
from unnest($2::text[]) with ordinality as t (m, i)
on conflict do nothing`,
    [city.code, months, SOURCE],
  );
  for (const [back, state] of [
    [2, 'confirmed'],
    [1, 'provisional'],
  ] as const)
    await freezeMonth(session, { month: monthLater(month, -back), state, cutoff: today, by: 'demo' });
  const counts = new Map<string, number>();
  for (const [aspect, title, points, indicator, score] of CRITERIA) {
    const position = (counts.get(aspect) ?? 0) + 1;
    counts.set(aspect, position);
    await session.query(
      `insert into fourcolor.scorecard_criteria
  (aspect, position, title, points, indicator, source, score, evidence, judged_on)
values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, case when $7::double precision is null then null else $9::date end)`,
      [
        aspect,
        position,
        title,
        points,
        indicator,
        SOURCE,
        score,
        JSON.stringify(
          score !== null && indicator ? [{ kind: 'indicator', ref: indicator, label: '指标实时值' }] : [],
        ),
        today,
      ],
    );
  }
  await fillRound(session, today);
}

/** The round of a year ago, approved, with the map as it was then. */
async function fillRound(session: Session, today: string): Promise<void> {
  const asOf = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`.replace('-02-29', '-02-28');
  const [round] = await session.query<{ id: string }>(
    `insert into fourcolor.assessment_rounds (name, as_of, note, created_by)
values ($1, $2::date, '模拟数据', 'planner')
returning id`,
    [`${asOf.slice(0, 4)} 年度城市安全风险评估（模拟）`, asOf],
  );
  if (!round) return;
  await takeMap(session, servant('admin', 'demo'), round.id, { at: asOf, mode: 'was' });
  await session.query(
    `update fourcolor.assessment_rounds set state = 'review', submitted_at = now() where id = $1::uuid`,
    [round.id],
  );
  await session.query(
    `update fourcolor.assessment_rounds
set state = 'approved', approved_by = 'planner2', approved_at = now(),
  opinion = '评估范围完整，方法得当，同意通过。（模拟数据）'
where id = $1::uuid`,
    [round.id],
  );
}
