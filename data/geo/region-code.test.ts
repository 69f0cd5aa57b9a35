/** Division codes: padding, level and parent. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelOfRegion, normalRegionCode, parentOfRegion } from './region-code.ts';

it('pads 6, 9 and 12 digits to 12 and keeps the 14 of a cell', () => {
  expect(normalRegionCode('371329')).toBe('371329000000');
  expect(normalRegionCode('320612001')).toBe('320612001000');
  expect(normalRegionCode('320612001002')).toBe('320612001002');
  expect(normalRegionCode('99010100100203')).toBe('99010100100203');
});

it('refuses other lengths, letters and digits of other scripts', () => {
  for (const text of ['', '37', '3713', '37132900', '3713290000000', '37132X', ' 371329', '３７１３２９'])
    expect(normalRegionCode(text)).toBeUndefined();
});

it.each([
  ['371300000000', 'city', null],
  ['371329000000', 'county', '371300000000'],
  ['320612001000', 'township', '320612000000'],
  ['320612001002', 'village', '320612001000'],
  ['99010100100203', 'cell', '990101001002'],
  // 东莞 has no counties: its towns lie in the city
  ['441900003000', 'township', '441900000000'],
  // a municipality is the city itself, without the groups 市辖区 (5001) and 县 (5002)
  ['500000000000', 'city', null],
  ['500101000000', 'county', '500000000000'],
  ['500229000000', 'county', '500000000000'],
  ['500100000000', undefined, null],
  ['370000000000', undefined, null],
])('reads level and parent of %s', (code, level, parent) => {
  expect(levelOfRegion(code)).toBe(level);
  expect(parentOfRegion(code)).toBe(parent);
});

it('climbs from any code to a city in at most four steps, never in a circle', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 14 });
  fc.assert(
    fc.property(digits, (text) => {
      let code = normalRegionCode(text) ?? null;
      for (let step = 0; code !== null; step += 1) {
        expect(step).toBeLessThanOrEqual(5);
        const parent: string | null = parentOfRegion(code);
        if (parent !== null) expect(parent).toMatch(/^\d{12}$/);
        expect(parent).not.toBe(code);
        code = parent;
      }
    }),
  );
});

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const code = normalRegionCode(text);
      if (code !== undefined) levelOfRegion(code);
    }),
  );
});
