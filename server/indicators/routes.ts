/** Routes of the indicators: figures, the rows behind them, rankings, targets, figures from outside, closed months. */
import { createRoute, z } from '@hono/zod-openapi';
import { chinaDay } from '../../data/china-day.ts';
import { INDICATORS } from '../../data/indicators/definitions.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { Failure, Invalid } from '../failure.ts';
import { readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import * as shapes from './contract.ts';
import { readFigures, readRanking, regionOf } from './figures.ts';
import { freezeMonth } from './freeze.ts';
import { basisRows } from './sums.ts';

const tags = ['indicators'];
const missing = media('Hidden from this person', 'application/problem+json');
const refused = media('Not allowed', 'application/problem+json');
const invalid = media('What is written cannot be used', 'application/problem+json');
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const Done = z.object({ kept: z.int() });

const figures = createRoute({
  method: 'get',
  path: '/api/indicators',
  tags,
  summary: 'Every indicator of a region with its target, the year before and its trend',
  request: { query: shapes.FiguresQuery },
  responses: { 200: json(shapes.Figures, 'The figures'), 404: missing },
});
const rows = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/rows',
  tags,
  summary: 'The rows behind a figure, those that ask for action first',
  request: { params: shapes.Id, query: shapes.RowsQuery },
  responses: { 200: json(shapes.Basis, 'The rows'), 404: missing },
});
const ranking = createRoute({
  method: 'get',
  path: '/api/indicators/{id}/ranking',
  tags,
  summary: 'One indicator for each county, or each township of a county, best first',
  request: { params: shapes.Id, query: shapes.FiguresQuery },
  responses: { 200: json(shapes.Ranking, 'The ranking'), 404: missing },
});
const setTarget = createRoute({
  method: 'put',
  path: '/api/indicator-targets',
  tags,
  summary: 'Set what an indicator should reach in a year',
  request: { query: query({}), body: body(shapes.NewTarget) },
  responses: { 200: json(Done, 'Set'), 403: refused, 404: missing, 422: invalid },
});
const setInput = createRoute({
  method: 'put',
  path: '/api/indicator-inputs',
  tags,
  summary: 'Write down a figure that the register cannot know',
  request: { query: query({}), body: body(shapes.NewInput) },
  responses: { 200: json(Done, 'Written'), 403: refused, 404: missing, 422: invalid },
});
const freeze = createRoute({
  method: 'post',
  path: '/api/indicators/freeze',
  tags,
  summary: 'Close a month: its figures are kept as they are now, provisional or confirmed',
  request: { query: query({}), body: body(shapes.Freeze) },
  responses: {
    200: json(Done, 'Closed'),
    403: refused,
    404: missing,
    409: media('The month was closed in this state, or is not over', 'application/problem+json'),
    422: invalid,
  },
});

const PRIVATE = { 'Cache-Control': 'no-store' };
const READ_ONLY = { readOnly: true } as const;
const SLOW = { timeoutMs: 120_000 } as const;

/** Refuses whoever may not write the whole city's figures. */
export function mustWriteForCity(who: Who): void {
  readingOf('accidents', who);
  if (!['planner', 'admin'].includes(who.role) || who.regions !== null || who.sectors !== null)
    throw new Failure('forbidden');
}

