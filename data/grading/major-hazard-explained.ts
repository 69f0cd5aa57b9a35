/** Why a unit has its level by GB 18218-2018, and which grade that is. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';
import { type Explanation, GRADE_TEXTS, type Method, type Relief, written } from './explanation.ts';
import { exposureAlpha, gradeMajorHazard, type InventoryItem } from './major-hazard.ts';

export const MAJOR_HAZARD_METHOD: Method = {
  id: 'GB18218',
  version: '2018',
  name: { zh: '危险化学品重大危险源辨识与分级', en: 'Identification and level of major hazard sources' },
  source: { zh: 'GB 18218-2018', en: 'GB 18218-2018' },
};

const LEVELS: Readonly<Record<1 | 2 | 3 | 4, Text>> = {
  1: { zh: '一级', en: 'level one' },
  2: { zh: '二级', en: 'level two' },
  3: { zh: '三级', en: 'level three' },
  4: { zh: '四级', en: 'level four' },
};
export const levelWords = (level: 1 | 2 | 3 | 4): Text => LEVELS[level];

/** Grade of a source by its level: this project's own default, a city may set others. */
export const GRADE_OF_LEVEL: Readonly<Record<1 | 2 | 3 | 4, Grade>> = { 1: 1, 2: 1, 3: 2, 4: 3 };

export interface NamedItem extends InventoryItem {
  readonly substance: string;
}

interface Options {
  /** Grade by level. */
  readonly gradeOfLevel?: Readonly<Record<1 | 2 | 3 | 4, Grade>>;
  readonly date?: string | null;
  readonly source?: Text;
  /** Of the residents. */
  readonly residentsSource?: Text;
}

/**
 * Level and grade of a unit with the numbers in the formula. Without an inventory it is not assessed; a unit that is no
 * source has no level and, by this method, no grade. `residents` null = not known: α is then taken for 100 and more.
 */
export function explainMajorHazard(
  inventory: readonly NamedItem[],
  residents: number | null,
  { gradeOfLevel = GRADE_OF_LEVEL, date, source, residentsSource }: Options = {},
): Explanation & { readonly level: 1 | 2 | 3 | 4 | null } {
  const people = residents ?? 100;
  const base = {
    method: MAJOR_HAZARD_METHOD,
    formula: 'S = Σ q/Q；R = α × Σ (β × q/Q)',
    formulaEn: 'S = Σ q/Q; R = α × Σ (β × q/Q)',
  };
  const residentsInput = {
    name: { zh: '厂区边界外 500 m 常住人口', en: 'Residents within 500 m of the border of the plant' },
    value: residents === null ? null : Math.ceil(residents),
    unit: '人',
    ...(residentsSource && { source: residentsSource }),
  };
  if (inventory.length === 0) {
    const rule = { zh: '没有物质清单，未评估', en: 'No inventory: not assessed' };
    return {
      ...base,
      inputs: [residentsInput],
      numbers: '',
      steps: [{ rule: MAJOR_HAZARD_METHOD.name, result: rule, grade: null, decisive: true }],
      score: null,
      grade: null,
      level: null,
      rule,
      toLower: [],
    };
  }
  const result = gradeMajorHazard(inventory, people);
  const { s, r, alpha, level } = result;
  const grade = level === null ? null : gradeOfLevel[level];
  const terms = inventory.map(
    ({ beta, quantityT, thresholdT }) => `${written(beta)}×${written(quantityT)}/${written(thresholdT)}`,
  );
  const identified: Text = {
    zh: `S = ${written(s)}，${level === null ? '小于 1，不构成重大危险源' : '不小于 1，构成重大危险源'}`,
    en: `S = ${written(s)} is ${level === null ? 'below 1: not a major hazard source' : 'at least 1: a major hazard source'}`,
  };
  const levelled: Text | null =
    level === null
      ? null
      : {
          zh: `R = ${written(r!)}，为${LEVELS[level].zh}重大危险源，按${GRADE_TEXTS[grade!].zh}`,
          en: `R = ${written(r!)}: ${LEVELS[level].en}, graded ${GRADE_TEXTS[grade!].en}`,
        };
  return {
    ...base,
    inputs: [
      ...inventory.map(({ substance, quantityT, thresholdT, beta }) => ({
        name: {
          zh: `${substance}：临界量 ${written(thresholdT)} t，β = ${written(beta)}`,
          en: `${substance}: threshold ${written(thresholdT)} t, β = ${written(beta)}`,
        },
        value: quantityT,
        unit: 't',
        ...(source && { source }),
        ...(date !== undefined && { date }),
      })),
      residentsInput,
    ],
    numbers:
      level === null
        ? `S = ${inventory.map(({ quantityT, thresholdT }) => `${written(quantityT)}/${written(thresholdT)}`).join(' + ')} = ${written(s)}`
        : `R = ${written(alpha)} × (${terms.join(' + ')}) = ${written(r!)}`,
    steps: [
      {
        rule: { zh: '辨识：Σ q/Q', en: 'Identification: Σ q/Q' },
        result: identified,
        grade: null,
        decisive: level === null,
      },
      ...(levelled
        ? [
            {
              rule: {
                zh: `分级：α = ${written(alpha)}（${residents === null ? '人口未知，按 100 人以上' : `${Math.ceil(residents)} 人`}）`,
                en: `Level: α = ${written(alpha)} (${residents === null ? 'residents not known, taken as 100 or more' : `${Math.ceil(residents)} residents`})`,
              },
              result: levelled,
              grade,
              decisive: true,
            },
          ]
        : []),
    ],
    score: r ?? s,
    grade,
    level,
    rule: levelled ?? identified,
    toLower: grade === null ? [] : reliefs(inventory, people, grade, gradeOfLevel),
    ...(residents === null && {
      outside: [
        {
          zh: '周边人口未知，按最不利情况取 α = 2',
          en: 'Residents are not known: the worst α of 2 is taken',
        },
      ],
    }),
  };
}

