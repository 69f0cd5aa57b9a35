/** The plain reference of the risk field: every outcome, weather class and degree of wind summed at each cell. */
import type { Source } from '../../data/risk/field.ts';
import type { Footprint } from '../../data/risk/outcomes.ts';
import type { WindRose } from '../../data/tables/wind-rose.ts';

const DEGREE_M = (Math.PI / 180) * 6_371_008.8;

interface Term {
  readonly lon: number;
  readonly lat: number;
  readonly weight: number;
  readonly footprint: Footprint;
}

/** Everything that can be made ready before the first cell. */
export function termsOf(sources: readonly Source[], rose: WindRose): Term[] {
  return sources.flatMap(({ lon, lat, outcomes }) =>
    outcomes.flatMap((outcome) =>
      rose.weather.map((air) => ({
        lon,
        lat,
        weight: outcome.frequencyPerYear * air.share,
        footprint: outcome.footprint(air),
      })),
    ),
  );
}

const offset = (term: Term, lon: number, lat: number) =>
  [(lon - term.lon) * DEGREE_M * Math.cos((term.lat * Math.PI) / 180), (lat - term.lat) * DEGREE_M] as const;

/** Share of the year by whole bearing towards which the wind blows: linear between the sectors. */
function towardsOf({ from }: WindRose): number[] {
  const raw = Array.from({ length: 360 }, (_, to) => {
    const position = ((to + 180) % 360) / (360 / from.length);
    const low = Math.floor(position) % from.length;
    return from[low]! + (from[(low + 1) % from.length]! - from[low]!) * (position % 1);
  });
  const whole = raw.reduce((a, b) => a + b);
  return raw.map((share) => share / whole);
}

/** The quickest plain sum: one direction a degree, the footprints as they are. */
export function plainRisk(terms: readonly Term[], rose: WindRose, lon: number, lat: number): number {
  const towards = towardsOf(rose);
  let sum = 0;
  for (const term of terms) {
    const [east, north] = offset(term, lon, lat);
    for (let degree = 0; degree < 360; degree++) {
      const [sin, cos] = [Math.sin((degree * Math.PI) / 180), Math.cos((degree * Math.PI) / 180)];
      sum +=
        term.weight *
        towards[degree]! *
        term.footprint.lethality(east * sin + north * cos, east * cos - north * sin);
    }
  }
  return sum;
}

/** The same of the tabulated footprints: means over a degree at distances of 2 m × 1.03^k, linear between. */
export function tabulatedRisk(terms: readonly Term[], rose: WindRose, lon: number, lat: number): number {
  const towards = towardsOf(rose);
  const mean = ({ lethality }: Footprint, r: number, degrees: number) =>
    [-0.375, -0.125, 0.125, 0.375].reduce((sum, part) => {
      const angle = ((degrees + part) * Math.PI) / 180;
      return sum + lethality(r * Math.cos(angle), r * Math.sin(angle)) / 4;
    }, 0);
  let risk = 0;
  for (const term of terms) {
    const [east, north] = offset(term, lon, lat);
    const r = Math.max(2, Math.hypot(east, north));
    if (r > 1.03 * term.footprint.reachM) continue;
    const bearing = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
    const node = Math.log(r / 2) / Math.log(1.03);
    const [i, f] = [Math.floor(node), node - Math.floor(node)];
    const [b, g] = [Math.floor(bearing), bearing - Math.floor(bearing)];
    for (let to = 0; to < 360; to++)
      for (const [k, fk] of [
        [i, 1 - f],
        [i + 1, f],
      ] as const)
        for (const [c, gc] of [
          [b, 1 - g],
          [b + 1, g],
        ] as const)
          risk += term.weight * towards[to]! * fk * gc * mean(term.footprint, 2 * 1.03 ** k, c - to);
  }
  return risk;
}
