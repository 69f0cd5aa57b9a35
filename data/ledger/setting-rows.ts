/** Every number of the grading settings with its name, meaning and unit, for the screen that shows and edits them. */
import type { Dictionary, Text } from '../layer.ts';
import { LEC_SCHEMES, LS_SCHEMES, MES_SCHEMES } from '../tables/scoring.ts';
import { type GradingSettings, SCHEME_IDS } from './settings.ts';
import { SUPERVISION_CLASSES } from './words.ts';

/** How a value is chosen. */
export type SettingControl =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number | 'any' }
  /** Empty = none. */
  | { readonly kind: 'days'; readonly none: Text }
  | { readonly kind: 'grade'; readonly none?: Text }
  | { readonly kind: 'choice'; readonly of: Dictionary }
  | { readonly kind: 'grades' }
  | { readonly kind: 'sectors' };

export interface SettingPart {
  /** Keys from the whole of the settings down to the value. */
  readonly path: readonly (string | number)[];
  readonly label: Text;
  readonly control: SettingControl;
}
export interface SettingRow {
  readonly id: string;
  readonly name: Text;
  readonly meaning: Text;
  readonly unit?: Text;
  readonly parts: readonly SettingPart[];
}
export interface SettingGroup {
  readonly id: string;
  readonly title: Text;
  /** Where the defaults come from. */
  readonly source: Text;
  readonly rows: readonly SettingRow[];
}

const text = (zh: string, en: string): Text => ({ zh, en });
const number = (min: number, max: number, step: number | 'any' = 'any') =>
  ({ kind: 'number', min, max, step }) as const;

const RED = text('红', 'Red');
const ORANGE = text('橙', 'Orange');
const YELLOW = text('黄', 'Yellow');
const BLUE = text('蓝', 'Blue');
const COLOURS = { '1': RED, '2': ORANGE, '3': YELLOW, '4': BLUE } as const;
const FACTOR = number(0.1, 10);
const POINTS = text('分', 'points');
const TIMES = text('倍', 'times');
const OURS = text('本项目建议值', 'Proposed by this project');

const byColour = (
  path: readonly string[],
  grades: readonly (keyof typeof COLOURS)[],
  control: SettingControl,
  sign = '',
): SettingPart[] =>
  grades.map((grade) => ({
    path: [...path, grade],
    label: text(`${COLOURS[grade].zh}${sign}`, `${COLOURS[grade].en}${sign && ` ${sign}`}`),
    control,
  }));

const SCHEMES = [...LEC_SCHEMES, ...LS_SCHEMES, ...MES_SCHEMES];
const BOUND = number(0, 100_000);
const HUNDRED = number(0, 100);

/** Objects count towards a region from a grade. */
const COUNTS = {
  kind: 'choice',
  of: [
    { id: '4', zh: '所有已评估的', en: 'every graded one' },
    { id: '3', zh: '红、橙、黄', en: 'red, orange, yellow' },
    { id: '2', zh: '红、橙', en: 'red, orange' },
    { id: '1', zh: '仅红', en: 'only red' },
    { id: '0', zh: '不计入', en: 'none' },
  ],
} as const satisfies SettingControl;
const counted = (layer: string, zh: string, en: string): SettingPart => ({
  path: ['counted', layer],
  label: text(zh, en),
  control: COUNTS,
});

const JUDGED = [
  ['good', '好', 'Good'],
  ['fair', '中', 'Fair'],
  ['poor', '差', 'Poor'],
] as const;
const CLASS = { kind: 'choice', of: SUPERVISION_CLASSES } as const satisfies SettingControl;
const DRAWN = text('抽查', 'by lot');

