/** The page docs/models.md: what each model is, how it meets what was published, and what none of them can do. */
import type { Text } from '../layer.ts';
import { SUBSTANCES } from '../tables/substances.ts';
import { MODEL_FAMILIES, MODELS } from './all.ts';
import type { AnyModel } from './model.ts';
import { PUBLISHED_CASES } from './published/all.ts';
import type { CaseKind } from './published/case.ts';
import { agreement, type Comparison, compareWithPublished } from './published/compare.ts';

/** What the models cannot do, for the page, the screens and every printed result. */
export const LIMITS: readonly Text[] = [
  {
    zh: '障碍物、建筑群和街谷：没有一个模型表示它们。',
    en: 'Obstacles, blocks of buildings and street canyons: no model represents them.',
  },
  {
    zh: '地形：都按平地计算。重气沿坡下流、山谷滞留不会出现在结果里。',
    en: 'Terrain: everything is computed on a plane. Dense gas running downhill or lying in a valley does not appear.',
  },
  {
    zh: '粗糙度大于 0.1 m 的地面（城区、林地）：验证数据都来自平坦开阔地。',
    en: 'Roughness above 0.1 m (towns, woods): all the trials behind the models were on flat open ground.',
  },
  {
    zh: '静风和风向摆动：风速低于 1 m/s 时高斯模型不成立。',
    en: 'Calm and meandering wind: the Gaussian models do not hold below 1 m/s.',
  },
  {
    zh: '射流动量对扩散的影响：Britter–McQuaid 和高斯模型都从静止的云开始。',
    en: 'Momentum of jets in dispersion: Britter–McQuaid and the Gaussian models start from a cloud at rest.',
  },
  {
    zh: '化学反应、沉降、湿沉降；氟化氢的缔合与遇湿放热。',
    en: 'Reactions, deposition and rain; hydrogen fluoride that associates and heats in moist air.',
  },
  {
    zh: '风对固体火焰的倾斜、对喷射火的弯曲；液池蔓延到坡地和排水沟。',
    en: 'Wind that tilts the solid flame or bends a jet fire; pools on slopes and in drains.',
  },
  {
    zh: '近场爆炸：TNT 法在云内和云边偏高；多能法的曲线是近似值。',
    en: 'Blast near a cloud: TNT is too high inside and beside it; the multi-energy curves are approximations.',
  },
  {
    zh: '同一试验上，运行良好的积分模型之间仍可相差约 2.5 倍；失效频率不确定 3–10 倍。',
    en: 'Well-run integral models still differ by some 2.5 on one and the same trial; failure frequencies by 3 to 10.',
  },
];

/** What a published number shows. */
export const CASE_KINDS: Readonly<Record<CaseKind, Text>> = {
  'field-trial': { zh: '现场试验', en: 'field trials' },
  'worked-example': { zh: '书中算例', en: 'worked examples' },
  'cross-source': { zh: '两个独立来源互校', en: 'two independent sources' },
  transcription: {
    zh: '公式抄录核对（不说明物理）',
    en: 'transcription of a formula (says nothing of physics)',
  },
  definition: { zh: '定义运算', en: 'arithmetic by definition' },
};

const digits = (value: number): string => {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3
    ? value.toExponential(2).replace('e+', 'e')
    : String(Number(value.toPrecision(4)));
};
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** Deviation of one pair in words: per cent where small, else the factor. */
function deviation({ published, predicted }: Comparison): string {
  if (published === 0) return predicted === 0 ? '0' : '—';
  const ratio = predicted / published;
  if (Math.abs(ratio - 1) < 5e-5) return '0 %';
  if (ratio > 0.5 && ratio < 2)
    return `${ratio > 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toPrecision(2)} %`;
  return `×${digits(ratio)}`;
}

function kindsTable(comparisons: readonly Comparison[]): string[] {
  const kinds = Object.keys(CASE_KINDS) as CaseKind[];
  return [
    row('种类 kind', '数 numbers', 'FAC2', '几何平均偏差 MG', '几何方差 VG', '最大倍数 worst factor'),
    '|---|---|---|---|---|---|',
    ...kinds.map((kind) => {
      const a = agreement(comparisons.filter((one) => one.kind === kind));
      return row(
        `${CASE_KINDS[kind].zh} ${CASE_KINDS[kind].en}`,
        String(a.pairs),
        a.fac2.toFixed(2),
        a.meanBias.toFixed(3),
        a.variance.toFixed(3),
        digits(a.worst),
      );
    }),
  ];
}

