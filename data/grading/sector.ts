/** Grade of a whole sector (行业领域) from how many of its objects have which grade: this project's own proposal. */
import type { Grade } from '../grade.ts';
import { GRADES } from '../grade.ts';
import type { Text } from '../layer.ts';
import { type Explanation, GRADE_TEXTS, type Relief, written } from './explanation.ts';
import { gradeOfIndex, objectScore, parentIndex, REGION_INDEX, type RegionIndexConstants } from './region.ts';

export type GradeCounts = Readonly<Record<Grade, number>>;

const indexOf = (counts: GradeCounts, constants: RegionIndexConstants) =>
  parentIndex(
    GRADES.filter((grade) => counts[grade] > 0).map((grade) => ({
      index: objectScore(grade, 1, constants),
      weight: counts[grade],
    })),
  );

/**
 * The objects of a sector are taken like the parts of a region: the worst and the mean of all by count, joined as
 * √((max² + mean²)/2). What is not assessed does not count and is named. Throws a RangeError on what is no count.
 */
export function explainSector(
  counts: GradeCounts,
  notAssessed: number,
  constants: RegionIndexConstants = REGION_INDEX,
): Explanation {
  for (const count of [...Object.values(counts), notAssessed])
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`Not a count: ${count}`);
  const index = indexOf(counts, constants);
  const grade = index === null ? null : gradeOfIndex(index, undefined, constants);
  const total = GRADES.reduce((sum, one) => sum + counts[one], 0);
  const points = GRADES.reduce((sum, one) => sum + counts[one] * objectScore(one, 1, constants), 0);
  const worst = GRADES.find((one) => counts[one] > 0);
  const rule: Text =
    index === null || grade === null
      ? { zh: '没有已评估的对象：未评估', en: 'No object is assessed: not assessed' }
      : {
          zh: `行业指数 ${written(index)}，为${GRADE_TEXTS[grade].zh}`,
          en: `Index of the sector ${written(index)}: ${GRADE_TEXTS[grade].en}`,
        };
  return {
    method: {
      id: 'sector',
      version: `1 (${constants.id} ${constants.version})`,
      name: { zh: '行业领域风险等级', en: 'Grade of a sector' },
      source: {
        zh: '本项目建议：按各等级对象数加权，采用内梅罗形式',
        en: 'This project’s own proposal: objects by grade, joined in Nemerow’s form',
      },
    },
    inputs: GRADES.map((one) => ({
      name: { zh: `${GRADE_TEXTS[one].zh}对象`, en: `Objects graded ${GRADE_TEXTS[one].en}` },
      value: counts[one],
    })),
    formula: 'R = √((R_max² + R̄²) / 2)',
    numbers:
      index === null
        ? ''
        : `√((${written(objectScore(worst!, 1, constants))}² + ${written(points / total)}²) / 2) = ${written(index)}`,
    steps: [{ rule: { zh: '按指数分级', en: 'Grade by index' }, result: rule, grade, decisive: true }],
    score: index,
    grade,
    rule,
    toLower: grade === null ? [] : reliefs(counts, grade, constants),
    ...(notAssessed > 0 && {
      outside: [
        {
          zh: `${notAssessed} 个对象未评估，未计入`,
          en:
            notAssessed === 1
              ? '1 object is not assessed and not counted'
              : `${notAssessed} objects are not assessed and not counted`,
        },
      ],
    }),
  };
}

/** The least number of objects of the worst grade that must fall to low before the sector falls. */
function reliefs(counts: GradeCounts, grade: Grade, constants: RegionIndexConstants): Relief[] {
  const worst = GRADES.find((one) => counts[one] > 0);
  if (worst === undefined || worst === 4) return [];
  for (let moved = 1; moved <= counts[worst]; moved++) {
    const score = indexOf({ ...counts, [worst]: counts[worst] - moved, 4: counts[4] + moved }, constants)!;
    const after = gradeOfIndex(score, undefined, constants);
    if (after <= grade) continue;
    return [
      {
        change: {
          zh: `${moved} 个${GRADE_TEXTS[worst].zh}对象降为低`,
          en: `${moved === 1 ? '1 object' : `${moved} objects`} graded ${GRADE_TEXTS[worst].en} ${moved === 1 ? 'becomes' : 'become'} low`,
        },
        score,
        grade: after,
      },
    ];
  }
  return [];
}
