/** Names that mean one object, and names that only look alike. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bigramsShared, jaroWinkler, nameParts, nameSimilarity, normaliseName } from './names.ts';

const places = ['浙江', '宁波', '镇海', '杭州', '北仑'];

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('a name', () => {
  it.each([
    ['模拟镇海化工有限公司', '模拟镇海化工有限责任公司'],
    ['模拟（镇海）化工有限公司', '模拟镇海化工有限公司'],
    ['模拟 镇海 化工有限公司', '模拟鎮海化工有限公司'],
    ['ＡＢ化工有限公司', 'ab化工有限公司'],
    ['模拟化工股份有限公司', '模拟化工有限公司'],
    ['模拟化工有限公司（原第一化工厂）', '模拟化工有限公司'],
    ['模拟石化储运有限公司', '模拟石化储运公司'],
    ['Invented Chemicals Co., Ltd.', 'INVENTED CHEMICALS LIMITED'],
    ['Invented Chemicals, Inc', 'Invented Chemicals Corporation'],
    ['模拟化工集团有限公司', '模拟化工（集团）股份有限公司'],
  ])('%s is %s', (a, b) => {
    expect(normaliseName(a)).toBe(normaliseName(b));
    expect(nameSimilarity(a, b)).toBe(1);
  });

  it.each([
    ['宁波市模拟化工有限公司', '模拟化工有限公司'],
    ['浙江宁波模拟化工有限公司', '宁波模拟化工有限公司'],
    ['宁波模拟精细化工有限公司', '宁波模拟精细化工厂有限公司'],
    ['模拟中央广场购物中心', '模拟中央广场购物中心有限公司'],
  ])('%s is likely %s', (a, b) => {
    expect(nameSimilarity(a, b, { places })).toBeGreaterThan(0.85);
    expect(nameSimilarity(a, b, { places })).toBeLessThan(1);
  });

  it.each([
    ['模拟第二加油站', '模拟第三加油站'],
    ['模拟化工有限公司', '模拟化工有限公司北仑分公司'],
    ['模拟便利店1号店', '模拟便利店2号店'],
    ['宁波模拟化工有限公司', '杭州模拟化工有限公司'],
    ['宁波石化有限公司', '宁波化工有限公司'],
    ['模拟一中', '模拟二中'],
    ['甲乙丙服装厂', '丁戊己服装厂'],
    ['模拟化工一期', '模拟化工二期'],
  ])('%s is not %s', (a, b) => {
    expect(nameSimilarity(a, b, { places })).toBeLessThan(0.75);
  });

  it('has parts', () => {
    expect(nameParts('浙江省宁波市镇海区模拟化工有限公司')).toEqual({
      place: '浙江宁波镇海',
      core: '模拟化工',
      form: '公司',
      branch: '',
      numbers: [],
    });
    expect(nameParts('宁波模拟化工有限公司北仑分公司', { places })).toMatchObject({
      place: '宁波',
      core: '模拟化工',
      branch: '北仑分公司',
    });
    expect(nameParts('模拟第二加油站', { places })).toMatchObject({ numbers: [2] });
    expect(nameParts('有限公司')).toMatchObject({ core: '有限公司' });
    expect(nameParts('小区市场管理有限公司').core).toContain('市场管理');
  });

  it('is as like another as that one is like it, and most like itself', () => {
    const piece = fc.constantFrom(
      '宁波',
      '模拟',
      '化工',
      '有限公司',
      '分公司',
      '第二',
      '加油站',
      '(',
      ')',
      'A',
      '3',
      '市',
      '厂',
      'Ltd',
      ' ',
    );
    const name = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.string({ unit: codeUnit, maxLength: 12 }),
    );
    fc.assert(
      fc.property(name, name, (a, b) => {
        const likeness = nameSimilarity(a, b, { places });
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
        expect(nameSimilarity(b, a, { places })).toBeCloseTo(likeness, 10);
        if (normaliseName(a) !== '') expect(nameSimilarity(a, a, { places })).toBe(1);
        expect(normaliseName(normaliseName(a))).toBe(normaliseName(a));
      }),
    );
  });
});

it('the measures give their published values', () => {
  // W. E. Winkler, The state of record linkage (1999), table of examples
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3);
  expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 3);
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3);
  expect(bigramsShared('night', 'nacht')).toBeCloseTo(0.25, 10);
});
