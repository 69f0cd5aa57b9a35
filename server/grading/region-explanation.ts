/** Why a region has its colour: its worst objects or parts with their shares, and the numbers in the formula. */
import type { Grade } from '../../data/grade.ts';
import { type Explanation, GRADE_TEXTS, type Relief, written } from '../../data/grading/explanation.ts';
import {
  cellIndex,
  gradeOfIndex,
  parentIndex,
  type RegionIndexConstants,
} from '../../data/grading/region.ts';
import type { RegionBasis } from './region-verdicts.ts';

/** So many contributors are named. */
const NAMED = 10;

export function explainRegion(basis: RegionBasis, constants: RegionIndexConstants): Explanation {
  const direct = basis.children.length === 0 || directIndex(basis, constants) > aboveIndex(basis);
  const formula = direct ? cellFormula(basis, constants) : parentFormula(basis);
  const plain = gradeOfIndex(basis.index, undefined, constants);
  const { thresholds } = constants;
  const bound = plain === 4 ? thresholds[3] : thresholds[plain];
  const rule = {
    zh: `风险指数 ${written(basis.index)} ${plain === 4 ? '低于' : '不低于'} ${bound}，为${GRADE_TEXTS[plain].zh}`,
    en: `Index ${written(basis.index)} is ${plain === 4 ? 'below' : 'at least'} ${bound}: ${GRADE_TEXTS[plain].en}`,
  };
  const floor = basis.floor;
  const floored = floor !== null && floor < plain;
  const floorRule = {
    zh: `区域内有挂牌督办的重大隐患未销号，至少为${GRADE_TEXTS[floor ?? 2].zh}`,
    en: `A major danger under listed supervision is open: at least ${GRADE_TEXTS[floor ?? 2].en}`,
  };
  return {
    method: {
      id: constants.id,
      version: String(constants.version),
      name: { zh: '区域风险指数（FRI）', en: 'Regional risk index (FRI)' },
      source: {
        zh: '本项目提出的区域风险指数，参数可配置；国家未规定统一公式（上级区域采用内梅罗形式）',
        en: 'This project’s own index, every number configurable; no national formula exists (Nemerow’s form upward)',
      },
    },
    inputs: direct
      ? [
          { name: { zh: '计入的对象', en: 'Objects counted' }, value: basis.objects.length, unit: '个' },
          { name: { zh: '面积', en: 'Area' }, value: written(basis.region.areaKm2), unit: 'km²' },
        ]
      : [
          {
            name: { zh: '已评估的下级区域', en: 'Assessed parts' },
            value: basis.children.length,
            unit: '个',
          },
          {
            name: { zh: '权重', en: 'Weights' },
            value:
              basis.weighed === 'population'
                ? { zh: '常住人口', en: 'residents' }
                : { zh: '面积', en: 'area' },
          },
        ],
    ...formula,
    steps: [
      { rule: { zh: '按指数分级', en: 'Grade by index' }, result: rule, grade: plain, decisive: !floored },
      ...(floor === null
        ? []
        : [
            {
              rule: { zh: '挂牌督办下限', en: 'Floor by listed supervision' },
              result: floorRule,
              grade: floor,
              decisive: floored,
            },
          ]),
    ],
    score: basis.index,
    grade: basis.grade,
    rule: floored ? floorRule : rule,
    toLower: floored
      ? [
          {
            change: { zh: '挂牌督办的重大隐患销号', en: 'Close the listed major danger' },
            score: basis.index,
            grade: plain,
          },
        ]
      : direct
        ? cellReliefs(basis, constants)
        : parentReliefs(basis, constants),
    contributors: direct ? objectContributors(basis) : childContributors(basis),
  };
}

const directIndex = ({ objects, region }: RegionBasis, constants: RegionIndexConstants) =>
  cellIndex(
    objects.map(({ score }) => score),
    region.areaKm2,
    constants,
  );

const aboveIndex = ({ children }: RegionBasis) =>
  parentIndex(children.map(({ score, weight }) => ({ index: score, weight }))) ?? 0;

