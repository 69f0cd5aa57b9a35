/** The index of every region that hangs on changed objects: cells from their objects, the others from their children. */
import type { Grade, GradeState } from '../../data/grade.ts';
import {
  cellIndex,
  gradeOfIndex,
  parentIndex,
  type RegionIndexConstants,
} from '../../data/grading/region.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';
import type { GradingSettings } from '../../data/ledger/settings.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { type CountedObject, countedObjects } from './counted-objects.ts';
import { explainRegion } from './region-explanation.ts';
import type { Verdict } from './verdict.ts';

export interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
  readonly population: number | null;
  readonly areaKm2: number;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly state: GradeState;
  readonly source: string;
  /** Dangers under listed supervision in it and in whatever is inside it. */
  readonly supervised: number;
}

export interface Child {
  readonly code: string;
  readonly name: string;
  readonly score: number;
  readonly grade: Grade | null;
  readonly weight: number;
}

/** What a region's index was computed from. */
export interface RegionBasis {
  readonly region: Pick<RegionRow, 'code' | 'name' | 'level' | 'areaKm2'>;
  /** Objects that lie in it and in none of its parts. */
  readonly objects: readonly CountedObject[];
  readonly children: readonly Child[];
  /** What the weights of the children are. */
  readonly weighed: 'population' | 'area' | 'equal';
  readonly floor: Grade | null;
  readonly index: number;
  readonly grade: Grade;
}

const UPWARD: readonly RegionLevel[] = ['cell', 'village', 'township', 'county', 'city'];
const columns = `code, name, level, parent_code as parent, population, area_km2 as "areaKm2", score, grade,
  grade_state as state, source, fourcolor.supervised_dangers_in(code) as supervised`;

/** Three decimals are kept, and the grade follows from what is kept. */
export const rounded = (index: number): number => Math.round(index * 1000) / 1000;

export interface RegionOptions {
  readonly settings: GradingSettings;
  readonly constants: RegionIndexConstants;
  /** Also regions that nobody has assessed yet. */
  readonly assess: boolean;
}

/**
 * Verdicts of the finest regions named and of all above them, or of every region (null). A region that nobody has
 * assessed stays so unless asked. Runs as the engine.
 */
export async function regionVerdicts(
  session: Session,
  touched: readonly string[] | null,
  options: RegionOptions,
): Promise<{ readonly verdicts: Verdict[]; readonly objects: readonly CountedObject[] }> {
  if (touched?.length === 0) return { verdicts: [], objects: [] };
  const rows = touched ? await chainOf(session, touched) : await allRegions(session);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const childrenOf = groupedBy(rows, (row) => row.parent ?? '');
  // a region above keeps its own objects only if they lie in none of its parts: they name it themselves
  const wanted = touched ? rows.filter(({ code }) => isAsked(code, touched, byCode)) : rows;
  const objects = await countedObjects(
    session,
    options.settings,
    options.constants,
    touched ? wanted.map(({ code }) => code) : null,
  );
  const objectsOf = groupedBy(objects, ({ regionCode }) => regionCode);
  const indexOf = new Map<string, { score: number; grade: Grade } | null>(
    rows.map(({ code, score, grade }) => [code, score === null || grade === null ? null : { score, grade }]),
  );
  const verdicts: Verdict[] = [];
  for (const level of UPWARD) {
    for (const region of wanted.filter((row) => row.level === level)) {
      if (region.grade === null && !options.assess) continue;
      const own = objectsOf.get(region.code) ?? [];
      const parts = childrenOf.get(region.code) ?? [];
      const basis = basisOf(region, own, parts, indexOf, options);
      indexOf.set(region.code, { score: basis.index, grade: basis.grade });
      verdicts.push(verdictOf(region, basis, options.constants));
    }
  }
  return { verdicts, objects };
}

function basisOf(
  region: RegionRow,
  own: readonly CountedObject[],
  parts: readonly RegionRow[],
  indexOf: ReadonlyMap<string, { score: number; grade: Grade } | null>,
  { settings, constants }: RegionOptions,
): RegionBasis {
  const weighed = parts.every(({ population }) => population !== null) ? 'population' : 'area';
  const children = parts.flatMap((part): Child[] => {
    const index = indexOf.get(part.code);
    if (!index) return [];
    const weight = weighed === 'population' ? part.population! : part.areaKm2;
    return [{ code: part.code, name: part.name, score: index.score, grade: index.grade, weight }];
  });
  const direct = cellIndex(
    own.map(({ score }) => score),
    region.areaKm2,
    constants,
  );
  const above = parentIndex(children.map(({ score, weight }) => ({ index: score, weight })));
  const index = rounded(above === null ? direct : own.length === 0 ? above : Math.max(above, direct));
  const floor = region.supervised > 0 ? settings.floors.supervisedDanger : null;
  return {
    region,
    objects: own,
    children,
    weighed,
    floor,
    index,
    grade: gradeOfIndex(index, floor ?? undefined, constants),
  };
}

function verdictOf(region: RegionRow, basis: RegionBasis, constants: RegionIndexConstants): Verdict {
  return {
    layer: 'regions',
    id: region.code,
    name: region.name,
    source: region.source,
    sector: null,
    regionCode: region.code,
    before: { grade: region.grade, score: region.score, state: region.state },
    grade: basis.grade,
    score: basis.index,
    declared: null,
    decided: true,
    explain: () => explainRegion(basis, constants),
  };
}

function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

/** Whether the region is one of those touched or lies above one. */
function isAsked(code: string, touched: readonly string[], byCode: ReadonlyMap<string, RegionRow>): boolean {
  return touched.some((leaf) => {
    for (let at: string | null = leaf; at !== null; at = byCode.get(at)?.parent ?? null) {
      if (at === code) return true;
    }
    return false;
  });
}

const allRegions = (session: Session): Promise<RegionRow[]> =>
  session.query<RegionRow>(`select ${columns}
from fourcolor.regions`);

/** The regions touched, all above them, and the children of all those. */
function chainOf(session: Session, touched: readonly string[]): Promise<RegionRow[]> {
  const { values, add } = parameters();
  return session.query<RegionRow>(
    `with recursive chain as (
  select code, parent_code
  from fourcolor.regions
  where code = any(${add([...touched])}::text[])
  union
  select r.code, r.parent_code
  from fourcolor.regions as r
  join chain on chain.parent_code = r.code
)
select ${columns}
from fourcolor.regions
where code in (select code from chain)
  or parent_code in (select code from chain)`,
    values,
  );
}
