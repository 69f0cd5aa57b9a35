/** CQL2 text into words, numbers, strings and signs, each with its place. */
import type { Text } from '../layer.ts';

/** The filter cannot be read or used; `at` counts characters from 0. */
export class FilterError extends Error {
  readonly text: Text;
  readonly at: number;
  constructor(text: Text, at: number) {
    super(text.en);
    this.name = 'FilterError';
    this.text = text;
    this.at = at;
  }
}

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'quoted'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

export const MAX_LENGTH = 8_000;

// In order of preference: 'text' with '' or \' for a quote, "name", number, word, sign.
const PATTERN =
  /\s+|'((?:[^'\\]|''|\\[\s\S])*)'|"([^"]{1,200})"|([0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|\.[0-9]+)|([\p{L}_][\p{L}\p{N}_.]*)|(<=|>=|<>|[=<>(),+-])/uy;

/** The tokens of a filter, closed by `end`. Throws FilterError. */
export function tokensOf(filter: string): Token[] {
  if (filter.length > MAX_LENGTH) {
    throw new FilterError(
      { zh: `过滤表达式超过 ${MAX_LENGTH} 个字符`, en: `The filter is longer than ${MAX_LENGTH} characters` },
      MAX_LENGTH,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < filter.length) {
    PATTERN.lastIndex = at;
    const found = PATTERN.exec(filter);
    if (!found) throw unreadable(filter, at);
    const [whole, text, quoted, number, word, sign] = found;
    if (text !== undefined) tokens.push({ kind: 'text', text: unescaped(text), at });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, at });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    at += whole.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

/** A string literal: a quote inside is doubled. */
export const quotedText = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

// \' and \\ stand for one character; any other backslash is itself, so that LIKE patterns keep theirs
const unescaped = (text: string) =>
  text.replace(/''|\\(['\\])/g, (pair, escaped: string | undefined) => escaped ?? pair[1]!);

function unreadable(filter: string, at: number): FilterError {
  const sign = [...filter.slice(at)][0] ?? '';
  return new FilterError(
    { zh: `第 ${at + 1} 个字符“${sign}”无法识别`, en: `Character ${at + 1} “${sign}” cannot be read` },
    at,
  );
}
