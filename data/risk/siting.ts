/** What a proposal means: verdict with reasons in words. Pure; the server gives the numbers. */
import type { Text } from '../layer.ts';
import { TARGET_CLASSES } from '../layers/protected-targets.ts';
import { RISK_LEVELS } from './contours.ts';
import { DIRECTIONS, type Kernel, nodeM } from './polar.ts';
import type { Standing } from './societal-curve.ts';
import type { VerdictState } from './targets.ts';
import type { TargetClass } from './verdict.ts';

export type SitingVerdict = 'exceeds' | 'within' | 'unknown';

/** Largest distance at which a kernel reaches a risk, m; 0 = nowhere. Between two nodes the logarithm runs evenly. */
export function largestDistanceM({ nodes, values }: Kernel, irPerYr: number): number {
  for (let node = nodes - 1; node >= 0; node--) {
    let found = 0;
    for (let bearing = 0; bearing < DIRECTIONS; bearing++) {
      const here = values[node * DIRECTIONS + bearing]!;
      if (here < irPerYr) continue;
      const next = node + 1 < nodes ? values[(node + 1) * DIRECTIONS + bearing]! : 0;
      // as the field reads a kernel: linear between the nodes in the logarithm of the distance
      const t = here > next ? Math.min(1, (here - irPerYr) / (here - next)) : 0;
      found = Math.max(found, nodeM(node + t));
    }
    if (found > 0) return found;
  }
  return 0;
}

/** The largest distance of each line of a kernel. */
export const contourDistances = (kernel: Kernel): { irPerYr: number; distanceM: number }[] =>
  RISK_LEVELS.map((irPerYr) => ({ irPerYr, distanceM: Math.round(largestDistanceM(kernel, irPerYr)) }));

/** A risk as it is written: 3.2×10⁻⁷. */
export function written(perYr: number): string {
  if (perYr === 0) return '0';
  const [mantissa, exponent] = perYr.toExponential(1).split('e') as [string, string];
  const power = [...String(Number(exponent))]
    .map((digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!))
    .join('');
  return `${mantissa.replace(/\.0$/, '')}×10${power}`;
}

/** How many times, with two digits. */
export const times = (ratio: number): string =>
  ratio >= 100 ? String(Math.round(ratio)) : String(Number(ratio.toPrecision(2)));

const classWords = (id: TargetClass): Text => TARGET_CLASSES.find((one) => one.id === id)!;

const STANDING_WORDS: Readonly<Record<Standing, Text>> = {
  above: { zh: '高于不可接受线', en: 'above the upper line' },
  alarp: { zh: '在尽可能降低区', en: 'as low as reasonably practicable' },
  below: { zh: '低于可接受线', en: 'below the lower line' },
};

interface SocietalChange {
  readonly before: Standing;
  readonly after: Standing;
  readonly addedPllPerYr: number;
  readonly beforePllPerYr: number;
}

/** A sentence on the F-N curve and the loss of life; the city's own standing is told as it is. */
function societalReason({ before, after, addedPllPerYr, beforePllPerYr }: SocietalChange): Text {
  const share = beforePllPerYr > 0 ? `${((100 * addedPllPerYr) / beforePllPerYr).toPrecision(2)} %` : '';
  const [from, to] = [STANDING_WORDS[before], STANDING_WORDS[after]];
  return {
    zh: `社会风险：PLL 增加 ${written(addedPllPerYr)} /年${share ? `（${share}）` : ''}；F-N 曲线${before === after ? `仍${to.zh}` : `由${from.zh}变为${to.zh}`}`,
    en: `Societal risk: PLL rises by ${written(addedPllPerYr)} a year${share ? ` (${share})` : ''}; the F-N curve ${before === after ? `stays ${to.en}` : `goes from ${from.en} to ${to.en}`}`,
  };
}

export interface BuildingFacts {
  readonly class: TargetClass;
  readonly irPerYr: number;
  readonly limitPerYr: number;
  readonly compliant: boolean;
  readonly timesLimit: number;
  readonly units: readonly { readonly name: string; readonly share: number }[];
  /** Sources within reach that could not be computed. */
  readonly notComputed: number;
  readonly societal: SocietalChange;
}