function modelSection(one: AnyModel, comparisons: readonly Comparison[]): string[] {
  const own = comparisons.filter(({ model }) => model === one.id);
  const lines = [
    '',
    `### \`${one.id}\` ${one.label.zh} / ${one.label.en}`,
    '',
    `- 版本 version: ${one.version}`,
    `- 来源 source: ${one.source}`,
    `- 适用范围 validity: ${one.validity.zh}。${one.validity.en}.`,
    ...one.assumptions.map(({ zh, en }) => `- 假定 assumption: ${zh}。${en}.`),
  ];
  if (own.length === 0)
    return [...lines, '- 没有公开算例；只经性质检验。No published case; tested by its properties only.'];
  const a = agreement(own);
  return [
    ...lines,
    `- 对比 comparison: ${own.length} 个数 numbers, FAC2 ${a.fac2.toFixed(2)}, MG ${a.meanBias.toFixed(3)}, ≤ ×${digits(a.worst)}`,
    '',
    row(
      '算例 case',
      '输出 output',
      '公布值 published',
      '计算值 predicted',
      '偏差 deviation',
      '适用 validity',
      '来源 source',
    ),
    '|---|---|---|---|---|---|---|',
    ...own.map((c) =>
      row(
        c.title,
        c.output,
        `${digits(c.published)} ${c.unit}`.trim(),
        digits(c.predicted),
        deviation(c),
        c.validity,
        c.source,
      ),
    ),
  ];
}

/** The whole page as Markdown, computed now from the models and the published cases. */
export function modelsPage(): string {
  const comparisons = compareWithPublished(PUBLISHED_CASES);
  const tested = new Set(comparisons.map(({ model }) => model));
  return `${[
    '# 后果模型 / Consequence models',
    '',
    '本页由模型和公开算例计算生成（`data/models/models-page.ts`，其测试核对本页未过时）。每个模型都可经处理 `consequence` 调用，输入 `{model, inputs}`，单位为 SI 并写在名称里。',
    'This page is computed from the models and the published cases (`data/models/models-page.ts`; its test fails when the page is stale). Every model can be run by the process `consequence` with `{model, inputs}`; units are SI and part of the names.',
    '',
    `${MODELS.length} 个模型，其中 ${tested.size} 个有公开算例；${PUBLISHED_CASES.length} 个算例，${comparisons.length} 个数；${SUBSTANCES.length} 种物质。`,
    `${MODELS.length} models, ${tested.size} of them with published cases; ${PUBLISHED_CASES.length} cases, ${comparisons.length} numbers; ${SUBSTANCES.length} substances.`,
    '',
    '每个结果带有可信标记：`in` 在来源支持的范围内，`edge` 在边缘，`out` 在范围之外（仍给出数值和原因）；方程没有数值时拒绝（422）。',
    'Every result is marked: `in` within the range its source supports, `edge` at its edge, `out` beyond it (a number and the reason all the same); where the equation has no value the request is refused (422).',
    '',
    '## 与公布值的符合程度 / Agreement with what was published',
    '',
    ...kindsTable(comparisons),
    '',
    'FAC2：与公布值相差不超过两倍的份额。MG：公布值/计算值的几何平均，小于 1 表示模型偏高（Hanna 等 1993）。',
    'FAC2: share within a factor of two. MG: geometric mean of published over predicted, below 1 the model is too high (Hanna et al. 1993).',
    '现场试验只有三次 Prairie Grass 和两次 Burro，数目少；后者以 10 m 风速未换算代入。',
    'The field trials are few: three runs of Prairie Grass and two of Burro; wind speeds were used unscaled.',
    '',
    '## 这些模型做不到什么 / What the models cannot do',
    '',
    ...LIMITS.map(({ zh, en }) => `- ${zh} ${en}`),
    ...MODEL_FAMILIES.flatMap((family) => [
      '',
      `## ${family.zh} / ${family.en}`,
      ...family.models.flatMap((one) => modelSection(one, comparisons)),
    ]),
  ].join('\n')}\n`;
}
