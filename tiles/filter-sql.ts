/** A filter as conditions over the columns of a layer. */
import type { Layer } from '../data/layer.ts';
import type { TileFilter } from './filter.ts';
import type { SqlParams } from './sql-params.ts';

/** Only the wanted grades; null stands for not assessed. A layer without grades has none to narrow by. */
export function gradeCondition(layer: Layer, filter: TileFilter, params: SqlParams): string[] {
  if (!filter.grade || !layer.graded) return [];
  const grades = filter.grade.filter((grade) => grade !== null);
  const parts = [`grade = any(${params.add(`{${grades.join(',')}}`)}::smallint[])`];
  if (filter.grade.includes(null)) parts.push('grade is null');
  return [`(${parts.join(' or ')})`];
}

/** Only the wanted sectors and kinds; a layer without the column has none of them. */
export function wordConditions(layer: Layer, filter: TileFilter, params: SqlParams): string[] {
  const among = (column: string | undefined, words: readonly string[] | undefined) => {
    if (!words) return [];
    if (column === undefined || !(column in layer.fields)) return ['false'];
    return [`${column} = any(${params.add(`{${words.join(',')}}`)}::text[])`];
  };
  return [
    ...among('sector', filter.sector),
    ...among(layer.kindField, filter.kind),
    ...whereCondition(filter, params),
  ];
}

/** What the reader's own condition asks. */
export function whereCondition({ where }: TileFilter, params: SqlParams): string[] {
  return where ? [where.sql(params.add)] : [];
}

/** Kinds and other words that are drawn only closer up stay out of far tiles. */
export function wordsFromZoom(layer: Layer, z: number, params: SqlParams): string[] {
  return Object.entries(layer.fields).flatMap(([name, field]) => {
    const later = field.dictionary?.filter((word) => (word.fromZoom ?? 0) > z).map((word) => word.id) ?? [];
    return later.length === 0
      ? []
      : [`(${name} <> all(${params.add(`{${later.join(',')}}`)}::text[]) or ${name} is null)`];
  });
}