function cellFormula(
  { objects, region, index }: RegionBasis,
  { crowding, leastAreaKm2 }: RegionIndexConstants,
) {
  const scores = objects.map(({ score }) => score);
  const worst = Math.max(0, ...scores);
  const others = scores.reduce((a, b) => a + b, 0) - worst;
  const area = Math.max(region.areaKm2, leastAreaKm2);
  const parts = [
    `M = ${written(worst)}`,
    `D = ${written(others)} / ${written(area)} = ${written(others / area)}`,
    `D0 = ${crowding}`,
  ];
  return {
    formula: 'R = M + (100 − M) · (1 − e^(−D / D0))，D = Σ 其他对象得分 / 面积',
    formulaEn: 'R = M + (100 − M) · (1 − e^(−D / D0)), D = Σ scores of the other objects / area',
    numbers: `${parts.join('，')}；R = ${written(index)}`,
    numbersEn: `${parts.join(', ')}; R = ${written(index)}`,
  };
}

function parentFormula({ children, index }: RegionBasis) {
  const worst = Math.max(...children.map(({ score }) => score));
  const weights = children.reduce((sum, { weight }) => sum + weight, 0);
  const mean =
    weights > 0
      ? children.reduce((sum, { score, weight }) => sum + score * weight, 0) / weights
      : children.reduce((sum, { score }) => sum + score, 0) / children.length;
  return {
    formula: 'R = √((R_max² + R̄_w²) / 2)',
    numbers: `√((${written(worst)}² + ${written(mean)}²) / 2) = ${written(index)}`,
  };
}

function objectContributors({ objects }: RegionBasis) {
  const total = objects.reduce((sum, { score }) => sum + score, 0);
  return objects
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, NAMED)
    .map(({ layer, id, name, score, grade }) => ({
      layer,
      id,
      name,
      score: round(score),
      share: total > 0 ? round(score / total) : 0,
      grade,
    }));
}

function childContributors({ children }: RegionBasis) {
  const weight = (w: number) => (children.every((child) => child.weight === 0) ? 1 : w);
  const total = children.reduce((sum, child) => sum + child.score * weight(child.weight), 0);
  return children
    .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, NAMED)
    .map((child) => ({
      layer: 'regions',
      id: child.code,
      name: child.name,
      score: round(child.score),
      share: total > 0 ? round((child.score * weight(child.weight)) / total) : 0,
      grade: child.grade,
    }));
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** How many of the worst objects must become low before the cell falls by a grade. */
function cellReliefs(basis: RegionBasis, constants: RegionIndexConstants): Relief[] {
  const sorted = basis.objects.toSorted((a, b) => b.score - a.score);
  const scores = sorted.map(({ score }) => score);
  for (let n = 0; n < sorted.length; n++) {
    scores[n] = Math.min(scores[n]!, constants.objectScores[4] * sorted[n]!.correction);
    const index = cellIndex(scores, basis.region.areaKm2, constants);
    const grade = gradeOfIndex(index, undefined, constants);
    if (grade <= basis.grade) continue;
    const names = sorted.slice(0, Math.min(n + 1, 3)).map(({ name }) => name);
    return [relief(n + 1, names, { zh: '对象', en: 'object' }, index, grade)];
  }
  return [];
}

/** How many of the worst parts must fall to the next lower bound before the region does. */
function parentReliefs(basis: RegionBasis, constants: RegionIndexConstants): Relief[] {
  const sorted = basis.children.toSorted((a, b) => b.score - a.score);
  const now = sorted.map(({ score, weight }) => ({ index: score, weight }));
  const { thresholds } = constants;
  for (let n = 0; n < sorted.length; n++) {
    const plain = gradeOfIndex(sorted[n]!.score, undefined, constants);
    // just below the bound of the part's own grade
    now[n] = { ...now[n]!, index: plain === 4 ? sorted[n]!.score : thresholds[plain] - 0.001 };
    const index = parentIndex(now) ?? 0;
    const grade = gradeOfIndex(index, undefined, constants);
    if (grade <= basis.grade) continue;
    const names = sorted.slice(0, Math.min(n + 1, 3)).map(({ name }) => name);
    return [relief(n + 1, names, { zh: '下级区域', en: 'part' }, index, grade)];
  }
  return [];
}

function relief(
  count: number,
  names: readonly string[],
  what: { readonly zh: string; readonly en: string },
  index: number,
  grade: Grade,
): Relief {
  const more = count > names.length;
  return {
    change: {
      zh: `得分最高的 ${count} 个${what.zh}（${names.join('、')}${more ? '等' : ''}）${what.en === 'part' ? '降一级' : '降为低风险'}`,
      en: `The ${count} worst ${what.en}${count > 1 ? 's' : ''} (${names.join(', ')}${more ? ', …' : ''}) ${what.en === 'part' ? 'one grade lower' : 'become low'}`,
    },
    score: Math.round(index * 1000) / 1000,
    grade,
  };
}