/** Largest quantity of each substance, and largest band of residents, that alone bring the grade down. */
function reliefs(
  inventory: readonly NamedItem[],
  residents: number,
  grade: Grade,
  gradeOfLevel: Readonly<Record<1 | 2 | 3 | 4, Grade>>,
): Relief[] {
  const outcome = (items: readonly NamedItem[], people: number) => {
    const { r, s, level } = gradeMajorHazard(items, people);
    // what is no source any more counts as low
    return { score: r ?? s, grade: level === null ? (4 as const) : gradeOfLevel[level] };
  };
  const found: Relief[] = [];
  inventory.forEach((item, index) => {
    const { quantityT, substance } = item;
    const withQuantity = (q: number) =>
      outcome(
        inventory.map((other, i) => (i === index ? { ...other, quantityT: q } : other)),
        residents,
      );
    if (quantityT === 0 || withQuantity(0).grade <= grade) return;
    // the score falls with the quantity, so the bound is found by halving; three digits are enough for people
    let enough = 0;
    let tooMuch = quantityT;
    for (let i = 0; i < 40; i++) {
      const middle = (enough + tooMuch) / 2;
      if (withQuantity(middle).grade > grade) enough = middle;
      else tooMuch = middle;
    }
    const digits = enough >= 100 ? 0 : enough >= 10 ? 1 : enough >= 1 ? 2 : 3;
    const floor = 10 ** digits;
    const quantity = Math.floor(enough * floor + 1e-6) / floor;
    const after = withQuantity(quantity);
    if (after.grade <= grade) return;
    found.push({
      change: {
        zh: `${substance}由 ${written(quantityT)} t 降到 ${written(quantity)} t`,
        en: `${substance} from ${written(quantityT)} t to ${written(quantity)} t`,
      },
      ...after,
    });
  });
  for (const people of [99, 49, 29, 0]) {
    if (exposureAlpha(people) >= exposureAlpha(residents)) continue;
    const after = outcome(inventory, people);
    if (after.grade <= grade) continue;
    found.push({
      change: {
        zh: people === 0 ? '500 m 内无常住人口' : `500 m 内常住人口降到 ${people} 人以下`,
        en: people === 0 ? 'No residents within 500 m' : `Residents within 500 m down to ${people}`,
      },
      ...after,
    });
    break;
  }
  return found;
}