/** The routes of indicators; `now` is the moment by which months are over. */
export function indicatorRoutes(services: Services, now: () => Date = () => new Date()) {
  const asked = ({ month, span, region }: z.output<typeof shapes.FiguresQuery>) => ({
    month: month ?? chinaDay(now()).slice(0, 7),
    span,
    region,
  });
  return router()
    .openapi(figures, async (c) => {
      const { who } = c.var;
      readingOf('accidents', who);
      const { month, span, region: code } = asked(c.req.valid('query'));
      const answer = await services.database.as(
        who,
        async (session) => {
          const region = await regionOf(session, code);
          return { region, figures: await readFigures(session, { month, span, region }) };
        },
        { ...READ_ONLY, ...SLOW },
      );
      const closed = month < chinaDay(now()).slice(0, 7);
      const { code: regionCode, name, nameEn } = answer.region;
      return c.json(
        {
          month,
          span,
          region: { code: regionCode, name, nameEn },
          asOf: now().toISOString(),
          closed,
          figures: answer.figures,
        },
        200,
        PRIVATE,
      );
    })
    .openapi(rows, async (c) => {
      const { who } = c.var;
      readingOf('accidents', who);
      const valid = c.req.valid('query');
      const { month, span, region: code } = asked(valid);
      const answer = await services.database.as(
        who,
        async (session) => {
          const region = await regionOf(session, code);
          return basisRows(session, c.req.valid('param').id, {
            month,
            span,
            region: region.code,
            limit: valid.limit,
          });
        },
        READ_ONLY,
      );
      return c.json(answer, 200, PRIVATE);
    })
    .openapi(ranking, async (c) => {
      const { who } = c.var;
      readingOf('accidents', who);
      const { month, span, region: code } = asked(c.req.valid('query'));
      const indicator = INDICATORS.find(({ id }) => id === c.req.valid('param').id)!;
      const answer = await services.database.as(
        who,
        async (session) =>
          readRanking(session, indicator, { month, span, region: await regionOf(session, code) }),
        READ_ONLY,
      );
      return c.json(answer, 200, PRIVATE);
    })
    .openapi(setTarget, async (c) => {
      mustWriteForCity(c.var.who);
      const { indicator, year, region, measure, comparator, target, binding, source } = c.req.valid('json');
      await services.database.as({ ...c.var.who, why: 'indicator target' }, async (session) => {
        await mustExist(session, region);
        await session.query(
          `insert into fourcolor.indicator_targets
  (indicator, year, region_code, measure, comparator, target, binding, source)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (indicator, year, region_code, measure) do update
  set comparator = excluded.comparator, target = excluded.target, binding = excluded.binding, source = excluded.source`,
          [indicator, year, region, measure, comparator, target, binding, source],
        );
      });
      return c.json({ kept: 1 }, 200, PRIVATE);
    })
    .openapi(setInput, async (c) => {
      mustWriteForCity(c.var.who);
      const { name, region, month, value, state, source, cutoff } = c.req.valid('json');
      await services.database.as({ ...c.var.who, why: 'figure from outside' }, async (session) => {
        await mustExist(session, region);
        await session.query(
          `insert into fourcolor.indicator_inputs (name, region_code, month, value, state, source, cutoff)
values ($1, $2, ($3 || '-01')::date, $4, $5, $6, $7::date)
on conflict (name, region_code, month) do update
  set value = excluded.value, state = excluded.state, source = excluded.source, cutoff = excluded.cutoff`,
          [name, region, month, value, state, source, cutoff],
        );
      });
      return c.json({ kept: 1 }, 200, PRIVATE);
    })
    .openapi(freeze, async (c) => {
      const { who } = c.var;
      mustWriteForCity(who);
      const { month, state, cutoff } = c.req.valid('json');
      if (month >= chinaDay(now()).slice(0, 7))
        throw new Failure('conflict', {
          detail: { zh: `${month} 还没有过完，不能封存`, en: `${month} is not over and cannot be closed` },
        });
      const kept = await services.database.as(
        { ...who, why: `close ${month} (${state})` },
        async (session) => {
          const [there] = await session.query(
            `select 1 as one
from fourcolor.indicator_values
where month = ($1 || '-01')::date
  and state = $2
limit 1`,
            [month, state],
          );
          if (there)
            throw new Failure('conflict', {
              detail: {
                zh: `${month} 的${state === 'confirmed' ? '核定' : '快报'}数已经封存，不能再改`,
                en: `The ${state} figures of ${month} are closed and stay as they are`,
              },
            });
          return freezeMonth(session, { month, state, cutoff, by: who.userId });
        },
        SLOW,
      );
      return c.json({ kept }, 200, PRIVATE);
    });
}

async function mustExist(session: Parameters<typeof regionOf>[0], code: string): Promise<void> {
  const [found] = await session.query('select 1 as one from fourcolor.regions where code = $1', [code]);
  if (!found)
    throw new Invalid(
      valueProblem('/region', 'choice', { zh: `没有这个区域：${code}`, en: `There is no region ${code}` }),
    );
}
