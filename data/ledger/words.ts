/** Words of the risk ledger that are no column of a layer: classes of measures, seasons, elements of the evaluation. */
import type { Dictionary } from '../layer.ts';

/** 五类管控措施. */
export const MEASURE_CLASSES = [
  { id: 'engineering', zh: '工程技术措施', en: 'Engineering' },
  { id: 'management', zh: '管理措施', en: 'Management' },
  { id: 'training', zh: '培训教育措施', en: 'Training' },
  { id: 'protection', zh: '个体防护措施', en: 'Personal protection' },
  { id: 'emergency', zh: '应急处置措施', en: 'Emergency' },
] as const satisfies Dictionary;
export type MeasureClass = (typeof MEASURE_CLASSES)[number]['id'];

export const SEASONS = [
  { id: 'flood', zh: '汛期', en: 'Flood season' },
  { id: 'forest_fire', zh: '森林防火期', en: 'Forest fire season' },
  { id: 'typhoon', zh: '台风季', en: 'Typhoon season' },
  { id: 'heat', zh: '高温季', en: 'Heat season' },
  { id: 'winter_fire', zh: '冬春火灾防控期', en: 'Winter fire season' },
] as const satisfies Dictionary;
export type Season = (typeof SEASONS)[number]['id'];

/** Classes of differentiated supervision: a local dictionary beside the colours, never merged with them. */
export const SUPERVISION_CLASSES = [
  { id: 'A', zh: 'A 类（最严）', en: 'Class A (strictest)' },
  { id: 'B', zh: 'B 类', en: 'Class B' },
  { id: 'C', zh: 'C 类', en: 'Class C' },
  { id: 'D', zh: 'D 类', en: 'Class D' },
] as const satisfies Dictionary;
export type SupervisionClass = (typeof SUPERVISION_CLASSES)[number]['id'];
