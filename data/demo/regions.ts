/** The regions of the demo city as records: borders, people, and the risk index from their enterprises. */
import type { MultiPolygon } from 'geojson';
import type { Grade, GradeState } from '../grade.ts';
import { cellIndexFromSums, gradeOfIndex, objectScore, parentIndex } from '../grading/region.ts';
import type { RegionLevel } from '../layers/regions.ts';
import { authalicAreaKm2 } from './area.ts';
import { addDays } from './days.ts';
import type { DemoEnterprise } from './enterprises.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Mesh } from './mesh.ts';
import { hash2 } from './random.ts';
import { mergeFaces } from './rings.ts';
import type { Settling } from './settling.ts';

export interface DemoRegion {
  code: string;
  name: string;
  nameEn: string;
  level: RegionLevel;
  parentCode: string | null;
  population: number;
  areaKm2: number;
  /** WGS84 lon/lat. */
  geometry: MultiPolygon;
  /** Regional risk index, 0–100. */
  score: number | null;
  grade: Grade | null;
  gradeState: GradeState;
  assessedOn: string | null;
  reviewDue: string | null;
}

const UPWARD = ['cell', 'village', 'township', 'county', 'city'] as const satisfies readonly RegionLevel[];

/**
 * Records of all levels, parents before children. Townships in `unassessed` have no score, nor has anything inside
 * them; their parents are scored over the other children.
 */
export function buildRegions(
  mesh: Mesh,
  hierarchy: Hierarchy,
  settling: Settling,
  enterprises: readonly DemoEnterprise[],
  faceOf: Int32Array,
  unassessed: ReadonlySet<number>,
  today: string,
): DemoRegion[] {
  const { levels } = hierarchy;
  const cellOf = new Int32Array(mesh.sites.length);
  levels.cell.forEach((cell, i) => {
    for (const face of cell.faces) cellOf[face] = i;
  });
  const worst = new Float64Array(levels.cell.length);
  const sum = new Float64Array(levels.cell.length);
  enterprises.forEach((enterprise, i) => {
    if (enterprise.grade === null) return;
    const cell = cellOf[faceOf[i]!]!;
    const score = objectScore(enterprise.grade);
    worst[cell] = Math.max(worst[cell]!, score);
    sum[cell]! += score;
  });

  const geometry = {} as Record<RegionLevel, MultiPolygon[]>;
  const areaKm2 = {} as Record<RegionLevel, number[]>;
  const population = {} as Record<RegionLevel, number[]>;
  const score = {} as Record<RegionLevel, (number | null)[]>;
  UPWARD.forEach((level, rank) => {
    const units = levels[level];
    const groupOf = new Int32Array(mesh.sites.length);
    units.forEach((unit, i) => {
      for (const face of unit.faces) groupOf[face] = i;
    });
    geometry[level] = mergeFaces(mesh, groupOf, units.length);
    areaKm2[level] = geometry[level].map((shape) => authalicAreaKm2(shape.coordinates));
    if (rank === 0) {
      population.cell = units.map((unit) =>
        Math.round(unit.faces.reduce((n, face) => n + settling.population[face]!, 0)),
      );
      score.cell = units.map((unit, i) =>
        unassessed.has(levels.village[unit.parent]!.parent)
          ? null
          : cellIndexFromSums(worst[i]!, sum[i]!, areaKm2.cell[i]!),
      );
      return;
    }
    const below = UPWARD[rank - 1]!;
    const people = units.map(() => 0);
    const children: { index: number; weight: number }[][] = units.map(() => []);
    levels[below].forEach((child, c) => {
      people[child.parent]! += population[below][c]!;
      const index = score[below][c]!;
      if (index !== null) children[child.parent]!.push({ index, weight: population[below][c]! });
    });
    population[level] = people;
    score[level] = children.map((list) => parentIndex(list));
  });

  return [...UPWARD].reverse().flatMap((level, depth) =>
    levels[level].map((unit, i): DemoRegion => {
      const index = score[level][i]!;
      const rounded = index === null ? null : Math.round(index * 1000) / 1000;
      const seed = hash2(i, depth + 70);
      // Most were assessed in the last months; a few are past their yearly review.
      const late = depth > 1 && seed % 97 === 0;
      const assessedOn =
        rounded === null ? null : addDays(today, -(late ? 366 + (seed % 40) : 6 + (seed % 120)));
      return {
        code: unit.code,
        name: unit.name.zh,
        nameEn: unit.name.en,
        level,
        parentCode: unit.parent < 0 ? null : levels[[...UPWARD].reverse()[depth - 1]!][unit.parent]!.code,
        population: population[level][i]!,
        areaKm2: areaKm2[level][i]!,
        geometry: geometry[level][i]!,
        score: rounded,
        grade: rounded === null ? null : gradeOfIndex(rounded),
        gradeState: rounded === null ? 'not_assessed' : late ? 'overdue' : 'current',
        assessedOn,
        reviewDue: assessedOn === null ? null : addDays(assessedOn, 365),
      };
    }),
  );
}
