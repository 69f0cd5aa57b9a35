/** A layer's filter as parts that controls can show: read from CQL2 text and written as such, nothing lost between. */
import type { Filter, Scalar } from '../../../data/cql2/ast.ts';
import { parseFilter } from '../../../data/cql2/parse.ts';
import { printFilter } from '../../../data/cql2/print.ts';
import { FilterError } from '../../../data/cql2/tokens.ts';

export type Value = string | number | null;

export type Clause =
  /** One of the values; null = empty. */
  | { readonly as: 'in'; readonly field: string; readonly values: readonly Value[] }
  /** From the first, up to but without the second; null = open. Dates as YYYY-MM-DD. */
  | {
      readonly as: 'span';
      readonly field: string;
      readonly from: Value;
      readonly to: Value;
      readonly date: boolean;
    }
  | { readonly as: 'contains'; readonly field: string; readonly text: string }
  /** In one of the regions, by the leading digits of their codes. */
  | { readonly as: 'within'; readonly field: string; readonly prefixes: readonly string[] }
  /** The name, or its pinyin. */
  | { readonly as: 'named'; readonly text: string }
  | { readonly as: 'condition'; readonly name: string; readonly not: boolean }
  /** Written by somebody else: kept as it is. */
  | { readonly as: 'other'; readonly text: string };

/** What a clause is about: a filter holds one clause for each. */
export const keyOf = (clause: Clause): string =>
  clause.as === 'other'
    ? `other ${clause.text}`
    : clause.as === 'condition'
      ? `${clause.name}()`
      : clause.as === 'named'
        ? 'named()'
        : clause.field;

/** The parts of a filter; a text that cannot be read is one part of its own. */
export function readClauses(where: string | null): readonly Clause[] {
  if (where === null) return [];
  try {
    const filter = parseFilter(where);
    const whole = clauseOf(filter);
    return filter.op === 'and' && whole.as === 'other' ? filter.parts.map(clauseOf) : [whole];
  } catch (error) {
    if (error instanceof FilterError) return [{ as: 'other', text: where }];
    throw error;
  }
}

/** The text of a filter; null without parts. */
export function writeClauses(clauses: readonly Clause[]): string | null {
  const texts = clauses.map(textOf);
  if (texts.length === 0) return null;
  return texts.length === 1 ? texts[0]! : texts.map((text) => `(${text})`).join(' AND ');
}

/** The filter with one clause replaced or added; null takes it away. */
export function withClause(
  clauses: readonly Clause[],
  key: string,
  clause: Clause | null,
): readonly Clause[] {
  const at = clauses.findIndex((one) => keyOf(one) === key);
  if (at < 0) return clause ? [...clauses, clause] : clauses;
  return clause ? clauses.with(at, clause) : clauses.toSpliced(at, 1);
}

function textOf(clause: Clause): string {
  return clause.as === 'other' ? clause.text : printFilter(filterOf(clause));
}

function filterOf(clause: Exclude<Clause, { as: 'other' }>): Filter {
  switch (clause.as) {
    case 'in': {
      const value = property(clause.field);
      const list = clause.values.filter((one) => one !== null).map(literal);
      const parts: Filter[] = [
        ...(list.length > 0 ? [{ op: 'in', value, list } as const] : []),
        ...(clause.values.includes(null) ? [{ op: 'isNull', value } as const] : []),
      ];
      return parts.length === 1 ? parts[0]! : { op: 'or', parts };
    }
    case 'span': {
      const left = property(clause.field);
      const end = (value: Value): Scalar =>
        clause.date ? { kind: 'date', value: String(value) } : literal(value!);
      const parts: Filter[] = [
        ...(clause.from === null
          ? []
          : [{ op: 'compare', by: '>=', left, right: end(clause.from) } as const]),
        ...(clause.to === null ? [] : [{ op: 'compare', by: '<', left, right: end(clause.to) } as const]),
      ];
      return parts.length === 1 ? parts[0]! : { op: 'and', parts };
    }
    case 'contains':
      return { op: 'like', value: property(clause.field), pattern: `%${escaped(clause.text)}%` };
    case 'within': {
      const value = property(clause.field);
      const parts = clause.prefixes.map((prefix) => ({ op: 'like', value, pattern: `${prefix}%` }) as const);
      return parts.length === 1 ? parts[0]! : { op: 'or', parts };
    }
    case 'named':
      return { op: 'condition', name: 'named', text: clause.text };
    case 'condition': {
      const part: Filter = { op: 'condition', name: clause.name, text: null };
      return clause.not ? { op: 'not', part } : part;
    }
  }
}

function clauseOf(filter: Filter): Clause {
  const clause = known(filter);
  // what reads back differently was not written here
  return clause && textOf(clause) === printFilter(filter)
    ? clause
    : { as: 'other', text: printFilter(filter) };
}

function known(filter: Filter): Clause | null {
  if (filter.op === 'condition')
    return filter.name === 'named' && filter.text !== null
      ? { as: 'named', text: filter.text }
      : { as: 'condition', name: filter.name, not: false };
  if (filter.op === 'not' && filter.part.op === 'condition')
    return { as: 'condition', name: filter.part.name, not: true };
  if (filter.op === 'compare' || filter.op === 'and')
    return spanOf(filter.op === 'and' ? filter.parts : [filter]);
  if (filter.op === 'like') {
    const field = nameOf(filter.value);
    if (/^\d{2,14}%$/.test(filter.pattern))
      return { as: 'within', field, prefixes: [filter.pattern.slice(0, -1)] };
    return { as: 'contains', field, text: filter.pattern.slice(1, -1).replaceAll(/\\([\\%_])/g, '$1') };
  }
  const parts = filter.op === 'or' ? filter.parts : [filter];
  const first = parts[0]!;
  if (first.op === 'like')
    return {
      as: 'within',
      field: nameOf(first.value),
      prefixes: parts.map((part) => (part.op === 'like' ? part.pattern.slice(0, -1) : '')),
    };
  if (first.op !== 'in' && first.op !== 'isNull') return null;
  const values = parts.flatMap((part): Value[] =>
    part.op === 'in'
      ? part.list.flatMap((one) => (one.kind === 'text' || one.kind === 'number' ? [one.value] : []))
      : [null],
  );
  return { as: 'in', field: nameOf(first.value), values };
}

function spanOf(parts: readonly Filter[]): Clause | null {
  let [from, to, field, date]: [Value, Value, string, boolean] = [null, null, '', false];
  for (const part of parts) {
    if (part.op !== 'compare' || part.left.kind !== 'property' || part.right.kind === 'property') return null;
    field = part.left.name;
    date = part.right.kind === 'date';
    if (part.by === '>=') from = part.right.value;
    else if (part.by === '<') to = part.right.value;
    else return null;
  }
  return { as: 'span', field, from, to, date };
}

const property = (name: string): Scalar => ({ kind: 'property', name });
const literal = (value: string | number): Scalar =>
  typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', value };
const nameOf = (value: Scalar) => (value.kind === 'property' ? value.name : '');
const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');
