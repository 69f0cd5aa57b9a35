/** From values to rows: words, numbers, dates, keys and places, and what is said about the wrong ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enterprises } from '../layers/enterprises.ts';
import { regions } from '../layers/regions.ts';
import { checkFile, fileOf } from './fixture.ts';
import { checkGeometry } from './geometry.ts';
import { type Mapping, parseMapArgument, parseMapping } from './mapping.ts';
import { ImportUsage, problem } from './problem.ts';
import { date, decimal, integer, valueParser } from './values.ts';

const invented: Mapping = {
  source: '模拟数据',
  key: ['id'],
  fields: {
    name: 'name',
    people: 'people',
    grade: 'grade',
    credit_code: 'code',
    assessed_on: 'on',
    sector: 'sector',
  },
};
const csv = (...rows: string[]) =>
  fileOf(['id,name,people,grade,code,on,sector,lon,lat', ...rows].join('\n'));
const codesOf = async (...rows: string[]) => {
  const { problems } = await checkFile(enterprises, csv(...rows), invented);
  return problems.map(({ row, field, code }) => [row, field, code]);
};

it('makes a row of good values, blanks as unknown', async () => {
  const { rows, problems } = await checkFile(
    enterprises,
    csv(
      'a1,示例一厂,12.0,红,91350100M000100Y43,2026/3/1,加油加气站,119.3,26.1',
      'a2,示例二厂,,未评估,,,,-098.9,40',
    ),
    invented,
  );
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    {
      row: 1,
      values: {
        name: '示例一厂',
        people: 12,
        grade: 1,
        credit_code: '91350100M000100Y43',
        assessed_on: '2026-03-01',
        sector: 'fuel_station',
        source: '模拟数据',
        source_id: 'a1',
      },
      geometry: { type: 'Point', coordinates: [119.3, 26.1] },
      change: null,
      dimension: 0,
      print: null,
      ringFault: null,
      original: null,
    },
    {
      row: 2,
      values: {
        name: '示例二厂',
        people: null,
        grade: null,
        credit_code: null,
        assessed_on: null,
        sector: null,
        source: '模拟数据',
        source_id: 'a2',
      },
      geometry: { type: 'Point', coordinates: [-98.9, 40] },
      change: null,
      dimension: 0,
      print: null,
      ringFault: null,
      original: null,
    },
  ]);
});

it.each([
  ['a,,1,,,,,1,2', 'name', 'required'],
  [',厂,1,,,,,1,2', 'source_id', 'required'],
  ['a,厂,"1,200",,,,,1,2', 'people', 'not_an_integer'],
  ['a,厂,-1,,,,,1,2', 'people', 'out_of_range'],
  ['a,厂,3e6,,,,,1,2', 'people', 'not_an_integer'],
  ['a,厂,1,5,,,,1,2', 'grade', 'not_in_dictionary'],
  ['a,厂,1,,,2026-02-30,,1,2', 'assessed_on', 'not_a_date'],
  ['a,厂,1,,,,炼丹,1,2', 'sector', 'not_in_dictionary'],
  ['a,厂\u0007,1,,,,,1,2', 'name', 'control_character'],
  [`a,${'厂'.repeat(201)},1,,,,,1,2`, 'name', 'too_long'],
  ['a,厂,1,,,,,,', 'geometry', 'geometry_missing'],
  ['a,厂,1,,,,,0,0', 'geometry', 'coordinates_zero'],
  ['a,厂,1,,,,,39.9,116.4', 'geometry', 'coordinates_swapped'],
  ['a,厂,1,,,,,190,2', 'geometry', 'coordinates_range'],
  ['a,厂,1,,,,,12958034,4825923', 'geometry', 'coordinates_range'],
  ['a,厂,1,,,,,119°30x,26', 'lon', 'not_a_number'],
])('tells what is wrong with %s', async (row, field, code) => {
  expect(await codesOf(row)).toEqual([[1, field, code]]);
});

it('shows the check character that a credit code should end with', async () => {
  const { problems } = await checkFile(enterprises, csv('a,厂,1,,91350100M000100Y44,,,1,2'), invented);
  expect(problems).toMatchObject([
    { row: 1, field: 'credit_code', code: 'credit_code_check', value: '91350100M000100Y44' },
  ]);
  expect(problems[0]?.message.zh).toContain('校验位应为 3');
  expect(await codesOf('a,厂,1,,91350100I000100Y43,,,1,2')).toEqual([[1, 'credit_code', 'credit_code_form']]);
});

it('names the first row of a doubled key or a doubled credit code', async () => {
  const { problems } = await checkFile(
    enterprises,
    csv(
      'a,甲,,,91350100M000100Y43,,,1,2',
      'b,乙,,,,,,1,2',
      'a,丙,,,,,,1,2',
      'c,丁,,,91350100M000100Y43,,,1,2',
    ),
    invented,
  );
  expect(problems.map(({ row, code, message }) => [row, code, message.en])).toEqual([
    [3, 'duplicate_key', 'Same id at the source as row 1.'],
    [4, 'duplicate_value', 'Unified social credit code is the same as in row 1.'],
  ]);
});

it('translates words by the mapping before reading them', async () => {
  const mapping: Mapping = {
    source: '模拟数据',
    key: ['id'],
    fields: {
      name: 'name',
      people: { column: 'people', values: { 不详: null } },
      sector: { column: 'sector', values: { gas: '加油加气站' } },
      supervision: { value: '市级重点监管' },
    },
  };
  const { rows } = await checkFile(enterprises, csv('a,厂,不详,,,,gas,1,2'), mapping);
  expect(rows[0]?.values).toMatchObject({ people: null, sector: 'fuel_station', supervision: 'city' });
});

it('finds columns by field name and label only where no mapping is given', async () => {
  const text = '来源编号,名称,从业人数,经度,纬度\n1,示例厂,5,119,26\n';
  const { rows, problems } = await checkFile(enterprises, fileOf(text, '企业清单.csv'));
  expect(rows[0]?.values).toEqual({ source: '企业清单', source_id: '1', name: '示例厂', people: 5 });
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['source_from_file_name', 'warning'],
  ]);
  const mapping: Mapping = { source: 's', key: ['来源编号'], fields: { name: '名称' } };
  const mapped = await checkFile(enterprises, fileOf(text), mapping);
  expect(mapped.rows[0]?.values).toEqual({ source: 's', source_id: '1', name: '示例厂' });
});

describe('an order that cannot be carried out', () => {
  const refusal = async (mapping: Mapping, text = 'id,name,lon,lat\n1,a,1,2') => {
    const usage = await checkFile(enterprises, fileOf(text), mapping).catch((error: unknown) => error);
    if (!(usage instanceof ImportUsage)) throw new Error(`No refusal: ${JSON.stringify(usage)}`);
    return usage.problems.map(({ code, value }) => [code, value]);
  };
  const base = { source: 's', key: ['id'], fields: { name: 'name' } } satisfies Mapping;

  it.each<[string, Mapping, [string, string | null]]>([
    ['an unknown field', { ...base, fields: { name: 'name', colour: 'id' } }, ['unknown_field', 'colour']],
    [
      'a prototype’s name',
      { ...base, fields: { name: 'name', constructor: 'id' } },
      ['unknown_field', 'constructor'],
    ],
    ['a missing column', { ...base, fields: { name: 'FacName' } }, ['missing_column', 'FacName']],
    ['a missing key column', { ...base, key: ['EPAFacilityID'] }, ['missing_column', 'EPAFacilityID']],
    ['$id of a CSV', { ...base, key: ['$id'] }, ['missing_column', '$id']],
    ['a row number as key', { ...base, key: ['$row'] }, ['key_missing', '$row']],
    ['no key', { source: 's', fields: { name: 'name' } }, ['key_missing', null]],
    [
      'a derived field',
      { ...base, fields: { name: 'name', grade_state: 'id' } },
      ['derived_field', 'grade_state'],
    ],
    ['an unmapped required field', { ...base, fields: {} }, ['field_unmapped', 'name']],
    ['another layer’s mapping', { ...base, layer: 'regions' }, ['layer_mismatch', 'regions']],
    ['an unknown coordinate system', { ...base, crs: 'EPSG:27700' }, ['crs_unsupported', 'EPSG:27700']],
    ['a grid without control points', { ...base, crs: { crs: 'local' } }, ['grid_not_fitted', null]],
    ['an unknown encoding', { ...base, encoding: 'klingon' }, ['encoding_unknown', 'klingon']],
  ])('is refused for %s', async (_, mapping, expected) => {
    expect(await refusal(mapping)).toEqual([expected]);
  });

  it('is refused for a mapping file that says something else', () => {
    expect(() => parseMapping('{"fields": {"name": 3}}')).toThrow(ImportUsage);
    expect(() => parseMapping('{"feilds": {}}')).toThrow(/feilds/);
    expect(() => parseMapping('{')).toThrow(ImportUsage);
    expect(() => parseMapArgument('name')).toThrow(ImportUsage);
    expect(parseMapArgument('name=Fac\\,Name,people=FacFTE').fields).toEqual({
      name: 'Fac,Name',
      people: 'FacFTE',
    });
  });

  it('is refused for regions without borders', async () => {
    const mapping: Mapping = { source: 's', fields: { name: 'name', code: 'id' } };
    const usage = await checkFile(regions, fileOf('id,name\n371329,临沭县'), mapping).catch(
      (error: unknown) => error,
    );
    expect(usage).toMatchObject({ problems: [{ code: 'borders_need_geojson' }] });
  });
});

it('reads a doubled column only where it does not matter', async () => {
  const text = 'id,name,x,x,lon,lat\n1,a,,,1,2';
  const mapping = { source: 's', key: ['id'], fields: { name: 'name' } } satisfies Mapping;
  const unused = await checkFile(enterprises, fileOf(text), mapping);
  expect(unused.problems).toMatchObject([{ code: 'duplicate_header_unused', severity: 'warning' }]);
  const used = await checkFile(enterprises, fileOf(text), {
    ...mapping,
    fields: { name: 'name', address: 'x' },
  });
  expect(used.problems).toMatchObject([{ code: 'duplicate_header', severity: 'error', field: 'x' }]);
});

it('tells characters that the encoding cannot read', async () => {
  const mapping: Mapping = { source: 's', key: ['id'], encoding: 'utf-8', fields: { name: 'name' } };
  const bytes = new Uint8Array([
    ...new TextEncoder().encode('id,name,lon,lat\n1,'),
    0xbc,
    0xd7,
    44,
    49,
    44,
    50,
  ]);
  const { problems } = await checkFile(enterprises, fileOf(bytes), mapping);
  expect(problems).toMatchObject([
    { row: 1, code: 'encoding', message: { en: expect.stringContaining('Line 2') } },
  ]);
});

const square = [
  [
    [119, 26],
    [120, 26],
    [120, 27],
    [119, 27],
    [119, 26],
  ],
];
const region = (code: string, more = '', geometry: unknown = { type: 'Polygon', coordinates: square }) =>
  `{"type":"Feature","id":"${code}","properties":{"name":"示例","code":"${code}"${more}},"geometry":${JSON.stringify(geometry)}}`;

it('completes a region from its code and promotes its polygon', async () => {
  const mapping: Mapping = { source: '模拟数据', fields: { name: 'name', code: 'code' } };
  const file = fileOf(`${region('990101')}\n${region('99010100100203')}`, 'r.geojson');
  const { rows, problems } = await checkFile(regions, file, mapping);
  expect(problems).toEqual([]);
  expect(rows.map(({ values }) => [values.code, values.level, values.parent_code, values.source_id])).toEqual(
    [
      ['990101000000', 'county', '990100000000', '990101000000'],
      ['99010100100203', 'cell', '990101001002', '99010100100203'],
    ],
  );
  expect(rows[0]?.geometry).toEqual({ type: 'MultiPolygon', coordinates: [square] });
});

it.each([
  [region('9901'), 'region_code_form'],
  [region('370000'), 'level_unknown'],
  [region('990101', ',"level":"网格"'), 'level_mismatch'],
  [region('990101', '', { type: 'Point', coordinates: [1, 2] }), 'geometry_type'],
  [region('990101', '', null), 'geometry_missing'],
  [region('990101', '', { type: 'Polygon', coordinates: [] }), 'geometry_form'],
  [region('990101', '', { type: 'Polygon', coordinates: [square[0]!.slice(1)] }), 'geometry_invalid'],
  [region('990101', '', { type: 'Polygon', coordinates: [square[0]!.slice(0, 3)] }), 'geometry_invalid'],
  [region('990101', '', { type: 'Polygon', coordinates: [[['a', 1]]] }), 'geometry_form'],
  [region('990101', '', { type: 'Polygon', coordinates: [[[26, 119]]] }), 'coordinates_swapped'],
])('tells what is wrong with a region: %#', async (text, code) => {
  const mapping: Mapping = { source: 's', fields: { name: 'name', code: 'code', level: 'level' } };
  const file = fileOf(`${text}\n${region('990102', ',"level":"county"')}`, 'r.geojson');
  const { rows, problems } = await checkFile(regions, file, mapping);
  expect(problems.map((one) => [one.row, one.code])).toEqual([[1, code]]);
  expect(rows).toHaveLength(1);
});

it('closes open rings and leaves out rings without area when asked to repair', async () => {
  const mapping: Mapping = { source: 's', fields: { name: 'name', code: 'code' } };
  const open = square[0]!.slice(0, 4);
  const sliver = [
    [119.1, 26.1],
    [119.2, 26.2],
    [119.1, 26.1],
  ];
  const lines = [
    region('990101', '', { type: 'Polygon', coordinates: [open] }),
    region('990102', '', { type: 'MultiPolygon', coordinates: [[square[0], sliver], [sliver]] }),
    region('990103', '', { type: 'Polygon', coordinates: [sliver] }),
  ];
  const { rows, problems } = await checkFile(regions, fileOf(lines.join('\n'), 'r.geojson'), mapping, true);
  const whole = { type: 'MultiPolygon', coordinates: [square] };
  expect(rows.map(({ geometry, ringFault }) => [geometry, ringFault?.reason.en])).toEqual([
    [whole, 'ring not closed'],
    [whole, 'ring with fewer than 4 positions'],
  ]);
  expect(problems.map(({ row, code }) => [row, code])).toEqual([[3, 'geometry_unrepairable']]);
});

it('reads only the geometry types that the mapping wants', async () => {
  const mapping: Mapping = {
    source: 's',
    fields: { name: 'name', code: 'code' },
    where: { geometryType: ['Polygon', 'MultiPolygon'] },
  };
  const point = region('990102', '', { type: 'Point', coordinates: [1, 2] });
  const { rows, problems } = await checkFile(
    regions,
    fileOf(`${region('990101')}\n${point}`, 'r.geojson'),
    mapping,
  );
  expect([rows.length, problems.length]).toEqual([1, 0]);
});

it('never throws, whatever a value or a geometry is', () => {
  const parsers = Object.entries({ ...enterprises.fields, ...regions.fields }).map(([name, field]) =>
    valueParser(name in regions.fields ? regions : enterprises, name, field),
  );
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const parse of parsers) parse(value);
      checkGeometry(value, ['Point']);
      checkGeometry({ type: 'MultiPolygon', coordinates: value }, ['MultiPolygon']);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void [decimal(text), integer(text), date(text)]));
});

it('reads back every number and every day that it is given in text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(decimal(String(value))).toEqual({ ok: true, value: Number(String(value)) });
    }),
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (day) => {
        const text = day.toISOString().slice(0, 10);
        expect(date(text)).toEqual({ ok: true, value: text });
        expect(date(text.replaceAll('-', '/'))).toEqual({ ok: true, value: text });
      },
    ),
  );
});

it('cuts a long value to 120 characters and fills every sentence', () => {
  const one = problem(
    'required',
    { row: 3, field: 'name', value: '𠮷'.repeat(500) },
    { label: { zh: '名称', en: 'Name' } },
  );
  expect([...(one.value ?? '')]).toHaveLength(120);
  expect(one.message).toEqual({ zh: '缺少名称。', en: 'Name is missing.' });
});
