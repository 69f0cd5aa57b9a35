/** Columns of the files that cities have, matched to the fields of the register. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheckCharacter } from '../../credit-code.ts';
import { TABLES, tableById } from '../../layers/all.ts';
import { datumOfColumns, matchColumns } from './columns.ts';

const CITY = [120.9, 29.5, 122.1, 30.4] as const;

function matched(
  layerId: string,
  columns: Readonly<Record<string, readonly string[]>>,
  city: typeof CITY | undefined = CITY,
) {
  const layer = tableById(layerId);
  if (layer === undefined) throw new Error(layerId);
  const found = matchColumns(
    layer,
    Object.entries(columns).map(([name, samples]) => ({ name, samples })),
    { city },
  );
  return Object.fromEntries(found.map(({ column, field }) => [column, field]));
}

const CODES = ['9133020625603123', '9133021168427031', '9133020014405321'].map(
  (first) => `${first}X${creditCodeCheckCharacter(`${first}X`)}`,
);
const NAMES = ['模拟镇海化工有限公司', '模拟第二加油站', '模拟服装厂'];
const ADDRESSES = ['镇海区招宝山街道沿江东路1号', '鄞州区中山东路88号', '北仑区新碶街道明州路12号'];

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('columns', () => {
  it('of a Chinese register by their usual names', () => {
    const columns = {
      序号: ['1', '2', '3'],
      企业名称: NAMES,
      '统一社会信用代码*': CODES,
      详细地址: ADDRESSES,
      '经度（WGS84）': ['121.55', '121.6', '121.7'],
      '纬度（WGS84）': ['29.87', '29.9', '29.95'],
      所属行业: ['危化品生产', '加油站', '纺织'],
      现状风险等级: ['红', '黄', '蓝'],
      主要负责人: ['张三', '李四', '王五'],
      联系方式: ['13800000001', '0574-80000000', '13900000002'],
      '从业人员（人）': ['120', '8', '约300'],
      评估日期: ['2024年3月5日', '2024-03-06', '45356'],
    };
    expect(matched('enterprises', columns)).toEqual({
      企业名称: 'name',
      '统一社会信用代码*': 'credit_code',
      详细地址: 'address',
      '经度（WGS84）': 'lon',
      '纬度（WGS84）': 'lat',
      所属行业: 'sector',
      现状风险等级: 'grade',
      主要负责人: 'contact_name',
      联系方式: 'contact_phone',
      '从业人员（人）': 'people',
      评估日期: 'assessed_on',
    });
  });

  it('of an English register', () => {
    const columns = {
      'Facility ID': ['100', '200'],
      'Company Name': ['Invented Chemicals Ltd.', 'Second Works Inc'],
      'Street Address': ['12 Harbour Road', '3 Mill Lane'],
      LONGITUDE: ['121.5', '121.6'],
      LATITUDE: ['29.8', '29.9'],
      'Risk Level': ['major', 'yellow'],
      Employees: ['1,200', '80'],
      Phone: ['0574-88888888', '13800000000'],
    };
    expect(matched('enterprises', columns)).toEqual({
      'Facility ID': 'source_id',
      'Company Name': 'name',
      'Street Address': 'address',
      LONGITUDE: 'lon',
      LATITUDE: 'lat',
      'Risk Level': 'grade',
      Employees: 'people',
      Phone: 'contact_phone',
    });
  });

  it('by their values alone, where the names say nothing', () => {
    const columns = {
      A: NAMES,
      B: CODES,
      C: ADDRESSES,
      D: ['121.551', '121.602', '121.703'],
      E: ['29.871', '29.902', '29.953'],
      F: ['13800000001', '0574-80000000', '13900000002'],
      G: ['重大', '一般', '较大'],
      H: ['加油站', '危化品生产', '纺织服装'],
    };
    expect(matched('enterprises', columns)).toEqual({
      A: 'name',
      B: 'credit_code',
      C: 'address',
      D: 'lon',
      E: 'lat',
      F: 'contact_phone',
      G: 'grade',
      H: 'sector',
    });
    const layer = tableById('enterprises');
    if (layer === undefined) throw new Error('no layer');
    const found = matchColumns(layer, [{ name: 'B', samples: CODES }]);
    expect(found[0]).toMatchObject({ field: 'credit_code', why: 'content' });
    expect(found[0]?.confidence).toBeGreaterThan(0.9);
  });

  it('x and y by what they hold: surveyors write x for north', () => {
    const [south, east] = [
      ['29.87', '29.9'],
      ['121.55', '121.6'],
    ];
    expect(matched('enterprises', { x: east, y: south })).toEqual({ x: 'lon', y: 'lat' });
    expect(matched('enterprises', { x: south, y: east })).toEqual({ x: 'lat', y: 'lon' });
    expect(matched('enterprises', { X: ['3347932.81', '3310105.6'], Y: ['548122.06', '654542.84'] })).toEqual(
      { X: 'lat', Y: 'lon' },
    );
    expect(
      matched('enterprises', { X坐标: ['40548122.06', '40654542.8'], Y坐标: ['3347932.81', '3310105.6'] }),
    ).toEqual({ X坐标: 'lon', Y坐标: 'lat' });
    expect(matched('enterprises', { 经度: ['121°33\'12"', '121°40′'], 纬度: ["29°52'", '29°53′'] })).toEqual({
      经度: 'lon',
      纬度: 'lat',
    });
  });

  it('values that cannot be the field speak against the name', () => {
    const columns = { 统一社会信用代码: ['', '无', ''], 组织代码: CODES };
    expect(matched('enterprises', columns)).toEqual({ 统一社会信用代码: 'credit_code' });
    expect(matched('enterprises', { 统一社会信用代码: ['1', '2', '3'], 代码2: CODES })).toEqual({
      代码2: 'credit_code',
    });
  });

  it('the field’s own name never loses to a longer one', () => {
    const columns = { name: ['模拟市', '镇东区'], ext_name: ['模拟市全称', '镇东区全称'] };
    expect(matched('regions', columns)).toEqual({ name: 'name' });
  });

  it('a person’s own pairs stand, and the rest is matched around them', () => {
    const layer = tableById('enterprises');
    if (layer === undefined) throw new Error('no layer');
    const columns = ['企业名称', '单位', '地址'].map((name) => ({ name, samples: [] }));
    const found = matchColumns(layer, columns, {
      fixed: [
        { column: '单位', field: 'name' },
        { column: '地址', field: null },
      ],
    });
    expect(found).toEqual([{ column: '单位', field: 'name', confidence: 1, why: 'name' }]);
  });

  it('called like a field or its label are that field, in every layer', () => {
    for (const layer of TABLES) {
      const fields = Object.entries(layer.fields).filter(([, field]) => field.derived !== true);
      for (const names of [fields.map(([name]) => name), fields.map(([, { label }]) => label.zh)]) {
        // labels that two fields share tell nobody which
        if (new Set(names).size < names.length) continue;
        const found = matchColumns(
          layer,
          names.map((name) => ({ name, samples: [] })),
        );
        const expected = fields.map(([field], index) => [names[index], field, 1]);
        expect(found.map(({ column, field, confidence }) => [column, field, confidence])).toEqual(expected);
      }
    }
  });

  it('never share a field, whatever they are called and hold', () => {
    const text = fc.oneof(
      fc.string({ unit: codeUnit, maxLength: 8 }),
      fc.constantFrom('名称', '地址', 'x', 'y', '等级', '121.5', '13800000000', '2024-01-01', CODES[0] ?? ''),
    );
    const column = fc.record({ name: text, samples: fc.array(text, { maxLength: 4 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(column, { maxLength: 8, selector: ({ name }) => name }),
        fc.constantFrom(...TABLES),
        (columns, layer) => {
          const found = matchColumns(layer, columns);
          expect(new Set(found.map(({ field }) => field)).size).toBe(found.length);
          for (const { confidence } of found) expect(confidence >= 0.4 && confidence <= 1).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('name the datum of coordinates', () => {
    expect(datumOfColumns(['lng_gcj02', 'lat_gcj02'])).toBe('GCJ-02');
    expect(datumOfColumns(['百度经度', '百度纬度'])).toBe('BD-09');
    expect(datumOfColumns(['经度', '纬度'])).toBeUndefined();
    expect(datumOfColumns(['高德经度', '百度纬度'])).toBeUndefined();
  });
});
