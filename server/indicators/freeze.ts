/** Closes a month: every indicator of the city and its counties as it is now, with the rows of the city's figures. */
import { INDICATORS } from '../../data/indicators/definitions.ts';
import { figureValue } from '../../data/indicators/figure.ts';
import type { Session } from '../db/database.ts';
import { basisRows, gdpByMonth, gdpOf, monthSums, partsOf } from './sums.ts';

/** Rows kept beside a figure; a ratio over a whole register keeps those that do not count first. */
const KEPT_ROWS = 10_000;

interface Closing {
  readonly month: string;
  readonly state: 'provisional' | 'confirmed';
  readonly cutoff: string;
  readonly by: string | null;
}

/** How many figures were kept. A month that was closed in this state fails by the table's uniqueness. */
export async function freezeMonth(session: Session, { month, state, cutoff, by }: Closing): Promise<number> {
  const regions = await session.query<{ code: string; level: string }>(
    `select code, level
from fourcolor.regions
where level in ('city', 'county')
order by code`,
  );
  let kept = 0;
  for (const indicator of INDICATORS) {
    for (const { code, level } of regions) {
      const sums = await monthSums(session, indicator.id, { from: month, to: month, region: code });
      const parts = partsOf(indicator, sums, month, 'month');
      const under =
        indicator.kind === 'per_gdp' ? gdpOf(await gdpByMonth(session, code), month, 'month') : parts.under;
      const basis =
        level === 'city'
          ? await basisRows(session, indicator.id, { month, span: 'month', region: code, limit: KEPT_ROWS })
          : null;
      await session.query(
        `insert into fourcolor.indicator_values
  (indicator, region_code, month, state, cutoff, value, over, under, basis, frozen_by)
values ($1, $2, ($3 || '-01')::date, $4, $5::date, $6::double precision, $7::double precision,
  $8::double precision, $9::jsonb, $10)`,
        [
          indicator.id,
          code,
          month,
          state,
          cutoff,
          figureValue(indicator, { over: parts.over, under }),
          parts.over,
          under,
          basis &&
            JSON.stringify({
              total: basis.total,
              rows: basis.rows.map((row) => [
                row.layer,
                row.id,
                row.name,
                row.regionCode,
                row.counted,
                row.weight,
              ]),
            }),
          by,
        ],
      );
      kept++;
    }
  }
  return kept;
}
