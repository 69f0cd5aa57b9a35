/** The risk that questions about siting start from: the units about a box with their kernels, and what it rests on. */
import type { z } from '@hono/zod-openapi';
import { riskAt } from '../data/risk/field.ts';
import type { Proposal } from '../data/risk/proposal.ts';
import { FIELD_NOTE, FIELD_SOURCES, fieldAssumptions } from '../data/risk/provenance.ts';
import type { Who } from './db/database.ts';
import type { Box } from './reading.ts';
import { roseOf } from './risk-field.ts';
import { type ReadyUnit, readyUnits } from './risk-kernels.ts';
import { type RiskUnits, readRiskUnits } from './risk-units.ts';
import type { Services } from './services.ts';
import type { TargetsOutputs, UnitShare } from './siting-contract.ts';

/** How sure the numbers are. */
export const CONFIDENCE = {
  zh: '不确定度因子 3–10；频率取自 CPR 18E 通用值，未按本地装置修正；物性与模型的验证见“模型验证”',
  en: 'Uncertain by a factor 3–10; generic frequencies of CPR 18E, not corrected for the plants here; for the validation of the models see its page',
} as const;

export interface Change {
  readonly add: readonly Proposal[];
  readonly remove: readonly string[];
  readonly pipelines: boolean;
}

export interface Ready extends Omit<RiskUnits, 'units'> {
  readonly found: RiskUnits['units'];
  readonly units: readonly ReadyUnit[];
}

/** The sources within reach of a box with their kernels, as this person sees them. Throws NotFound. */
export async function readyIn(services: Services, who: Who, box: Box, change: Change): Promise<Ready> {
  const { units: found, ...rest } = await readRiskUnits(services, who, box, change);
  return { ...rest, found, units: await readyUnits(found, services.demo) };
}

/** Who makes the risk at a point, greatest first; what is under a thousandth of it is left out. */
export function unitShares(
  units: readonly ReadyUnit[],
  lon: number,
  lat: number,
): { irPerYr: number; units: z.input<typeof UnitShare>[] } {
  const found: { unitId: string; name: string; irPerYr: number }[] = [];
  let irPerYr = 0;
  for (const unit of units) {
    const ir = riskAt([unit], lon, lat);
    if (ir === 0) continue;
    irPerYr += ir;
    found.push({ unitId: unit.id, name: unit.name, irPerYr: ir });
  }
  return {
    irPerYr,
    units: found
      .sort((a, b) => b.irPerYr - a.irPerYr || (a.unitId < b.unitId ? -1 : 1))
      .filter((one) => one.irPerYr >= 1e-3 * irPerYr)
      .slice(0, MOST_SHARES)
      .map((one) => ({ ...one, share: one.irPerYr / irPerYr })),
  };
}
const MOST_SHARES = 10;

type Basis = Pick<
  z.input<typeof TargetsOutputs>,
  'assumptions' | 'literature' | 'confidence' | 'missing' | 'note' | 'fieldVersion' | 'asOf'
>;

/** What every answer rests on. */
export function basisOf(
  services: Services,
  { units, version, asOf }: Ready,
  more: { readonly assumptions?: Basis['assumptions']; readonly literature?: readonly string[] } = {},
): Basis {
  return {
    assumptions: [...fieldAssumptions(roseOf(services)), ...(more.assumptions ?? [])],
    literature: [...FIELD_SOURCES, ...(more.literature ?? [])],
    confidence: CONFIDENCE,
    missing: units.flatMap(({ id, name, missing }) =>
      missing.length > 0 ? [{ unitId: id, name, missing: [...missing] }] : [],
    ),
    note: FIELD_NOTE,
    fieldVersion: version,
    asOf,
  };
}
