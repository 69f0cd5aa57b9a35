/** The figures of one region: live, against the year before, against targets, and as months were closed. */
import { INDICATORS } from '../../data/indicators/definitions.ts';
import { type Comparator, changeOf, isMet, monthLater, monthsUntil } from '../../data/indicators/figure.ts';
import type { Session } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { figureOf, gdpByMonth, gdpOfRegions, monthSums, type Span, spanStart } from './sums.ts';

const TREND_MONTHS = 24;

export interface Asked {
  readonly month: string;
  readonly span: Span;
  readonly region: Region;
}
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: string;
}

interface FrozenRow {
  readonly indicator: string;
  readonly month: string;
  readonly state: 'provisional' | 'confirmed';
  readonly value: number | null;
  readonly over: number | null;
  readonly under: number | null;
  readonly cutoff: string;
  readonly frozenAt: string;
}
interface TargetRow {
  readonly indicator: string;
  readonly measure: 'value' | 'change';
  readonly comparator: Comparator;
  readonly target: number;
  readonly binding: boolean;
  readonly source: string;
}

/** The region of a code, or the widest one that the reader sees. Throws NotFound outside the scope. */
export async function regionOf(session: Session, code: string | undefined): Promise<Region> {
  const [region] = await session.query<Region>(
    `select code, name, name_en as "nameEn", level
from fourcolor.regions
where ${code ? 'code = $1' : `level <> 'cell'`}
order by array_position(array['city', 'county', 'township', 'village'], level), code
limit 1`,
    code ? [code] : [],
  );
  if (!region) throw new NotFound();
  return region;
}

/** Every indicator of a region. */
export async function readFigures(session: Session, { month, span, region }: Asked) {
  const months = monthsUntil(month, TREND_MONTHS);
  // the same span of the year before begins earlier than the trend when the year is nearly over
  const from = [months[0]!, monthLater(spanStart(month, span), -12)].sort()[0]!;
  const gdp = await gdpByMonth(session, region.code);
  const frozen = await session.query<FrozenRow>(
    `select indicator, to_char(month, 'YYYY-MM') as month, state, value, over, under, cutoff, frozen_at as "frozenAt"
from fourcolor.indicator_values
where region_code = $1
  and month between ($2 || '-01')::date and ($3 || '-01')::date
order by state`,
    [region.code, monthLater(months[0]!, -12), month],
  );
  const targets = await session.query<TargetRow>(
    `select indicator, measure, comparator, target, binding, source
from fourcolor.indicator_targets
where region_code = $1
  and year = $2
order by measure`,
    [region.code, Number(month.slice(0, 4))],
  );
  const figures = [];
  for (const indicator of INDICATORS) {
    const sums = await monthSums(session, indicator.id, { from, to: month, region: region.code });
    const own = frozen.filter((row) => row.indicator === indicator.id);
    // the confirmed figure counts where there is one
    const closed = (at: string) =>
      own.find((row) => row.month === at && row.state === 'confirmed') ?? own.find((row) => row.month === at);
    const now = figureOf(indicator, sums, gdp, month, span);
    const past = monthLater(month, -12);
    const before =
      indicator.over === 'stock'
        ? (closed(past)?.value ?? null)
        : figureOf(indicator, sums, gdp, past, span).value;
    const changePercent = changeOf(now.value, before);
    figures.push({
      ...indicator,
      value: now.value,
      counted: now.over,
      among: now.under,
      before,
      changePercent,
      targets: targets
        .filter((row) => row.indicator === indicator.id)
        .map(({ indicator: _, ...row }) => ({
          ...row,
          met: isMet(row.measure === 'value' ? now.value : changePercent, row.comparator, row.target),
        })),
      trend: months.map((at) => {
        const kept = closed(at);
        return {
          month: at,
          value:
            kept?.value ??
            (indicator.over === 'stock'
              ? at === month
                ? now.value
                : null
              : figureOf(indicator, sums, gdp, at, 'month').value),
          frozen: kept !== undefined,
        };
      }),
      frozen: own.filter((row) => row.month === month).map(({ indicator: _, month: __, ...row }) => row),
    });
  }
  return figures;
}

/** A region in a ranking, before it has its rank. */
interface Ranked {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  readonly counted: number;
  readonly among: number | null;
  readonly before: number | null;
  readonly changePercent: number | null;
}

/** One indicator for each county (or township, below a county), best first; without a value they come last, unranked. */
export async function readRanking(
  session: Session,
  indicator: (typeof INDICATORS)[number],
  { month, span, region }: Asked,
) {
  const level = region.level === 'city' ? ('county' as const) : ('township' as const);
  const digits = level === 'county' ? 6 : 9;
  const past = monthLater(month, -12);
  const regions = await session.query<{ code: string; name: string }>(
    `select code, name
from fourcolor.regions
where level = $1
  and code like fourcolor.region_prefix($2::text) || '%'
order by code`,
    [level, region.code],
  );
  const sums = await monthSums(session, indicator.id, {
    from: monthLater(spanStart(month, span), -12),
    to: month,
    region: region.code,
    partDigits: digits,
  });
  const gdps =
    indicator.kind === 'per_gdp'
      ? await gdpOfRegions(
          session,
          regions.map(({ code }) => code),
        )
      : null;
  const rows: Ranked[] = [];
  for (const { code, name } of regions) {
    const own = sums.filter(({ part }) => part === code.slice(0, digits));
    const gdp = gdps?.get(code) ?? new Map<string, number>();
    const now = figureOf(indicator, own, gdp, month, span);
    const before = indicator.over === 'stock' ? null : figureOf(indicator, own, gdp, past, span).value;
    rows.push({
      code,
      name,
      value: now.value,
      counted: now.over,
      among: now.under,
      before,
      changePercent: changeOf(now.value, before),
    });
  }
  const sign = indicator.better === 'higher' ? -1 : 1;
  rows.sort((a, b) =>
    a.value === null || b.value === null
      ? Number(a.value === null) - Number(b.value === null) || a.code.localeCompare(b.code)
      : sign * (a.value - b.value) || a.code.localeCompare(b.code),
  );
  return {
    level,
    rows: rows.map((row) => ({
      // equal values share a rank
      rank: row.value === null ? null : rows.findIndex((other) => other.value === row.value) + 1,
      ...row,
    })),
  };
}
