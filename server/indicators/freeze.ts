/** Closes a month: every indicator of the city and its counties as it is now, with the rows of the city's figures. */
import { INDICATORS, type IndicatorId } from '../../data/indicators/definitions.ts';
import type { Session } from '../db/database.ts';
import { basisRows, figureOf, gdpOfRegions, monthSums } from './sums.ts';

/** Rows kept beside a figure; a ratio over a whole register keeps those that do not count first. */
const KEPT_ROWS = 10_000;

interface Closing {
  readonly month: string;
  readonly state: 'provisional' | 'confirmed';
  readonly cutoff: string;
  readonly by: string | null;
}

interface Region {
  readonly code: string;
  readonly level: string;
  /** Leading digits of the codes of all within it. */
  readonly prefix: string;
}

/**
 * How many figures were kept. A month that was closed in this state fails by the table's uniqueness. Each indicator is
 * summed once, by county; a city is the sum of its counties.
 */
export async function freezeMonth(session: Session, closing: Closing): Promise<number> {
  const { month } = closing;
  const regions = await session.query<Region>(
    `select code, level, fourcolor.region_prefix(code) as prefix
from fourcolor.regions
where level in ('city', 'county')
order by code`,
  );
  const gdps = await gdpOfRegions(
    session,
    regions.map(({ code }) => code),
  );
  let kept = 0;
  for (const indicator of INDICATORS) {
    const sums = await monthSums(session, indicator.id, {
      from: month,
      to: month,
      region: null,
      partDigits: 6,
    });
    const rows = [];
    for (const { code, level, prefix } of regions) {
      const own = sums.filter(({ part }) => part?.startsWith(prefix));
      const gdp = gdps.get(code) ?? new Map<string, number>();
      const { value, over, under } = figureOf(indicator, own, gdp, month, 'month');
      const basis = level === 'city' ? await basisOf(session, indicator.id, month, code) : null;
      rows.push({ code, value, over, under, basis });
    }
    await insert(session, indicator.id, rows, closing);
    kept += rows.length;
  }
  return kept;
}

/** The rows of a city's figure, as they are kept beside it. */
async function basisOf(session: Session, indicator: IndicatorId, month: string, region: string) {
  const { total, rows } = await basisRows(session, indicator, {
    month,
    span: 'month',
    region,
    limit: KEPT_ROWS,
  });
  return {
    total,
    rows: rows.map((row) => [row.layer, row.id, row.name, row.regionCode, row.counted, row.weight]),
  };
}

async function insert(
  session: Session,
  indicator: IndicatorId,
  rows: readonly object[],
  { month, state, cutoff, by }: Closing,
): Promise<void> {
  await session.query(
    `insert into fourcolor.indicator_values
  (indicator, region_code, month, state, cutoff, value, over, under, basis, frozen_by)
select $1, code, ($2 || '-01')::date, $3, $4::date, value, over, under, nullif(basis, 'null'::jsonb), $5
from jsonb_to_recordset($6::jsonb) as r (
  code text, value double precision, over double precision, under double precision, basis jsonb
)`,
    [indicator, month, state, cutoff, by, JSON.stringify(rows)],
  );
}
