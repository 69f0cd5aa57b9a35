/** What lies inside a region, by grade: its enterprises for staff, its parts for everybody. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { RegionLevel } from '../../data/layers/regions.ts';
import { countItems } from '../api.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { GradeCounts } from './grade-counts.tsx';

/** Digits of a code that name a region of each level; its parts begin with them. */
const DIGITS: Readonly<Record<RegionLevel, number>> = {
  city: 4,
  county: 6,
  township: 9,
  village: 12,
  cell: 14,
};
const PARTS: Partial<Record<RegionLevel, RegionLevel>> = {
  city: 'county',
  county: 'township',
  township: 'village',
};

export function RegionCounts({ code, level, staff }: { code: string; level: RegionLevel; staff: boolean }) {
  const { t } = useLanguage();
  const parts = PARTS[level];
  const layer = staff ? 'enterprises' : 'regions';
  const inside = staff ? `region_code like '${code.slice(0, DIGITS[level])}%'` : `parent_code = '${code}'`;
  const key = staff || parts ? `${layer} ${inside}` : null;
  const counts = useRemote(key, (signal) => countByGrade(layer, inside, signal), key);
  if (!counts.data) return null;
  return (
    <section className="card-counts">
      <h3>{staff || !parts ? t.inside : t.children(t.level[parts])}</h3>
      <GradeCounts counts={counts.data} />
    </section>
  );
}

async function countByGrade(
  layer: string,
  inside: string,
  signal: AbortSignal,
): Promise<Record<GradeKey, number>> {
  const counts = await Promise.all(
    GRADE_KEYS.map((key) =>
      countItems(layer, `${inside} and grade ${key === 'null' ? 'is null' : `= ${key}`}`, signal),
    ),
  );
  return Object.fromEntries(GRADE_KEYS.map((key, i) => [key, counts[i] ?? 0])) as Record<GradeKey, number>;
}
