/** By what a summary divides: a field, the layer's kinds, or the regions of a level. */
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import type { Field, Text } from '../../data/layer.ts';
import { REGION_LEVELS, type RegionLevel } from '../../data/layers/regions.ts';
import { valueProblem } from '../../data/problem.ts';
import { Invalid } from '../failure.ts';
import { column, type Reading } from '../reading.ts';

/** Cities without prefectures: their own code has two digits (GB/T 2260). */
const MUNICIPALITIES = `('11', '12', '31', '50')`;

export interface Grouping {
  /** As it was asked. */
  readonly name: string;
  /** Set for regions. */
  readonly level: RegionLevel | undefined;
  /** SQL of the group of a row, or undefined where the layer has no such field: all its rows are in the group null. */
  expression(reading: Reading): string | undefined;
  /** The words for a group; undefined where the value speaks for itself, and for regions. */
  label(reading: Reading, value: string | number | null): Text | undefined;
}

/** The groupings of a summary. Throws Invalid for a name that none of the layers knows. */
export function groupingsOf(names: readonly string[], readings: readonly Reading[]): Grouping[] {
  return names.map((name, index) => {
    const grouping = groupingOf(name);
    if (!grouping || readings.every((reading) => grouping.expression(reading) === undefined)) {
      throw new Invalid(valueProblem(`/inputs/groupBy${names.length > 1 ? `/${index}` : ''}`, 'choice'));
    }
    return grouping;
  });
}

function groupingOf(name: string): Grouping | undefined {
  if (name.startsWith('region:')) {
    const level = REGION_LEVELS.find(({ id }) => name === `region:${id}`)?.id;
    if (!level) return undefined;
    const expression = (reading: Reading) =>
      reading.fields.includes(reading.layer.regionField)
        ? regionSql(column(reading.layer.regionField), level)
        : undefined;
    return { name, level, expression, label: () => undefined };
  }
  const fieldName = (reading: Reading) => (name === 'kind' ? (reading.layer.kindField ?? name) : name);
  const field = (reading: Reading): Field | undefined =>
    reading.fields.includes(fieldName(reading)) ? reading.layer.fields[fieldName(reading)] : undefined;
  return {
    name,
    level: undefined,
    expression: (reading) => (field(reading) ? column(fieldName(reading)) : undefined),
    label: (reading, value) =>
      name === 'grade'
        ? GRADE_WORDS[String(value) as GradeKey]
        : field(reading)?.dictionary?.find(({ id }) => id === value),
  };
}

/** The code of the region of this level around a stored code; null for a code of a higher level. */
function regionSql(code: string, level: RegionLevel): string {
  switch (level) {
    case 'city':
      return `case when left(${code}, 2) in ${MUNICIPALITIES} then rpad(left(${code}, 2), 12, '0')
    when substr(${code}, 3, 2) <> '00' then rpad(left(${code}, 4), 12, '0') end`;
    case 'county':
      return prefixSql(code, 6, 2);
    case 'township':
      return prefixSql(code, 9, 3);
    case 'village':
      return prefixSql(code, 12, 3);
    case 'cell':
      return `case when length(${code}) = 14 then ${code} end`;
  }
}

/** The first digits, padded; null where the level's own digits are zero. */
const prefixSql = (code: string, digits: number, own: number) =>
  `case when substr(${code}, ${digits - own + 1}, ${own}) <> '${'0'.repeat(own)}' then rpad(left(${code}, ${digits}), 12, '0') end`;
