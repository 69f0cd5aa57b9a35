/** Levels at which gas, heat and blast harm: toxic endpoints by substance, heat and overpressure by effect. */
import type { Text } from '../layer.ts';

/** Rises when a number changes. */
export const ENDPOINTS_VERSION = '1.0.0';

/** Three rising levels, ppm; null = none was set. */
type Levels = readonly [number | null, number | null, number | null];

export interface ToxicEndpoints {
  /** 60 min (EPA/NAC). */
  readonly aegl60: Levels | null;
  /** AIHA. */
  readonly erpg: Levels | null;
  /** Protective action criteria of DOE where neither exists. */
  readonly pac: Levels | null;
  readonly idlhPpm: number | null;
  /** Endpoint of 40 CFR 68 appendix A, kg/m³. */
  readonly rmpKgM3: number | null;
}

export const TOXIC_SOURCES =
  'AEGL: US EPA; ERPG: AIHA 2016; PAC: US DOE rev. 29; IDLH: NIOSH; RMP: 40 CFR 68 appendix A. Values as published up to 2016.';

const levels = (
  aegl60: Levels | null,
  idlhPpm: number | null,
  erpg: Levels | null,
  rmpMgL: number | null = null,
  pac: Levels | null = null,
): ToxicEndpoints => ({ aegl60, erpg, pac, idlhPpm, rmpKgM3: rmpMgL === null ? null : rmpMgL / 1000 });

export const TOXIC_ENDPOINTS: Readonly<Record<string, ToxicEndpoints>> = {
  chlorine: levels([0.5, 2, 20], 10, [1, 3, 20], 0.0087),
  ammonia: levels([30, 160, 1100], 300, [25, 150, 1500], 0.14),
  hydrogen_fluoride: levels([1, 24, 44], 30, [2, 20, 50], 0.016),
  hydrogen_sulfide: levels([0.51, 27, 50], 100, [0.1, 30, 100], 0.042),
  sulfur_dioxide: levels([0.2, 0.75, 30], 100, [0.3, 3, 25], 0.0078),
  hydrogen_cyanide: levels([2, 7.1, 15], 50, [null, 10, 25], 0.011),
  phosgene: levels([null, 0.3, 0.75], 2, [null, 0.5, 1.5], 0.00081),
  ethylene_oxide: levels([null, 45, 200], 800, [null, 50, 500], 0.09),
  benzene: levels([52, 800, 4000], 500, [50, 150, 1000]),
  toluene: levels([67, 560, 3700], 500, [50, 300, 1000]),
  methanol: levels([530, 2100, 7200], 6000, [200, 1000, 5000]),
  acrylonitrile: levels([null, 1.7, 28], 85, [10, 35, 75]),
  vinyl_chloride: levels([250, 1200, 4800], null, [500, 5000, 20000]),
  carbon_monoxide: levels([null, 83, 330], 1200, [200, 350, 500]),
  propane: levels([5500, 17000, 33000], 2100, null),
  butane: levels([5500, 17000, 53000], 1600, null),
  methane: levels(null, null, null, null, [65000, 230000, 400000]),
  hydrogen: levels(null, null, null, null, [65000, 230000, 400000]),
  ethylene: levels(null, null, null, null, [600, 6600, 40000]),
  ethanol: levels(null, 3300, [1800, 3300, null]),
  petrol: levels(null, null, [200, 1000, 4000]),
};

export interface EffectLevel extends Text {
  /** W/m² or Pa. */
  readonly level: number;
}

export const HEAT_SOURCE = 'CPR 16E; CCPS 2000; ALOHA (2, 5, 10 kW/m²); 37.5 kW/m²: World Bank 1988';
export const HEAT_LEVELS: readonly EffectLevel[] = [
  { level: 1_600, zh: '长时间无不适', en: 'No discomfort for long exposure' },
  { level: 2_000, zh: '60 s 内疼痛（ALOHA 黄）', en: 'Pain within 60 s (ALOHA yellow)' },
  { level: 5_000, zh: '60 s 内二度灼伤（ALOHA 橙）', en: 'Second-degree burns within 60 s (ALOHA orange)' },
  { level: 10_000, zh: '60 s 内可能致死（ALOHA 红）', en: 'Potentially lethal within 60 s (ALOHA red)' },
  {
    level: 12_500,
    zh: '1 min 内 1 % 致死；有火源时木材引燃',
    en: '1 % lethal in 1 min; piloted ignition of wood',
  },
  {
    level: 37_500,
    zh: '设备损坏；1 min 内 100 % 致死；可致多米诺效应',
    en: 'Damage to equipment, 100 % lethal in 1 min; escalation',
  },
];

export const BLAST_SOURCE = 'CCPS 2000 (Clancey 1972); ALOHA (1, 3.5, 8 psi)';
export const BLAST_LEVELS: readonly EffectLevel[] = [
  { level: 280, zh: '大声响，偶有玻璃破碎', en: 'Loud noise, some glass breaks' },
  { level: 1_030, zh: '玻璃破碎的典型压力', en: 'Typical pressure for glass breakage' },
  {
    level: 6_900,
    zh: '房屋部分损坏（1 psi，ALOHA 黄）',
    en: 'Partial demolition of houses (1 psi, ALOHA yellow)',
  },
  { level: 13_800, zh: '墙体部分倒塌', en: 'Partial collapse of walls' },
  { level: 24_100, zh: '可能重伤（3.5 psi，ALOHA 橙）', en: 'Serious injury likely (3.5 psi, ALOHA orange)' },
  { level: 34_500, zh: '木电杆折断', en: 'Wooden poles snap' },
  { level: 55_200, zh: '建筑毁坏（8 psi，ALOHA 红）', en: 'Destruction of buildings (8 psi, ALOHA red)' },
  { level: 69_000, zh: '建筑完全毁坏的可能', en: 'Probable total destruction of buildings' },
];
