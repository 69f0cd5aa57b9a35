import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonTooDeep } from './errors.ts';
import { arrayLiteral, literal, paramTexts, parseArray, parserOf } from './values.ts';

const TEXT_ARRAY = 1009;
const TIMESTAMPTZ = 1184;
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('parameters', () => {
  it('become PostgreSQL texts', () => {
    const given = [
      null,
      undefined,
      'a',
      1.5,
      10n,
      true,
      new Date(0),
      new Uint8Array([0, 255]),
      { a: [1] },
      ['x', null, '"'],
      [{ a: 1 }],
    ];
    expect(paramTexts(given)).toEqual([
      null,
      null,
      'a',
      '1.5',
      '10',
      'true',
      '1970-01-01T00:00:00.000Z',
      '\\x00ff',
      '{"a":[1]}',
      '{"x",NULL,"\\""}',
      '[{"a":1}]',
    ]);
  });

  it('may nest 64 levels of JSON and no more, as text or as value', () => {
    expect(() => paramTexts([nested(64)])).not.toThrow();
    expect(() => paramTexts([nested(65)])).toThrow(JsonTooDeep);
    expect(() => paramTexts([`  {"a":${nested(64)}}`])).toThrow(JsonTooDeep);
    expect(() => paramTexts([{ a: JSON.parse(nested(64)) }])).toThrow(JsonTooDeep);
    expect(() => paramTexts([['ok', nested(65)]])).toThrow(JsonTooDeep);
    expect(() => paramTexts([JSON.parse(nested(65))])).toThrow(JsonTooDeep);
    expect(() => paramTexts([`["${'['.repeat(100)}\\"${'['.repeat(100)}"]`])).not.toThrow();
  });

  it('give arrays of text back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null))), (items) => {
        expect(parserOf(TEXT_ARRAY)(arrayLiteral(items))).toEqual(items);
      }),
    );
  });
});

describe('literals', () => {
  it('double quotes and backslashes', () => {
    expect(literal("it's")).toBe("'it''s'");
    expect(literal("a\\'b")).toBe(" E'a\\\\''b'");
  });
  it('cannot hold NUL', () => {
    expect(() => literal('a\0')).toThrow('NUL');
  });
});

describe('results', () => {
  it('are instants in UTC whatever zone the server writes', () => {
    const instant = parserOf(TIMESTAMPTZ);
    expect(instant('2026-11-22 10:11:00+08')).toBe('2026-11-22T02:11:00.000Z');
    expect(instant('2026-11-22 07:41:00.5+05:30')).toBe('2026-11-22T02:11:00.500Z');
    expect(instant('infinity')).toBe('infinity');
  });

  it('keep the dimensions of arrays and tell NULL from "NULL"', () => {
    expect(parseArray('{{1,2},{3,NULL}}', Number)).toEqual([
      [1, 2],
      [3, null],
    ]);
    expect(parseArray('{NULL,"NULL","",a b}', String)).toEqual([null, 'NULL', '', 'a b']);
    expect(parseArray('[0:1]={5,6}', Number)).toEqual([5, 6]);
  });
});
