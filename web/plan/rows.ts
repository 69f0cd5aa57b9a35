/** The answer of a question as rows of one list: what they show, how they sort, and as CSV. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { REGION_LEVELS } from '../../data/layers/regions.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { Item, WithinAnswer } from '../api.ts';
import type { Counts } from '../explore/grade-counts.tsx';
import type { Lang } from '../map/props.ts';
import { nameIn } from '../parts/names.ts';

export interface Row {
  readonly layer: 'enterprises' | 'regions';
  readonly id: string;
  readonly item: Item;
  readonly grade: GradeKey;
  readonly name: string;
  /** Sector of an enterprise, level of a region. */
  readonly kind: string;
  readonly distanceM: number;
  /** Code of the township around an enterprise, of the parent of a region; null = in none. */
  readonly township: string | null;
  readonly assessed: string | null;
  readonly overdue: boolean;
}

export type Column = 'grade' | 'name' | 'kind' | 'distance' | 'assessed' | 'state';
export interface Sorting {
  readonly column: Column;
  readonly down: boolean;
}

export function rowsOf(answer: WithinAnswer, lang: Lang): Row[] {
  return (['enterprises', 'regions'] as const).flatMap((layer) =>
    (answer.layers[layer]?.features.features ?? []).map((item): Row => {
      const { properties } = item;
      const words = layer === 'enterprises' ? SECTORS : REGION_LEVELS;
      const kind = properties[layer === 'enterprises' ? 'sector' : 'level'];
      return {
        layer,
        id: item.id,
        item,
        grade: String(properties.grade) as GradeKey,
        name: nameIn(lang, String(properties.name ?? item.id), properties.name_en),
        kind: words.find(({ id }) => id === kind)?.[lang] ?? '–',
        distanceM: properties.distanceM ?? 0,
        township: around(item, layer),
        assessed: typeof properties.assessed_on === 'string' ? properties.assessed_on : null,
        overdue: properties.grade_state === 'overdue',
      };
    }),
  );
}

/** Sorted by one column, nearest first among equals. */
export function sorted(rows: readonly Row[], { column, down }: Sorting, lang: Lang): Row[] {
  const words = new Intl.Collator(lang === 'zh' ? 'zh' : 'en');
  const compare: Readonly<Record<Column, (a: Row, b: Row) => number>> = {
    grade: (a, b) => GRADE_KEYS.indexOf(a.grade) - GRADE_KEYS.indexOf(b.grade),
    name: (a, b) => words.compare(a.name, b.name),
    kind: (a, b) => words.compare(a.kind, b.kind),
    distance: (a, b) => a.distanceM - b.distanceM,
    assessed: (a, b) => (a.assessed ?? '').localeCompare(b.assessed ?? ''),
    state: (a, b) => Number(b.overdue) - Number(a.overdue),
  };
  return [...rows].sort((a, b) => (down ? -1 : 1) * compare[column](a, b) || a.distanceM - b.distanceM);
}

/** All that was found, added over the layers. */
export function totals(answer: WithinAnswer): { readonly count: number; readonly byGrade: Counts } {
  const parts = Object.values(answer.layers);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    byGrade: Object.fromEntries(
      GRADE_KEYS.map((key) => [key, parts.reduce((sum, { byGrade }) => sum + byGrade[key], 0)]),
    ) as Counts,
  };
}

/** The commonest kinds among the rows, most first. */
export function commonKinds(
  rows: readonly Row[],
  most: number,
): { readonly kind: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** The townships of the rows with their counts by grade, fullest first; `example` is one row of each. */
export function byTownship(
  rows: readonly Row[],
  most: number,
): { readonly code: string; readonly count: number; readonly byGrade: Counts; readonly example: Row }[] {
  const found = new Map<string, { count: number; byGrade: Record<GradeKey, number>; example: Row }>();
  for (const row of rows) {
    if (row.township === null) continue;
    const before = found.get(row.township);
    const part = before ?? { count: 0, byGrade: { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 }, example: row };
    part.count++;
    part.byGrade[row.grade]++;
    if (!before) found.set(row.township, part);
  }
  return [...found]
    .map(([code, part]) => ({ code, ...part }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

function around({ properties }: Item, layer: Row['layer']): string | null {
  const code = layer === 'enterprises' ? properties.region_code : properties.parent_code;
  if (typeof code !== 'string') return null;
  // the first nine digits of a code name its township
  return layer === 'enterprises' ? `${code.slice(0, 9)}000` : code;
}