/** The verdict on a building at its place. What could not be computed never makes a place good. */
export function buildingVerdict(facts: BuildingFacts): { verdict: SitingVerdict; reasons: Text[] } {
  const { irPerYr, limitPerYr, compliant, timesLimit, units, notComputed, societal } = facts;
  const words = classWords(facts.class);
  const causes = units.slice(0, 3).map(({ name, share }) => `${name} ${Math.round(100 * share)} %`);
  const because =
    causes.length > 0
      ? { zh: `；来自 ${causes.join('、')}`, en: `; from ${causes.join(', ')}` }
      : { zh: '', en: '' };
  const reasons: Text[] = [
    compliant
      ? {
          zh: `个人风险 ${written(irPerYr)} /年，不高于${words.zh}新建限值 ${written(limitPerYr)}（为限值的 ${times(timesLimit)} 倍）${because.zh}`,
          en: `Individual risk ${written(irPerYr)} a year is within the limit ${written(limitPerYr)} of new targets, ${words.en.toLowerCase()} (${times(timesLimit)} of it)${because.en}`,
        }
      : {
          zh: `个人风险 ${written(irPerYr)} /年，为${words.zh}新建限值 ${written(limitPerYr)} 的 ${times(timesLimit)} 倍${because.zh}`,
          en: `Individual risk ${written(irPerYr)} a year is ${times(timesLimit)} times the limit ${written(limitPerYr)} of new targets, ${words.en.toLowerCase()}${because.en}`,
        },
    societalReason(societal),
  ];
  if (notComputed > 0) reasons.push(notComputedReason(notComputed));
  const raised = societal.after === 'above' && societal.before !== 'above';
  if (!compliant || raised) return { verdict: 'exceeds', reasons };
  return { verdict: notComputed > 0 ? 'unknown' : 'within', reasons };
}

const notComputedReason = (count: number): Text => ({
  zh: `可达范围内有 ${count} 个单元的部分或全部物质未能计算，风险可能偏低`,
  en: `${count} units within reach could not be computed in part or at all: the risk may be higher`,
});

export interface PlantFacts {
  readonly computed: boolean;
  readonly missing: number;
  readonly newlyExceeding: number;
  readonly alreadyExceeding: number;
  readonly unknown: number;
  /** The target that is worst off, with its name. */
  readonly worst: { readonly name: string; readonly timesLimit: number; readonly byProposal: number } | null;
  readonly contours: readonly { readonly irPerYr: number; readonly distanceM: number }[];
  readonly societal: SocietalChange;
}

/** The verdict on a plant at its place. */
export function plantVerdict(facts: PlantFacts): { verdict: SitingVerdict; reasons: Text[] } {
  const { computed, missing, newlyExceeding, alreadyExceeding, unknown, worst, contours, societal } = facts;
  const reasons: Text[] = [];
  if (!computed)
    return {
      verdict: 'unknown',
      reasons: [
        {
          zh: '所列物质都不能计算：见“缺少的数据”',
          en: 'None of its substances can be computed: see what is missing',
        },
      ],
    };
  if (newlyExceeding > 0)
    reasons.push({
      zh: `${newlyExceeding} 个防护目标由符合变为超出限值${worst ? `，最大为限值的 ${times(worst.timesLimit)} 倍（${worst.name}）` : ''}`,
      en: `${newlyExceeding} protected targets come to exceed their limit${worst ? `, at most ${times(worst.timesLimit)} times (${worst.name})` : ''}`,
    });
  if (alreadyExceeding > 0)
    reasons.push({
      zh: `${alreadyExceeding} 个已超限的防护目标风险进一步增加`,
      en: `${alreadyExceeding} targets above their limit already are exposed to more`,
    });
  if (newlyExceeding === 0 && alreadyExceeding === 0)
    reasons.push({
      zh: '没有防护目标因此超出 GB 36894-2018 的个人风险限值',
      en: 'No protected target comes to exceed its limit of GB 36894-2018',
    });
  const reached = contours.find(({ distanceM }) => distanceM > 0);
  if (reached)
    reasons.push({
      zh: `${written(reached.irPerYr)} 等值线最远 ${reached.distanceM} m`,
      en: `The line ${written(reached.irPerYr)} reaches ${reached.distanceM} m`,
    });
  reasons.push(societalReason(societal));
  if (unknown > 0)
    reasons.push({
      zh: `${unknown} 个受影响的防护目标类别或状态未知，不能判断`,
      en: `${unknown} targets it affects have no class or state: no verdict`,
    });
  if (missing > 0)
    reasons.push({
      zh: `${missing} 种物质未能计算，风险可能偏低`,
      en: `${missing} of its substances could not be computed: the risk may be higher`,
    });
  const raised = societal.after === 'above' && societal.before !== 'above';
  if (newlyExceeding > 0 || alreadyExceeding > 0 || raised) return { verdict: 'exceeds', reasons };
  return { verdict: unknown > 0 || missing > 0 ? 'unknown' : 'within', reasons };
}

/** What became of a target by a proposal. */
export const changeOf = (
  before: VerdictState,
  after: VerdictState,
): 'newly' | 'already' | 'unknown' | 'none' => {
  if (after === 'unknown') return 'unknown';
  if (after !== 'exceeding') return 'none';
  return before === 'exceeding' ? 'already' : 'newly';
};
