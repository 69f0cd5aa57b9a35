/** Numbers and days in the writings of Chinese files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excelDate, isAmbiguousDate, parseDate } from './dates.ts';
import { chineseNumeral, parseNumber, saysNothing } from './numbers.ts';

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('a number', () => {
  it.each([
    ['120', 120, null, false],
    ['１２０', 120, null, false],
    ['1,234,567.5', 1234567.5, null, false],
    ['1，234', 1234, null, false],
    ['1.2万', 12000, null, false],
    ['1.1万元', 11000, '元', false],
    ['3亿', 3e8, null, false],
    ['5千万', 5e7, null, false],
    ['约120人', 120, '人', true],
    ['120余人', 120, '人', true],
    ['35.5㎡', 35.5, 'm2', false],
    ['8000 t/a', 8000, 't/a', false],
    ['-3.5℃', -3.5, '°C', false],
    ['1.5e3', 1500, null, false],
    ['三百二十人', 320, '人', false],
    ['一万二千', 12000, null, false],
    ['十五', 15, null, false],
    ['85%', 85, '%', false],
  ])('%s', (text, value, unit, approximate) => {
    expect(parseNumber(text)).toEqual({ value, unit, approximate });
  });

  it.each(['', '宁波', '1,5', '12,34', '3-5', '3号4', '1.2.3', '十百', '二三', '1e999', '--1'])(
    '%s is none',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );

  it('numerals up to 9999 in Chinese are read back', () => {
    const digits = '零一二三四五六七八九';
    const write = (n: number): string => {
      let [out, zero] = ['', false];
      for (const [step, word] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const digit = Math.floor(n / step) % 10;
        if (digit === 0) zero = out !== '';
        else {
          out += `${zero ? '零' : ''}${digits[digit]}${word}`;
          zero = false;
        }
      }
      return out;
    };
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 9999 }), (n) => void expect(chineseNumeral(write(n))).toBe(n)),
    );
    expect([
      chineseNumeral('十'),
      chineseNumeral('二十'),
      chineseNumeral('二〇二四'),
      chineseNumeral('五'),
    ]).toEqual([10, 20, 2024, 5]);
  });

  it('grouped numbers come back, any text gives a number or nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        (n) => void expect(parseNumber(n.toLocaleString('en'))?.value).toBe(n),
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: codeUnit, maxLength: 30 }), (text) => {
        const number = parseNumber(text);
        if (number !== undefined) expect(Number.isFinite(number.value)).toBe(true);
        parseDate(text, { serials: true });
      }),
    );
  });

  it('knows the words for not known', () => {
    expect(['', '-', '——', '/', '无', '不详', 'N/A', 'null', '未知', '－'].every(saysNothing)).toBe(true);
    expect(['0', '否', '无锡', 'A'].some(saysNothing)).toBe(false);
  });
});

describe('a day', () => {
  it.each([
    '2024-03-05',
    '2024/3/5',
    '2024.3.5',
    '2024年3月5日',
    '2024年03月05号',
    '20240305',
    '２０２４－０３－０５',
    '2024 年 3 月 5 日',
    '2024-03-05 00:00:00',
    '2024-03-05T08:00:00Z',
    '2024/3/5 8:30',
    '二〇二四年三月五日',
    '5 March 2024',
    'Mar 5, 2024',
    '5-Mar-2024',
  ])('%s', (text) => {
    expect(parseDate(text)).toBe('2024-03-05');
  });

  it.each([
    '2024年3月',
    '3/5/2024',
    '2024-02-30',
    '20241301',
    '45356',
    '2024',
    'March 2024',
    '5 Marx 2024',
    '',
    '0024-03-05',
  ])('%s is none', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('a spreadsheet’s serial numbers, in both of its calendars', () => {
    expect([1, 59, 61, 45356].map((day) => excelDate(day))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2024-03-05',
    ]);
    expect(excelDate(45356 - 1462, true)).toBe('2024-03-05');
    expect(excelDate(60)).toBeUndefined();
    expect(parseDate('45356', { serials: true })).toBe('2024-03-05');
    expect(parseDate('45356.75', { serials: true })).toBe('2024-03-05');
  });

  it('says which days could be two', () => {
    expect(['3/5/2024', '12-11-2024'].every(isAmbiguousDate)).toBe(true);
    expect(['13/5/2024', '5/5/2024', '2024-03-05'].some(isAmbiguousDate)).toBe(false);
  });
});