/** The groups of numbers; `settings` because the steps of exposure are as many as a city has. */
export function settingGroups({ region }: GradingSettings): readonly SettingGroup[] {
  return [
    {
      id: 'scoring',
      title: text('评分方法的分级界限', 'Bounds of the scoring methods'),
      source: text(
        '默认值为公开的评价表，表本身不变；改动后按本市界限评定，结果的方案写作 LEC-4-city-v3（表、本市、参数版本）',
        'Defaults are the published tables, which never change; with other bounds a result names its scheme as LEC-4-city-v3: table, city, version of the settings',
      ),
      rows: SCHEME_IDS.map((id) => {
        const scheme = SCHEMES.find((one) => one.id === id)!;
        return {
          id,
          name: text(`${id} 分级界限`, `Bounds of ${id}`),
          meaning: text(`${scheme.name.zh}。${scheme.source.zh}`, `${scheme.name.en}. ${scheme.source.en}`),
          unit: text('风险值', 'score'),
          parts: byColour(['scoring', 'schemes', id], ['1', '2', '3'], BOUND, '≥').map((part, i) =>
            scheme.bands[i]?.exclusive ? { ...part, label: text('红>', 'Red >') } : part,
          ),
        };
      }),
    },
    {
      id: 'forms',
      title: text('评估表的分级界限', 'Bounds of the papers'),
      source: text(
        '诊断表：应急〔2018〕19号；园区：化工园区安全风险排查治理导则（二手资料）；全要素汇总：本项目建议值',
        'Form: guideline of 2018; parks: trial guideline (secondary source); summary of the elements: our proposal',
      ),
      rows: [
        {
          id: 'hazmatForm',
          name: text('危险化学品企业评估诊断（100 分）', '100-point form of hazardous-chemical enterprises'),
          meaning: text(
            '得分不低于此数为该颜色，其余为红',
            'From so many points on this colour; below all of them red',
          ),
          unit: POINTS,
          parts: byColour(['scoring', 'hazmatForm'], ['4', '3', '2'], HUNDRED, '≥'),
        },
        {
          id: 'park',
          name: text('化工园区 D、C、B 级', 'Classes D, C and B of chemical parks'),
          meaning: text(
            '得分不低于此数为该级，其余为 A 级（红）',
            'From so many points on this class; below all of them A, red',
          ),
          unit: POINTS,
          parts: byColour(['scoring', 'park'], ['4', '3', '2'], HUNDRED, '≥'),
        },
        {
          id: 'evaluation',
          name: text('全要素评价汇总', 'Summary of the five elements'),
          meaning: text(
            '差的要素达到此数，总体为差；没有差且好的要素达到此数，总体为好',
            'So many poor elements make the whole poor; none poor and so many good make it good',
          ),
          unit: text('项', 'elements'),
          parts: [
            {
              path: ['scoring', 'evaluation', 'poorFrom'],
              label: text('差 ≥', 'Poor ≥'),
              control: number(1, 5, 1),
            },
            {
              path: ['scoring', 'evaluation', 'goodFrom'],
              label: text('好 ≥', 'Good ≥'),
              control: number(1, 5, 1),
            },
          ],
        },
      ],
    },
    {
      id: 'region',
      title: text('区域风险指数', 'Regional risk index'),
      source: OURS,
      rows: [
        {
          id: 'thresholds',
          name: text('区域等级界限', 'Bounds of the grades of regions'),
          meaning: text(
            '指数不低于此数为该颜色，其余为蓝',
            'From this index on the colour; below all of them blue',
          ),
          unit: text('指数 0–100', 'index 0–100'),
          parts: byColour(['region', 'thresholds'], ['1', '2', '3'], HUNDRED, '≥'),
        },
        {
          id: 'objectScores',
          name: text('对象得分', 'Score of an object'),
          meaning: text(
            '一个对象按颜色计入区域的分值，修正之前',
            'What an object of a colour counts, before its correction',
          ),
          unit: text('分 0–100', 'points 0–100'),
          parts: byColour(['region', 'objectScores'], ['1', '2', '3', '4'], HUNDRED),
        },
        {
          id: 'correction',
          name: text('修正系数范围', 'Range of the correction'),
          meaning: text('各项修正相乘之后的下限和上限', 'Least and most of all corrections multiplied'),
          unit: TIMES,
          parts: [
            { path: ['region', 'correction', 'least'], label: text('下限', 'Least'), control: FACTOR },
            { path: ['region', 'correction', 'most'], label: text('上限', 'Most'), control: FACTOR },
          ],
        },
        {
          id: 'management',
          name: text('全要素评价修正', 'Correction by evaluation'),
          meaning: text('企业评价为好、中、差时，得分乘以', 'The score is multiplied by this when judged so'),
          unit: TIMES,
          parts: JUDGED.map(([id, zh, en]) => ({
            path: ['region', 'management', id],
            label: text(zh, en),
            control: FACTOR,
          })),
        },
        {
          id: 'events',
          name: text('隐患与事故修正', 'Correction by danger and accident'),
          meaning: text(
            '有未销号重大隐患时、三年内发生过伤亡事故时，得分乘以',
            'The score is multiplied by this while a major danger is open, or after an accident with casualties in three years',
          ),
          unit: TIMES,
          parts: [
            {
              path: ['region', 'openMajorDanger'],
              label: text('重大隐患', 'Major danger'),
              control: FACTOR,
            },
            { path: ['region', 'recentAccident'], label: text('近期事故', 'Accident'), control: FACTOR },
          ],
        },
        {
          id: 'exposure',
          name: text('周边人口修正', 'Correction by residents'),
          meaning: text(
            '边界外 500 m 内常住人口达到此数时，得分乘以此系数（取最后一个达到的）',
            'From so many residents within 500 m on, the score is multiplied by this; the last step that is reached counts',
          ),
          unit: text('人；倍', 'residents; times'),
          parts: region.exposure.flatMap((_, step): SettingPart[] => [
            {
              path: ['region', 'exposure', step, 'from'],
              label: text(`第 ${step + 1} 档人数 ≥`, `Step ${step + 1}: from`),
              control: number(0, 1_000_000, 1),
            },
            {
              path: ['region', 'exposure', step, 'factor'],
              label: text(`第 ${step + 1} 档系数`, `Step ${step + 1}: times`),
              control: FACTOR,
            },
          ]),
        },
        {
          id: 'crowding',
          name: text('聚集度 D0', 'Crowding D0'),
          meaning: text(
            '每平方公里其余对象的得分之和达到 D0 时，指数补足与 100 之差的 63%',
            'Points per km² of the further objects that close 63 % of the gap to 100',
          ),
          unit: text('分/km²', 'points/km²'),
          parts: [{ path: ['region', 'crowding'], label: text('D0', 'D0'), control: number(0, 100_000) }],
        },
        {
          id: 'leastArea',
          name: text('最小面积', 'Least area'),
          meaning: text('更小的网格按此面积计', 'Smaller cells count as this'),
          unit: text('km²', 'km²'),
          parts: [
            { path: ['region', 'leastAreaKm2'], label: text('面积', 'Area'), control: number(0, 1000) },
          ],
        },
      ],
    },
    {
      id: 'counted',
      title: text('哪些对象计入区域', 'Which objects count towards a region'),
      source: OURS,
      rows: [
        {
          id: 'counted',
          name: text('计入的等级', 'From which grade'),
          meaning: text(
            '重大危险源、风险点只在所属企业、场所未计入时单独计入',
            'Sources and risk points count alone only where their holder is not counted',
          ),
          parts: [
            counted('enterprises', '企业', 'Enterprises'),
            counted('places', '场所', 'Places'),
            counted('hazard_points', '隐患点', 'Hazard points'),
            counted('major_hazards', '重大危险源', 'Major hazard sources'),
            counted('risk_points', '风险点', 'Risk points'),
          ],
        },
        {
          id: 'exposedSectors',
          name: text('计算周边人口的行业', 'Sectors whose residents are counted'),
          meaning: text(
            '事故影响可能超出厂界的行业；重大危险源总是计算',
            'Their accidents reach beyond the fence; for major hazard sources residents always count',
          ),
          parts: [{ path: ['exposedSectors'], label: text('行业', 'Sectors'), control: { kind: 'sectors' } }],
        },
      ],
    },
    {
      id: 'floors',
      title: text('下限与上调', 'Floors and raises'),
      source: OURS,
      rows: [
        {
          id: 'majorHazardLevel',
          name: text('按重大危险源级别的等级', 'Grade by level of major hazard source'),
          meaning: text(
            '该级重大危险源的颜色，也是所属企业的下限',
            'Colour of such a source, and the floor of its enterprise',
          ),
          parts: (['1', '2', '3', '4'] as const).map((level, i) => ({
            path: ['floors', 'majorHazardLevel', level],
            label: text(`${['一', '二', '三', '四'][i]}级`, `Level ${level}`),
            control: { kind: 'grade' },
          })),
        },
        {
          id: 'openMajorDanger',
          name: text('重大隐患未销号', 'While a major danger is open'),
          meaning: text(
            '对象上调几级，并且至少为',
            'The object is raised by so many grades, and at least to',
          ),
          parts: [
            {
              path: ['floors', 'openMajorDanger', 'raise'],
              label: text('上调级数', 'Grades up'),
              control: number(0, 3, 1),
            },
            {
              path: ['floors', 'openMajorDanger', 'atLeast'],
              label: text('至少', 'At least'),
              control: { kind: 'grade' },
            },
          ],
        },
        {
          id: 'supervisedDanger',
          name: text('挂牌督办下限', 'Floor by listed supervision'),
          meaning: text(
            '区域内挂牌督办的重大隐患未销号时，区域至少为',
            'While a listed major danger in it is open, a region is at least',
          ),
          parts: [
            {
              path: ['floors', 'supervisedDanger'],
              label: text('至少', 'At least'),
              control: { kind: 'grade', none: text('不设下限', 'no floor') },
            },
          ],
        },
      ],
    },
    {
      id: 'supervision',
      title: text('分类分级监管', 'Supervision by class'),
      source: OURS,
      rows: [
        ...(['1', '2', '3', '4', 'null'] as const).map(
          (grade): SettingRow => ({
            id: `class-${grade}`,
            name:
              grade === 'null'
                ? text('未评估对象的监管类别', 'Class of what is not assessed')
                : text(
                    `${COLOURS[grade].zh}色对象的监管类别`,
                    `Class of ${COLOURS[grade].en.toLowerCase()} objects`,
                  ),
            meaning: text('按全要素评价好、中、差', 'By evaluation good, fair or poor'),
            parts: JUDGED.map(([id, zh, en]) => ({
              path: ['supervision', 'classes', grade, id],
              label: text(zh, en),
              control: CLASS,
            })),
          }),
        ),
        {
          id: 'everyDays',
          name: text('检查频次', 'Frequency of visits'),
          meaning: text('两次检查之间的天数；空为抽查', 'Days between two visits; empty = drawn by lot'),
          unit: text('天', 'days'),
          parts: (['A', 'B', 'C', 'D'] as const).map((id) => ({
            path: ['supervision', 'everyDays', id],
            label: text(`${id} 类`, `Class ${id}`),
            control: { kind: 'days', none: DRAWN },
          })),
        },
        {
          id: 'dueWithinDays',
          name: text('临近到期', 'Due soon'),
          meaning: text('到期前多少天列为临近', 'So many days before the date a visit is due'),
          unit: text('天', 'days'),
          parts: [
            {
              path: ['supervision', 'dueWithinDays'],
              label: text('提前', 'Before'),
              control: number(0, 365, 1),
            },
          ],
        },
        {
          id: 'keyLists',
          name: text('重点监管清单', 'Key lists'),
          meaning: text(
            '列入清单的等级；同时列入即叠加式监管',
            'Grades on the list; on both lists is double supervision',
          ),
          parts: [
            {
              path: ['supervision', 'keyLists', 'city'],
              label: text('市级', 'City'),
              control: { kind: 'grades' },
            },
            {
              path: ['supervision', 'keyLists', 'county'],
              label: text('区县', 'County'),
              control: { kind: 'grades' },
            },
          ],
        },
      ],
    },
  ];
}

/** The value at a path; undefined where there is none. */
export const settingAt = (settings: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);

/** The settings with another value at a path; the rest is shared. */
export function withSetting<T>(settings: T, path: readonly (string | number)[], value: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  if (Array.isArray(settings))
    return settings.map((one, i) => (i === key ? withSetting(one, rest, value) : one)) as T;
  return { ...settings, [key]: withSetting((settings as Record<string, unknown>)[key], rest, value) };
}
