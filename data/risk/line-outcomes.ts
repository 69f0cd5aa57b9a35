/** The tables of a pipeline's outcomes, together for the field and one by one at a point. */
import type { WindRose } from '../tables/wind-rose.ts';
import type { Part } from './at-point.ts';
import { type LineTable, lineRiskAt, lineTable } from './line.ts';
import { type LineOutcome, lineSourceOf, type RiskPipeline } from './pipelines.ts';
import { footprintsOf, kernelOf, towardsOf } from './polar.ts';

/** The table of outcomes of one metre under a rose; null without outcomes. */
export function tableOf(outcomes: readonly LineOutcome[], rose: WindRose): LineTable | null {
  if (outcomes.length === 0) return null;
  const kernel = kernelOf(footprintsOf(outcomes, rose.weather), towardsOf(rose));
  return kernel.nodes === 0
    ? null
    : lineTable(
        kernel,
        outcomes.every(({ round }) => round),
      );
}

/** What each outcome of a pipeline adds at a point; those that add nothing are left out. */
export function linePartsAt(
  pipeline: RiskPipeline,
  parts: readonly Float64Array[],
  rose: WindRose,
  lon: number,
  lat: number,
): Part[] {
  const { id: unitId, name } = pipeline;
  return (lineSourceOf(pipeline)?.outcomes ?? []).flatMap((one) => {
    const table = tableOf([one], rose);
    const irPerYr = table ? lineRiskAt({ table, parts }, lon, lat) : 0;
    const { substance, scenario, outcome } = one;
    return irPerYr > 0 ? [{ unitId, name, substance, scenario, outcome, irPerYr }] : [];
  });
}
