/** Addresses taken apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressParts, type GazetteerRegion, parseAddress, within } from './addresses.ts';

/** An invented gazetteer in the shape of a real one. */
const REGIONS: readonly GazetteerRegion[] = [
  { code: '330200000000', name: '模拟市', level: 'city' },
  { code: '330211000000', name: '镇东区', level: 'county' },
  { code: '330206000000', name: '北岸区', level: 'county' },
  { code: '330211001000', name: '招山街道', level: 'township' },
  { code: '330211100000', name: '澥湖镇', level: 'township' },
  { code: '330211100201', name: '岚山村', level: 'village' },
];
const lookup = (name: string) =>
  REGIONS.filter((one) => one.name === name || one.name.replace(/(街道|市|区|镇|村)$/, '') === name);

const some = (text: string, wanted: Partial<AddressParts>, known = false) =>
  expect(parseAddress(text, known ? lookup : undefined)).toMatchObject(wanted);

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('an address', () => {
  it('in full', () => {
    expect(parseAddress('浙江省宁波市镇海区招宝山街道沿江东路188号3幢501室模拟化工')).toEqual({
      province: '浙江省',
      city: '宁波市',
      county: '镇海区',
      township: '招宝山街道',
      village: null,
      road: '沿江东路',
      crossing: null,
      number: 188,
      lane: null,
      building: '3幢501室',
      rest: '模拟化工',
      regionCode: null,
      contradicts: false,
    });
  });

  it.each([
    ['镇海区澥浦镇岚山村', { county: '镇海区', township: '澥浦镇', village: '岚山村' }],
    ['新村路5号', { road: '新村路', number: 5, village: null }],
    ['鄞州区中山东路１２８弄６号', { county: '鄞州区', road: '中山东路', lane: 128, number: 6 }],
    ['中山路与解放路交叉口', { road: '中山路', crossing: '解放路' }],
    ['海曙区药行街、开明街路口', { county: '海曙区', road: '药行街', crossing: '开明街' }],
    [
      '经济技术开发区明州西路28-1号',
      { county: null, road: expect.stringContaining('明州西路') as unknown as string, number: 28 },
    ],
    ['北仑区新碶街道高塘社区模拟小区12幢', { county: '北仑区', township: '新碶街道', village: '高塘社区' }],
    ['慈溪市观海卫镇师桥大道99号', { city: '慈溪市', township: '观海卫镇', road: '师桥大道', number: 99 }],
    ['内蒙古自治区锡林郭勒盟', { province: '内蒙古自治区', city: '锡林郭勒盟' }],
    ['鎮海區沿江路1號', { county: '镇海区', road: '沿江路', number: 1 }],
    ['G329国道旁', { road: 'G329国道', rest: '旁' }],
    ['模拟市场', { city: null, rest: '模拟市场' }],
    ['', { road: null, rest: '' }],
  ])('%s', (text, wanted) => {
    some(text, wanted);
  });

  it('finds its region in the gazetteer, with and without endings', () => {
    some(
      '模拟市镇东区招山街道沿江路1号',
      { regionCode: '330211001000', contradicts: false, road: '沿江路', number: 1 },
      true,
    );
    some(
      '镇东澥湖岚山村8号',
      { county: '镇东', township: '澥湖', village: '岚山村', regionCode: '330211100201' },
      true,
    );
    some('镇东路3号', { county: null, road: '镇东路', number: 3, regionCode: null }, true);
    some('北岸区澥湖镇岚山村', { regionCode: '330206000000', contradicts: true }, true);
  });

  it('loses no character, whatever it says', () => {
    const piece = fc.constantFrom(
      '浙江省',
      '宁波市',
      '镇海区',
      '招山街道',
      '新村',
      '路',
      '与',
      '12',
      '号',
      '3幢',
      '化工',
      '、',
      '市场',
      'A',
      '村',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 10 }).map((parts) => parts.join('')),
      fc.string({ unit: codeUnit, maxLength: 30 }),
    );
    fc.assert(
      fc.property(text, (address) => {
        const { rest, road, number } = parseAddress(address, lookup);
        expect(rest.length).toBeLessThanOrEqual(2 * address.length + 20);
        if (number !== null) expect(road).not.toBeNull();
      }),
    );
  });
});

it('a code lies in its county, township and city', () => {
  expect(within('330211001002', '330211001000')).toBe(true);
  expect(within('330211001002', '330211000000')).toBe(true);
  expect(within('330211001002', '330200000000')).toBe(true);
  expect(within('330211001002', '330206000000')).toBe(false);
  expect(within('330220001002', '330200000000')).toBe(true);
  expect(within('33021100100201', '330211001002')).toBe(true);
  expect(within('330211001002', null)).toBe(true);
});
