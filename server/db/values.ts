/** Values on their way in and out of SQL: one text form for parameters, one JavaScript value per SQL type. */
import { JsonTooDeep } from './errors.ts';

/** Deeper JSON overflows the embedded engine's stack without an error (GeoJSON needs 8). */
export const MAX_JSON_DEPTH = 64;

/**
 * The parameters as PostgreSQL's text form, the same for both engines: arrays of plain values become array
 * literals, other objects and arrays of objects JSON, bytes hex, instants ISO 8601.
 * @throws {JsonTooDeep} when a value, or text that looks like JSON, nests deeper than 64 levels
 */
export function paramTexts(params: readonly unknown[]): (string | null)[] {
  return params.map(paramText);
}

function paramText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (/^\s*[[{]/.test(value)) refuseDeepText(value);
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
  if (typeof value !== 'object') throw new Error(`Not a database value: ${typeof value}`);
  if (Array.isArray(value) && !value.some(isJsonObject)) return arrayLiteral(value);
  refuseDeepValue(value, 1);
  return JSON.stringify(value);
}

function isJsonObject(item: unknown): boolean {
  return (
    typeof item === 'object' &&
    item !== null &&
    !(Array.isArray(item) || item instanceof Date || item instanceof Uint8Array)
  );
}

/** A PostgreSQL array literal, e.g. `{"a","b",NULL}`. */
export function arrayLiteral(items: readonly unknown[], depth = 1): string {
  // PostgreSQL knows six dimensions; anything deeper is hostile
  if (depth > 6) throw new JsonTooDeep(MAX_JSON_DEPTH);
  const texts = items.map((item) => {
    if (Array.isArray(item)) return arrayLiteral(item, depth + 1);
    const text = paramText(item);
    return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${texts.join(',')}}`;
}

/** A quoted SQL literal, for the few statements that cannot take parameters. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new Error('A SQL literal cannot hold NUL');
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

function refuseDeepText(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x22) {
      // skip the string, in which brackets mean nothing
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (char === 0x7b || char === 0x5b) {
      if (++depth > MAX_JSON_DEPTH) throw new JsonTooDeep(MAX_JSON_DEPTH);
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
}

function refuseDeepValue(value: object, depth: number): void {
  if (depth > MAX_JSON_DEPTH) throw new JsonTooDeep(MAX_JSON_DEPTH);
  for (const item of Object.values(value)) {
    if (typeof item === 'object' && item !== null) refuseDeepValue(item, depth + 1);
  }
}

/** Type oids of PostgreSQL's catalogue (pg_type.dat), fixed for ever. */
const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
} as const;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const JSONB = 3802;

type Parse = (text: string) => unknown;
const same: Parse = (text) => text;

function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
}

/** `2026-11-22 10:11:00.5+08` → `2026-11-22T02:11:00.500Z`; infinity and years outside 1…9999 stay as PostgreSQL writes them. */
function instant(text: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/.exec(text);
  if (!parts) return text;
  const [, year, month, day, time, hours, minutes] = parts;
  return new Date(`${year}-${month}-${day}T${time}${hours}:${minutes ?? '00'}`).toISOString();
}

const bytes: Parse = (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'));

const SCALARS = new Map<number, Parse>([
  [OID.bool, (text) => text === 't'],
  [OID.bytea, bytes],
  [OID.int8, int8],
  [OID.int2, Number],
  [OID.int4, Number],
  [OID.oid, Number],
  [OID.json, (text) => JSON.parse(text)],
  [JSONB, (text) => JSON.parse(text)],
  [OID.float4, Number],
  [OID.float8, Number],
  // said explicitly, because the embedded engine would make Date objects of them
  [DATE, same],
  [TIMESTAMP, same],
  [TIMESTAMPTZ, instant],
]);

/** Array types of the same catalogue, by the parser of their elements. */
const ARRAYS = new Map<number, Parse>([
  [1000, (text) => text === 't'],
  [1001, bytes],
  [1016, int8],
  ...[1005, 1007, 1028, 1021, 1022].map((oid): [number, Parse] => [oid, Number]),
  ...[199, 3807].map((oid): [number, Parse] => [oid, (text) => JSON.parse(text)]),
  // text, varchar, bpchar, name, numeric, uuid, date, time, timestamp
  ...[1009, 1015, 1014, 1003, 1231, 2951, 1182, 1183, 1115].map((oid): [number, Parse] => [oid, same]),
  [1185, instant],
]);

/** How the text of a column of this type becomes a JavaScript value; types not listed stay text. */
export function parserOf(oid: number): Parse {
  const scalar = SCALARS.get(oid);
  if (scalar) return scalar;
  const element = ARRAYS.get(oid);
  return element ? (text) => parseArray(text, element) : same;
}

/** Every type that an engine might not leave as text by itself. */
export function allParsers(): Record<number, Parse> {
  return Object.fromEntries([...SCALARS.keys(), ...ARRAYS.keys()].map((oid) => [oid, parserOf(oid)]));
}

/** Parses an array literal of any dimension; bounds other than 1 are dropped. */
export function parseArray(text: string, element: Parse): unknown[] {
  let at = text.indexOf('{');
  function list(): unknown[] {
    const items: unknown[] = [];
    at++; // the opening brace
    while (at < text.length && text[at] !== '}') {
      if (text[at] === ',') at++;
      else if (text[at] === '{') items.push(list());
      else if (text[at] === '"') items.push(element(quoted()));
      else {
        let end = at;
        while (end < text.length && text[end] !== ',' && text[end] !== '}') end++;
        const word = text.slice(at, end);
        items.push(word === 'NULL' ? null : element(word));
        at = end;
      }
    }
    at++; // the closing brace
    return items;
  }
  function quoted(): string {
    let value = '';
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      value += text[at];
    }
    at++;
    return value;
  }
  return list();
}
