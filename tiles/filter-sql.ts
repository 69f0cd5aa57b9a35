/** A filter as conditions over the columns grade and sector. */
import type { TileFilter } from './filter.ts';
import type { SqlParams } from './sql-params.ts';

/** Only the wanted grades; null stands for not assessed. */
export function gradeCondition(filter: TileFilter, params: SqlParams): string[] {
  if (!filter.grade) return [];
  const grades = filter.grade.filter((grade) => grade !== null);
  const parts = [`grade = any(${params.add(`{${grades.join(',')}}`)}::smallint[])`];
  if (filter.grade.includes(null)) parts.push('grade is null');
  return [`(${parts.join(' or ')})`];
}

/** Only the wanted sectors. */
export function sectorCondition(filter: TileFilter, params: SqlParams): string[] {
  return filter.sector ? [`sector = any(${params.add(`{${filter.sector.join(',')}}`)}::text[])`] : [];
}
