/** How near to a pipeline nothing may be built: the protection strip with the rule that sets it. */
import type { Text } from '../layer.ts';
import type { PIPELINE_MEDIA, PIPELINE_NETWORKS, PRESSURE_CLASSES } from '../layers/pipelines.ts';

type Medium = (typeof PIPELINE_MEDIA)[number]['id'];
type Network = (typeof PIPELINE_NETWORKS)[number]['id'];
type PressureClass = (typeof PRESSURE_CLASSES)[number]['id'];

/** A pipeline as the register has it. */
export interface ProtectedPipeline {
  readonly medium: string;
  readonly network: string | null;
  readonly pressureClass: string | null;
  readonly pressureMPa: number | null;
  readonly diameterMm: number | null;
  /** The registered protection, each side; null = none. */
  readonly protectionM: number | null;
}

export interface ProtectionRule extends Text {
  /** Short name of the clause. */
  readonly clause: string;
  /** Least protection on each side; null = the rule gives no distance. */
  readonly leastM: number | null;
  /** Measured from the outer edge of the pipe, else from its middle. */
  readonly fromEdge: boolean;
}

export interface Protection {
  readonly rule: ProtectionRule;
  /** The greater of what is registered and what the rule asks for. */
  readonly protectionM: number;
  /** The same from the middle line. */
  readonly stripM: number;
}

const OIL_AND_GAS: readonly Medium[] = ['crude_oil', 'oil_products', 'natural_gas', 'manufactured_gas'];
const CITY_GAS: readonly Medium[] = ['natural_gas', 'lpg', 'manufactured_gas'];
const HAZARDOUS: readonly Medium[] = ['hydrogen', 'ammonia', 'ethylene', 'chemical', 'lpg'];

const LAW: ProtectionRule = {
  clause: '石油天然气管道保护法 第三十条（三）',
  zh: '管道线路中心线两侧各 5 m 内禁止建房以及修建其他建筑物、构筑物（《石油天然气管道保护法》2010 年，第三十条第三项）',
  en: 'No house or other structure within 5 m on each side of the middle line (Law on the Protection of Oil and Gas Pipelines 2010, article 30 (3))',
  leastM: 5,
  fromEdge: false,
};
const CHEMICALS: ProtectionRule = {
  clause: '危险化学品输送管道安全管理规定 第二十一条',
  zh: '危险化学品管道外缘两侧各 5 m 内不得建房以及修建其他建（构）筑物（《危险化学品输送管道安全管理规定》2012 年，第二十一条）',
  en: 'No house or other structure within 5 m of the outer edge on each side (Rules on the Safety of Pipelines for Hazardous Chemicals 2012, article 21)',
  leastM: 5,
  fromEdge: true,
};
const IN_PLANT: ProtectionRule = {
  clause: '登记的保护范围',
  zh: '厂区、园区内工业管道：按登记的保护范围，间距见所适用的设计规范（《石油天然气管道保护法》和《危险化学品输送管道安全管理规定》不适用于厂区内管道）',
  en: 'Industrial pipelines inside plants and parks: as registered, distances by the applicable design code (the law and the rules on hazardous chemicals leave out pipelines inside plants)',
  leastM: null,
  fromEdge: false,
};
const REGISTERED: ProtectionRule = {
  clause: '登记的保护范围',
  zh: '按登记的保护范围；未引用法定距离',
  en: 'As registered; no legal distance is cited',
  leastM: null,
  fromEdge: false,
};

/** GB 55009-2021, 5.1.6, by the pressure class. */
const CITY_LEAST_M: Readonly<Record<PressureClass, number>> = {
  low: 0.5,
  medium: 0.5,
  sub_high: 1.5,
  high: 5,
};

/** Upper ends of the classes, MPa: low 0.01, medium 0.4, sub-high 1.6. Source: GB 55009-2021, chapter 5, pressure levels. */
export function pressureClassOf(pressureMPa: number): PressureClass {
  if (pressureMPa < 0.01) return 'low';
  if (pressureMPa <= 0.4) return 'medium';
  return pressureMPa <= 1.6 ? 'sub_high' : 'high';
}

function cityGasRule(pressure: PressureClass): ProtectionRule {
  const leastM = CITY_LEAST_M[pressure];
  const word = { low: '低压', medium: '中压', sub_high: '次高压', high: '高压及以上' }[pressure];
  const en = { low: 'low', medium: 'medium', sub_high: 'sub-high', high: 'high' }[pressure];
  return {
    clause: 'GB 55009-2021 第 5.1.6、5.1.8 条',
    zh: `${word}燃气管道外缘周边 ${leastM} m 内不得建设建筑物、构筑物或其他设施（GB 55009-2021，5.1.6 与 5.1.8）`,
    en: `No building or other structure within ${leastM} m of the outer edge of a ${en}-pressure gas main (GB 55009-2021, 5.1.6 and 5.1.8)`,
    leastM,
    fromEdge: true,
  };
}

/**
 * The strip of a pipeline, or why there is none. Sources: 石油天然气管道保护法 (2010), articles 2, 3 and 30; 危险化学品输送管道
 * 安全管理规定 (2012), article 21; 燃气工程项目规范 GB 55009-2021, 5.1.6 and 5.1.8. Read the texts before any order.
 */
export function protectionOf(pipeline: ProtectedPipeline): Protection | { readonly missing: Text } {
  const rule = ruleOf(pipeline);
  if ('missing' in rule) return rule;
  const registered = pipeline.protectionM ?? 0;
  const protectionM = Math.max(registered, rule.leastM ?? 0);
  if (protectionM === 0)
    return { missing: { zh: '没有登记保护范围', en: 'No protection zone is registered' } };
  const edgeM = rule.fromEdge ? (pipeline.diameterMm ?? 0) / 2000 : 0;
  return { rule, protectionM, stripM: protectionM + edgeM };
}

function ruleOf({
  medium,
  network,
  pressureClass,
  pressureMPa,
  protectionM,
}: ProtectedPipeline): ProtectionRule | { readonly missing: Text } {
  const is = (media: readonly Medium[]) => media.some((one) => one === medium);
  const net = network as Network | null;
  if (net === 'city' && is(CITY_GAS)) {
    const pressure =
      pressureMPa === null ? (pressureClass as PressureClass | null) : pressureClassOf(pressureMPa);
    if (pressure) return cityGasRule(pressure);
    return protectionM
      ? REGISTERED
      : {
          missing: {
            zh: '城镇燃气管道没有压力数据，无法确定保护范围',
            en: 'A city gas main without pressure: its protection cannot be told',
          },
        };
  }
  if (net === 'industrial') return IN_PLANT;
  if (net === 'long_distance' && is(OIL_AND_GAS)) return LAW;
  if (net === 'long_distance' && is(HAZARDOUS)) return CHEMICALS;
  return REGISTERED;
}
