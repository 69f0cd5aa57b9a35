/** Who makes the risk at a point: the parts of each outcome of a unit, as its kernel would give them there. */
import type { Text } from '../layer.ts';
import type { WindRose } from '../tables/wind-rose.ts';
import { offsetM, type RiskUnit, sourceOf } from './field.ts';
import type { Outcome, OutcomeId } from './outcomes.ts';
import { DIRECTIONS, degreesOf, nodeAt, nodeM, towardsOf } from './polar.ts';
import type { ScenarioId } from './release.ts';
import { ANGLES, addDegrees, RING, ringOf } from './rings.ts';

/** What one outcome of one unit adds at a point. */
export interface Part {
  readonly unitId: string;
  readonly name: string;
  readonly substance: Text;
  readonly scenario: ScenarioId;
  readonly outcome: OutcomeId;
  readonly irPerYr: number;
}

/** The parts of a unit at a point, lon/lat; outcomes that add nothing are left out. */
export function partsAt(unit: RiskUnit, rose: WindRose, lon: number, lat: number): Part[] {
  const source = sourceOf(unit);
  const towards = towardsOf(rose);
  const [eastM, northM] = offsetM(source, lon, lat);
  const { id: unitId, name } = unit;
  return source.outcomes.flatMap((one) => {
    const irPerYr = outcomeRisk(one, rose.weather, towards, eastM, northM);
    const { substance, scenario, outcome } = one;
    return irPerYr > 0 ? [{ unitId, name, substance, scenario, outcome, irPerYr }] : [];
  });
}

/** Risk of one outcome at a point: the four corners of the kernel's table about it, and nothing else of the table. */
export function outcomeRisk(
  outcome: Outcome,
  weather: WindRose['weather'],
  towards: Float64Array,
  eastM: number,
  northM: number,
): number {
  const at = nodeAt(Math.hypot(eastM, northM));
  const node = Math.floor(at);
  const degrees = degreesOf(eastM, northM);
  const bearing = Math.floor(degrees);
  const [f, g] = [at - node, degrees - bearing];
  const near = turnedRow(outcome, weather, node);
  const far = f > 0 ? turnedRow(outcome, weather, node + 1) : near;
  const corner = (row: Float64Array, towardsPoint: number) => {
    let sum = 0;
    for (let angle = 0; angle < ANGLES; angle++) {
      const risk = row[angle]!;
      if (risk === 0) continue;
      const left = towards[(towardsPoint - angle + DIRECTIONS) % DIRECTIONS]!;
      const right = towards[(towardsPoint + angle) % DIRECTIONS]!;
      sum += risk * (angle === 0 || angle === 180 ? left : left + right);
    }
    return sum;
  };
  const between = (row: Float64Array) =>
    (1 - g) * corner(row, bearing % DIRECTIONS) + g * corner(row, (bearing + 1) % DIRECTIONS);
  return (1 - f) * between(near) + f * between(far);
}

/** Frequency times lethality by degrees off the wind at a node. */
function turnedRow(outcome: Outcome, weather: WindRose['weather'], node: number): Float64Array {
  const row = new Float64Array(ANGLES);
  const samples = new Float64Array(RING);
  const ring = ringOf(nodeM(node));
  for (const air of weather) {
    const footprint = outcome.footprint(air);
    if (node > Math.ceil(nodeAt(footprint.reachM))) continue;
    samples.fill(0, footprint.ring(ring, samples));
    for (let j = 0; j < RING; j++) samples[j]! *= outcome.frequencyPerYear * air.share;
    addDegrees(samples, row);
  }
  return row;
}
