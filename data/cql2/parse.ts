/** CQL2 text to its tree, by recursive descent over a closed grammar; nothing else is understood. */
import { COMPARISONS, type Comparison, type Filter, type Scalar, SPATIAL, type Spatial } from './ast.ts';
import { dateOf, timestampOf } from './instants.ts';
import { Reader, readNumber } from './reader.ts';
import { FilterError, tokensOf } from './tokens.ts';
import { readGeometry } from './wkt.ts';

const MAX_DEPTH = 32;
const MAX_LIST = 500;
const RESERVED = ['and', 'or', 'not', 'in', 'between', 'is', 'null', 'like', 'date', 'timestamp'];

/** Reads a filter. Throws FilterError with the place, and nothing else. */
export function parseFilter(text: string): Filter {
  const reader = new Reader(tokensOf(text));
  const filter = disjunction(reader, 0);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return filter;
}

function disjunction(reader: Reader, depth: number): Filter {
  return chain(reader, depth, 'or', conjunction);
}

function conjunction(reader: Reader, depth: number): Filter {
  return chain(reader, depth, 'and', negation);
}

function chain(
  reader: Reader,
  depth: number,
  op: 'and' | 'or',
  part: (reader: Reader, depth: number) => Filter,
): Filter {
  const parts = [part(reader, depth)];
  while (reader.takeWord(op)) parts.push(part(reader, depth));
  return parts.length === 1 ? parts[0]! : { op, parts };
}

function negation(reader: Reader, depth: number): Filter {
  if (depth > MAX_DEPTH) {
    const text = { zh: `嵌套超过 ${MAX_DEPTH} 层`, en: `Nested deeper than ${MAX_DEPTH} levels` };
    throw new FilterError(text, reader.peek().at);
  }
  if (reader.takeWord('not')) return { op: 'not', part: negation(reader, depth + 1) };
  if (reader.takeSign('(')) {
    const inside = disjunction(reader, depth + 1);
    reader.expectSign(')');
    return inside;
  }
  return predicate(reader);
}

function predicate(reader: Reader): Filter {
  const spatial = SPATIAL.find((name) => reader.isWord(name));
  if (spatial && reader.isSign('(', 1)) return spatialPredicate(reader, spatial);
  if (isCondition(reader)) return condition(reader);
  const value = scalar(reader);
  if (reader.takeWord('is')) {
    const not = reader.takeWord('not');
    reader.expectWord('null');
    return negatedIf(not, { op: 'isNull', value });
  }
  const not = reader.takeWord('not');
  if (reader.takeWord('like')) {
    const pattern = reader.peek();
    if (pattern.kind !== 'text') throw reader.unexpected("'…'");
    reader.take();
    return negatedIf(not, { op: 'like', value, pattern: pattern.text });
  }
  if (reader.takeWord('between')) {
    const low = scalar(reader);
    reader.expectWord('and');
    return negatedIf(not, { op: 'between', value, low, high: scalar(reader) });
  }
  if (reader.takeWord('in')) return negatedIf(not, { op: 'in', value, list: list(reader) });
  if (not) throw reader.unexpected('LIKE, BETWEEN, IN');
  return { op: 'compare', by: comparison(reader), left: value, right: scalar(reader) };
}

/** A word and a parenthesis that are no date: the call of a function that is true or false. */
function isCondition(reader: Reader): boolean {
  const token = reader.peek();
  return token.kind === 'word' && !RESERVED.includes(token.text.toLowerCase()) && reader.isSign('(', 1);
}

function condition(reader: Reader): Filter {
  const name = propertyName(reader).toLowerCase();
  reader.expectSign('(');
  const token = reader.peek();
  const text = token.kind === 'text' ? token.text : null;
  if (text !== null) reader.take();
  reader.expectSign(')');
  return { op: 'condition', name, text };
}

const negatedIf = (not: boolean, filter: Filter): Filter => (not ? { op: 'not', part: filter } : filter);

function comparison(reader: Reader): Comparison {
  const token = reader.peek();
  const found = COMPARISONS.find((sign) => token.kind === 'sign' && token.text === sign);
  if (!found) throw reader.unexpected(COMPARISONS.join(' '));
  reader.take();
  return found;
}

function list(reader: Reader): Scalar[] {
  reader.expectSign('(');
  const values = [scalar(reader)];
  while (reader.takeSign(',')) {
    if (values.length >= MAX_LIST) throw reader.unexpected(')');
    values.push(scalar(reader));
  }
  reader.expectSign(')');
  return values;
}

function spatialPredicate(reader: Reader, by: Spatial): Filter {
  reader.take();
  reader.expectSign('(');
  const property = propertyName(reader);
  reader.expectSign(',');
  const geometry = readGeometry(reader);
  reader.expectSign(')');
  return { op: 'spatial', by, property, geometry };
}

function scalar(reader: Reader): Scalar {
  const token = reader.peek();
  if (token.kind === 'text') {
    reader.take();
    return { kind: 'text', value: token.text };
  }
  if (token.kind === 'number' || reader.isSign('-') || reader.isSign('+')) {
    return { kind: 'number', value: readNumber(reader) };
  }
  if (reader.isWord('date') && reader.isSign('(', 1)) return { kind: 'date', value: instant(reader, dateOf) };
  if (reader.isWord('timestamp') && reader.isSign('(', 1)) {
    return { kind: 'timestamp', value: instant(reader, timestampOf) };
  }
  return { kind: 'property', name: propertyName(reader) };
}

function propertyName(reader: Reader): string {
  const token = reader.peek();
  const isName =
    token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.includes(token.text.toLowerCase()));
  if (!isName) throw reader.unexpected();
  reader.take();
  return token.text;
}

function instant(reader: Reader, read: (text: string) => string | undefined): string {
  reader.take();
  reader.expectSign('(');
  const token = reader.peek();
  const value = token.kind === 'text' ? read(token.text) : undefined;
  if (value === undefined) throw reader.unexpected("'2026-01-31'");
  reader.take();
  reader.expectSign(')');
  return value;
}
