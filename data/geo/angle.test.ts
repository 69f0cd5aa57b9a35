/** Degrees in all the usual writings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAngle, parseAnglePair } from './angle.ts';

const dms = (d: number, m: number, s: number) => d + m / 60 + s / 3600;

describe('one coordinate', () => {
  it.each([
    ['30.26', 30.26, null],
    ['-70.5', -70.5, null],
    ['30.26°', 30.26, null],
    ['121.5678E', 121.5678, 'lon'],
    ['W70.5', -70.5, 'lon'],
    ['30°15′36″N', dms(30, 15, 36), 'lat'],
    ['30°15\'36"', dms(30, 15, 36), null],
    ["30°15'36''N", dms(30, 15, 36), 'lat'],
    ['30°15’36.5”N', dms(30, 15, 36.5), 'lat'],
    ['30º 15′ 36″ N', dms(30, 15, 36), 'lat'],
    ['N 30° 15\' 36"', dms(30, 15, 36), 'lat'],
    ['121-34-12.5', dms(121, 34, 12.5), null],
    ['121:34:12.5', dms(121, 34, 12.5), null],
    ['121 34 12.5 E', dms(121, 34, 12.5), 'lon'],
    ['121°34.5′', dms(121, 34.5, 0), null],
    ['121度34分12秒', dms(121, 34, 12), null],
    ['东经121度34分12.5秒', dms(121, 34, 12.5), 'lon'],
    ['北纬：30°15′36″', dms(30, 15, 36), 'lat'],
    ['东经121.5', 121.5, 'lon'],
    ['南纬 3°30′', -3.5, 'lat'],
    ['１２１．５６', 121.56, null],
    ['１２１°３４′１２″Ｅ', dms(121, 34, 12), 'lon'],
    ['30d15m36s', dms(30, 15, 36), null],
    ['121°', 121, null],
  ] as const)('%s', (text, degrees, axis) => {
    const angle = parseAngle(text);
    expect(angle?.degrees).toBeCloseTo(degrees, 10);
    expect(angle?.axis).toBe(axis);
  });

  it('packed only when somebody says so', () => {
    expect(parseAngle('30.1536')?.degrees).toBe(30.1536);
    expect(parseAngle('30.1536', { packed: true })?.degrees).toBeCloseTo(dms(30, 15, 36), 10);
    expect(parseAngle('121.34125', { packed: true })?.degrees).toBeCloseTo(dms(121, 34, 12.5), 10);
    expect(parseAngle('30.7536', { packed: true })).toBeUndefined();
  });

  it.each([
    '',
    '宁波',
    '548122.06',
    '30°75′',
    '30°15′60″',
    '30.5°15′',
    '-121W',
    'E121E',
    '1,5',
    '2024-03-05',
    '91N',
    '181',
    'NaN',
    '1e2',
    '30°15′36″4',
  ])('%s is no coordinate in degrees', (text) => {
    expect(parseAngle(text)).toBeUndefined();
  });

  it('any degrees, minutes and seconds come back from their writings', () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 179 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 5999 }),
    );
    fc.assert(
      fc.property(parts, ([d, m, hundredths]) => {
        const s = hundredths / 100;
        const value = dms(d, m, s);
        for (const text of [
          `${d}°${m}′${s}″`,
          `${d}度${m}分${s}秒`,
          `${d}-${m}-${s}`,
          `E${d}:${m}:${s}`,
          `${d}° ${m}' ${s}"`,
        ])
          expect(parseAngle(text)?.degrees).toBeCloseTo(value, 10);
      }),
    );
  });

  it('any text gives degrees of the globe or nothing', () => {
    const part = fc.constantFrom(
      '1',
      '30',
      '.',
      '°',
      '′',
      '"',
      "'",
      '-',
      ':',
      ' ',
      'N',
      'E',
      '东经',
      '度',
      '分',
      '秒',
      '，',
      'é',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        for (const angle of [parseAngle(text), parseAngle(text, { packed: true })])
          if (angle !== undefined) expect(Math.abs(angle.degrees)).toBeLessThanOrEqual(180);
        parseAnglePair(text);
      }),
    );
  });
});

describe('a pair in one cell', () => {
  it.each([
    ['121.55,29.87', 121.55, 29.87],
    ['（121.55，29.87）', 121.55, 29.87],
    ['121.55 29.87', 121.55, 29.87],
    ['29.87N,121.55E', 121.55, 29.87],
    ['29°52′12″N 121°33′E', 121.55, 29.87],
    ['东经121°33′北纬29°52′12″', 121.55, 29.87],
    ['N29°52′12″，E121°33′', 121.55, 29.87],
    ['北纬29.87、东经121.55', 121.55, 29.87],
    ['29.87, 121.55', 29.87, 121.55],
  ])('%s', (text, x, y) => {
    const pair = parseAnglePair(text);
    expect(pair?.[0]).toBeCloseTo(x, 10);
    expect(pair?.[1]).toBeCloseTo(y, 10);
  });

  it.each(['', '121.55', '12,a', '121E,122E', '548122,3347932'])('%s is none', (text) => {
    expect(parseAnglePair(text)).toBeUndefined();
  });
});
