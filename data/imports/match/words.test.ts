/** Values of files to words of the register. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TABLES, tableById } from '../../layers/all.ts';
import { hasWords, matchValues, parseTruth } from './words.ts';

const wordOf = (layerId: string, field: string, value: string) => {
  const layer = tableById(layerId);
  if (layer === undefined) throw new Error(layerId);
  const { matched, unmatched } = matchValues(layer, field, [value]);
  return matched[0] === undefined ? `? ${unmatched[0]?.candidates.join(' ')}` : matched[0].word;
};

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('grades', () => {
  it.each([
    [
      1,
      [
        '1',
        '重大',
        '重大风险',
        '红',
        '红色',
        '一级',
        'Ⅰ',
        'Ⅰ级',
        'I级',
        '1级',
        'A',
        'A级',
        'major',
        'Red',
        '极高',
        ' 重 大 ',
        '一级风险',
        '紅色',
        'Ａ',
      ],
    ],
    [2, ['2', '较大', '较大风险', '橙色', '二级', 'Ⅱ', 'B', 'orange', '較大', '较大风险区域']],
    [3, ['3', '一般', '黄', '三级', 'III级', 'C级', 'yellow', 'moderate']],
    [4, ['4', '低', '低风险', '蓝色', '四级', 'Ⅳ', 'D', 'blue', '较低']],
    [null, ['未评估', '未评', '—', 'N/A', '待评估']],
  ] as const)('%s', (grade, values) => {
    for (const value of values)
      expect([value, wordOf('enterprises', 'grade', value)]).toEqual([value, grade]);
  });

  it('leaves 高 and 中 to a person', () => {
    for (const value of ['高', '中', '五级', 'E', '0', '5', '重大隐患'])
      expect(String(wordOf('enterprises', 'grade', value))).not.toMatch(/^[1-4]$/);
  });
});

describe('words of dictionaries', () => {
  it.each([
    ['enterprises', 'sector', '加油站', 'fuel_station'],
    ['enterprises', 'sector', '危化品生产企业', 'hazmat_production'],
    ['enterprises', 'sector', '危險化學品經營', 'hazmat_trade'],
    ['enterprises', 'sector', '危险化学品生产（氯碱）', 'hazmat_production'],
    ['enterprises', 'sector', 'Machinery', 'machinery'],
    ['enterprises', 'sector', 'hazmat_use', 'hazmat_use'],
    ['enterprises', 'sector', '其它', 'other'],
    ['enterprises', 'sector', '建筑业', 'construction'],
    ['places', 'kind', '宾馆', 'hotel'],
    ['places', 'kind', '学校', 'school'],
    ['places', 'electrical_monitoring', '有', 'yes'],
    ['places', 'electrical_monitoring', 'N', 'no'],
    ['resources', 'kind', '消防栓', 'hydrant'],
    ['resources', 'kind', '应急避难场所', 'shelter'],
    ['protected_targets', 'kind', '敬老院', 'elderly_care'],
    ['protected_targets', 'class', '高敏感', 'high_sensitive'],
    ['pipelines', 'medium', '汽油', 'oil_products'],
    ['pipelines', 'medium', '丙烯', 'ethylene'],
    ['pipelines', 'medium', '污水', 'drainage'],
    ['hazard_points', 'kind', '滑坡', 'landslide'],
    ['enterprises', 'standardisation', '三级', 3],
    ['enterprises', 'standardisation', '二级达标', 2],
    ['enterprises', 'standardisation', '未达标', null],
    ['major_hazards', 'level', '四级重大危险源', 4],
    ['major_hazards', 'level', 'Ⅱ级', 2],
  ] as const)('%s.%s: %s', (layer, field, value, word) => {
    expect(wordOf(layer, field, value)).toBe(word);
  });

  it('lists what a value might mean where it could be several', () => {
    expect(wordOf('enterprises', 'sector', '危险化学品')).toBe(
      '? hazmat_production hazmat_storage hazmat_trade hazmat_use hazmat_transport',
    );
    expect(wordOf('enterprises', 'sector', '外星贸易')).toBe('? ');
    expect(wordOf('major_hazards', 'level', '5')).toBe('? ');
  });

  it('every id and label is its own word', () => {
    for (const layer of TABLES)
      for (const [name, field] of Object.entries(layer.fields)) {
        expect(hasWords(layer, name)).toBe(
          field.dictionary !== undefined || name === 'grade' || field.unit === '级',
        );
        for (const { id, zh, en } of field.dictionary ?? [])
          for (const value of [id, zh, en])
            expect([layer.id, name, value, wordOf(layer.id, name, value)]).toEqual([
              layer.id,
              name,
              value,
              id,
            ]);
      }
  });

  it('any value has a word or none, and never two', () => {
    const layer = tableById('enterprises');
    if (layer === undefined) throw new Error('no layer');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: codeUnit, maxLength: 12 })), (values) => {
        for (const field of ['grade', 'sector', 'standardisation', 'name']) {
          const { matched, unmatched } = matchValues(layer, field, values);
          expect(matched.length + unmatched.length).toBe(
            values.filter((value) => value.trim() !== '').length,
          );
        }
      }),
    );
  });
});

it('是 and 否 in their writings', () => {
  expect(['是', '有', 'Y', 'TRUE', '1', '√'].map(parseTruth)).toEqual(Array(6).fill(true));
  expect(['否', '无', '無', 'n', 'False', '0', '×'].map(parseTruth)).toEqual(Array(7).fill(false));
  expect(['', '可能', '2'].map(parseTruth)).toEqual([undefined, undefined, undefined]);
});
