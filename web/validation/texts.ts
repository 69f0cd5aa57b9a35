/** What the page about the models says, in both languages. */
import { useLanguage } from '../parts/texts.tsx';

const zh = {
  title: '后果模型与公开数据的对比',
  back: '回到地图',
  intro:
    '每个模型都用公开发表的算例、现场试验和独立来源重新计算，和公布值并排列出。页面上的数由模型现在的代码算出，不是抄写的。',
  counts: (models: number, tested: number, numbers: number) =>
    `${models} 个模型，其中 ${tested} 个有公开算例；共 ${numbers} 个公布值。`,
  agreement: '符合程度',
  kind: '依据种类',
  pairs: '数',
  fac2: 'FAC2',
  fac2About: '与公布值相差不超过两倍的份额',
  mg: 'MG',
  mgAbout: '几何平均偏差：公布值 / 计算值，小于 1 表示模型偏高',
  vg: 'VG',
  vgAbout: '几何方差，1 为完全一致',
  worst: '最大倍数',
  worstAbout: '两者之间最大的倍数',
  hanna: '指标按 Hanna 等 1993。',
  scatter: '计算值与公布值',
  scatterAbout: '双对数；实线为相等，虚线为相差两倍。单位各异，同一图里只比两者的倍数。',
  published: '公布值',
  predicted: '计算值',
  all: '全部',
  limits: '这些模型做不到什么',
  models: '逐个模型',
  noCase: '没有公开算例，只经性质检验（守恒、单调、对称、连续）。',
  source: '来源',
  validity: '适用范围',
  assumptions: '假定',
  version: '版本',
  case: '算例',
  output: '输出',
  deviation: '偏差',
  state: '适用',
  in: '范围内',
  edge: '边缘',
  out: '范围外',
  loading: '正在读取',
};
type ValidationTexts = typeof zh;

const en: ValidationTexts = {
  title: 'Consequence models against published data',
  back: 'Back to the map',
  intro:
    'Every model recomputes published examples, field trials and independent sources, set beside the published values. The numbers on this page come from the models as they are now; none is copied.',
  counts: (models, tested, numbers) =>
    `${models} models, ${tested} of them with published cases; ${numbers} published numbers.`,
  agreement: 'Agreement',
  kind: 'Kind of evidence',
  pairs: 'Numbers',
  fac2: 'FAC2',
  fac2About: 'share within a factor of two of the published value',
  mg: 'MG',
  mgAbout: 'geometric mean of published over predicted; below 1 the model is too high',
  vg: 'VG',
  vgAbout: 'geometric variance, 1 = perfect',
  worst: 'Worst factor',
  worstAbout: 'greatest factor between the two',
  hanna: 'Measures after Hanna et al. 1993.',
  scatter: 'Predicted against published',
  scatterAbout:
    'Both axes logarithmic; solid: equal, dashed: a factor of two. Units differ: only the factor between the two is compared.',
  published: 'Published',
  predicted: 'Predicted',
  all: 'All',
  limits: 'What the models cannot do',
  models: 'Model by model',
  noCase: 'No published case; tested by properties only (conservation, monotonicity, symmetry, continuity).',
  source: 'Source',
  validity: 'Validity',
  assumptions: 'Assumptions',
  version: 'Version',
  case: 'Case',
  output: 'Output',
  deviation: 'Deviation',
  state: 'Validity',
  in: 'in range',
  edge: 'edge',
  out: 'out of range',
  loading: 'Loading',
};

const TEXTS = { zh, en };

export function useValidationTexts(): ValidationTexts {
  return TEXTS[useLanguage().lang];
}
