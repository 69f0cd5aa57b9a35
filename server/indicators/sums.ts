/** What the rows of an indicator sum to, by month and by county, in the reader's scope. */
import { type Indicator, type IndicatorId, indicatorOf } from '../../data/indicators/definitions.ts';
import { figureValue, monthLater, type Parts } from '../../data/indicators/figure.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { ROWS_SQL } from './rows-sql.ts';

/** Months of a figure: the last one, or all of its year so far. */
export type Span = 'month' | 'year';

/** One row behind a figure. */
export interface BasisRow {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly at: string | null;
  readonly counted: boolean;
  readonly weight: number;
}

interface MonthSum {
  /** null for stock figures. */
  readonly month: string | null;
  readonly part: string | null;
  readonly over: number;
  readonly under: number;
}

const firstDay = (month: string) => `${month}-01`;

/** First month of a span that ends with `month`. */
export const spanStart = (month: string, span: Span): string =>
  span === 'year' ? `${month.slice(0, 4)}-01` : month;

/** Condition on `region_code` for a region and all within it; '' = the whole scope. */
function within(region: string | null, add: (value: unknown) => string): string {
  return region === null
    ? ''
    : `\nwhere region_code like fourcolor.region_prefix(${add(region)}::text) || '%'`;
}

/**
 * Sums by month of an indicator from `from` to the end of `to` ('YYYY-MM'); `partDigits` divides them by the leading
 * digits of the region's code (6 = county, 9 = township).
 */
export function monthSums(
  session: Session,
  indicator: IndicatorId,
  { from, to, region, partDigits }: { from: string; to: string; region: string | null; partDigits?: 6 | 9 },
): Promise<MonthSum[]> {
  const { values, add } = parameters();
  const rows = ROWS_SQL[indicator]({ from: add(firstDay(from)), to: add(firstDay(monthLater(to, 1))) }, add);
  // both placeholders are used, whatever the indicator asks
  const months = `$1::date < $2::date`;
  return session.query<MonthSum>(
    `select to_char(at, 'YYYY-MM') as month, ${partDigits ? `left(region_code, ${partDigits})` : 'null::text'} as part,
  coalesce(sum(weight) filter (where counted), 0) as over, coalesce(sum(weight), 0) as under
from (
${rows}
) as rows${within(region, add) || '\nwhere true'}
  and ${months}
group by 1, 2`,
    values,
  );
}

/** The rows of a figure, those that ask for action first. */
export async function basisRows(
  session: Session,
  indicator: IndicatorId,
  { month, span, region, limit }: { month: string; span: Span; region: string | null; limit: number },
): Promise<{ rows: BasisRow[]; total: number }> {
  const { values, add } = parameters();
  const rows = ROWS_SQL[indicator](
    { from: add(firstDay(spanStart(month, span))), to: add(firstDay(monthLater(month, 1))) },
    add,
  );
  const worst = indicatorOf(indicator)?.kind === 'ratio' ? 'counted' : 'weight desc';
  const found = await session.query<BasisRow & { total: number }>(
    `select layer, id, name, region_code as "regionCode", at, counted, weight, count(*) over () as total
from (
${rows}
) as rows${within(region, add) || '\nwhere true'}
  and $1::date < $2::date
order by ${worst}, at desc nulls last, id
limit ${add(limit)}::integer`,
    values,
  );
  return { rows: found.map(({ total: _, ...row }) => row), total: found[0]?.total ?? 0 };
}

/** Parts of a span from sums by month. */
export function partsOf(
  { over }: Pick<Indicator, 'over'>,
  sums: readonly MonthSum[],
  month: string,
  span: Span,
): Parts {
  const first = spanStart(month, span);
  const chosen =
    over === 'stock'
      ? sums
      : sums.filter((sum) => sum.month !== null && sum.month >= first && sum.month <= month);
  return {
    over: chosen.reduce((sum, one) => sum + one.over, 0),
    under: chosen.reduce((sum, one) => sum + one.under, 0),
  };
}

/** GDP of every month of a region that is known, 100 million yuan. */
export async function gdpByMonth(session: Session, region: string): Promise<ReadonlyMap<string, number>> {
  return (await gdpOfRegions(session, [region])).get(region) ?? new Map();
}

/** GDP of every month that is known, by region, 100 million yuan; a region of which nothing is known is absent. */
export async function gdpOfRegions(
  session: Session,
  regions: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const rows = await session.query<{ region: string; month: string; value: number }>(
    `select region_code as region, to_char(month, 'YYYY-MM') as month, value
from fourcolor.indicator_inputs
where name = 'gdp_100m_yuan'
  and region_code = any ($1::text[])`,
    [regions],
  );
  const found = new Map<string, Map<string, number>>();
  for (const { region, month, value } of rows) {
    const own = found.get(region) ?? new Map<string, number>();
    found.set(region, own.set(month, value));
  }
  return found;
}

/** The product of a span; null while a month of it is missing. */
export function gdpOf(gdp: ReadonlyMap<string, number>, month: string, span: Span): number | null {
  let sum = 0;
  for (let at = spanStart(month, span); at <= month; at = monthLater(at, 1)) {
    const one = gdp.get(at);
    if (one === undefined) return null;
    sum += one;
  }
  return sum;
}

/** A figure of a span with what it rests on. */
export function figureOf(
  indicator: Indicator,
  sums: readonly MonthSum[],
  gdp: ReadonlyMap<string, number>,
  month: string,
  span: Span,
): Parts & { readonly value: number | null } {
  const parts = partsOf(indicator, sums, month, span);
  const full: Parts =
    indicator.kind === 'per_gdp' ? { over: parts.over, under: gdpOf(gdp, month, span) } : parts;
  return { ...full, value: figureValue(indicator, full) };
}
