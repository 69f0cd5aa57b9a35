/** Units that make major hazard sources in the demo city: what they hold, in which trade, how much of it. */
import type { MAJOR_HAZARD_KINDS } from '../../layers/major-hazards.ts';
import { type HazardClass, LISTED_SUBSTANCES, thresholdAndBeta } from '../../tables/gb18218.ts';
import type { SectorId } from '../../tables/sectors.ts';

export interface Held {
  readonly zh: string;
  readonly cas: string | null;
  readonly hazardClass: HazardClass;
  /** Design maximum, tonnes: least and most. */
  readonly quantityT: readonly [number, number];
  readonly thresholdT: number;
  readonly beta: number;
  readonly state: string;
}

export interface HazardUnit {
  readonly kind: (typeof MAJOR_HAZARD_KINDS)[number]['id'];
  readonly name: string;
  readonly sector: SectorId;
  readonly held: readonly Held[];
}

/** Substances that GB 18218-2018 knows only by their class. */
const UNLISTED: Readonly<Record<string, { zh: string; cas: string }>> = {
  naphtha: { zh: '石脑油', cas: '8030-30-6' },
  kerosene: { zh: '煤油', cas: '8008-20-6' },
  xylene: { zh: '二甲苯', cas: '1330-20-7' },
};

function held(id: string, hazardClass: HazardClass, least: number, most: number, state: string): Held {
  const substance = LISTED_SUBSTANCES.find((listed) => listed.id === id) ?? UNLISTED[id];
  if (!substance) throw new Error(`No such substance: ${id}`);
  const { thresholdT, beta } = thresholdAndBeta(id, hazardClass);
  return {
    zh: substance.zh,
    cas: substance.cas,
    hazardClass,
    quantityT: [least, most],
    thresholdT,
    beta,
    state,
  };
}

const LIQUEFIED = '加压液化';
const COLD = '低温液化';
const LIQUID = '常压液体';
const GAS = '加压气体';
const SOLID = '固体';

/** In this order they are given out, over and over; every five neighbours differ in kind and level. */
// biome-ignore format: one unit a line
export const HAZARD_UNITS: readonly HazardUnit[] = [
  { kind: 'tank_farm', name: '液化烃球罐区', sector: 'hazmat_storage', held: [held('lpg', 'W2', 3800, 9000, LIQUEFIED), held('propane', 'W2', 600, 2400, LIQUEFIED)] },
  { kind: 'tank_farm', name: '甲醇罐区', sector: 'hazmat_storage', held: [held('methanol', 'W5.3', 6000, 16000, LIQUID)] },
  { kind: 'production', name: '氯化装置', sector: 'hazmat_production', held: [held('chlorine', 'J1', 55, 78, LIQUEFIED), held('hydrogen_chloride', 'J3', 6, 20, LIQUEFIED)] },
  { kind: 'filling', name: '液化石油气储配站', sector: 'city_gas', held: [held('lpg', 'W2', 55, 160, LIQUEFIED)] },
  { kind: 'warehouse', name: '制冷机房', sector: 'ammonia_cooling', held: [held('ammonia', 'J3', 11, 24, LIQUEFIED)] },
  { kind: 'tank_farm', name: '汽油罐区', sector: 'hazmat_storage', held: [held('petrol', 'W5.3', 9000, 34000, LIQUID), held('kerosene', 'W5.4', 3000, 14000, LIQUID)] },
  { kind: 'production', name: '制氢装置', sector: 'hazmat_production', held: [held('hydrogen', 'W2', 6, 19, GAS)] },
  { kind: 'tank_farm', name: '苯乙烯罐区', sector: 'hazmat_storage', held: [held('styrene', 'W5.4', 3000, 9000, LIQUID), held('toluene', 'W5.3', 1500, 6000, LIQUID)] },
  { kind: 'production', name: '光气化装置', sector: 'hazmat_production', held: [held('phosgene', 'J1', 1.2, 2.4, GAS), held('toluene_diisocyanate', 'J5', 60, 260, LIQUID)] },
  { kind: 'warehouse', name: '溶剂仓库', sector: 'hazmat_use', held: [held('ethyl_acetate', 'W5.3', 260, 520, LIQUID), held('acetone', 'W5.3', 180, 420, LIQUID), held('ethanol', 'W5.3', 220, 460, LIQUID)] },
  { kind: 'tank_farm', name: '丙烯腈罐区', sector: 'hazmat_storage', held: [held('acrylonitrile', 'J5', 500, 1900, LIQUID)] },
  { kind: 'production', name: '环氧乙烷装置', sector: 'hazmat_production', held: [held('ethylene_oxide', 'W2', 24, 88, LIQUEFIED), held('ethylene', 'W2', 30, 120, COLD)] },
  { kind: 'filling', name: '液化天然气气化站', sector: 'city_gas', held: [held('natural_gas', 'W2', 60, 290, COLD)] },
  { kind: 'tank_farm', name: '石脑油罐区', sector: 'hazmat_storage', held: [held('naphtha', 'W5.3', 4000, 9500, LIQUID)] },
  { kind: 'production', name: '加氢裂化装置', sector: 'hazmat_production', held: [held('hydrogen', 'W2', 2, 6, GAS), held('hydrogen_sulfide', 'J3', 2, 7, GAS), held('naphtha', 'W5.2', 40, 260, '工艺条件下液体')] },
  { kind: 'tank_farm', name: '丁二烯球罐区', sector: 'hazmat_storage', held: [held('butadiene', 'W2', 190, 900, LIQUEFIED)] },
  { kind: 'warehouse', name: '硝酸铵库', sector: 'hazmat_trade', held: [held('ammonium_nitrate', 'W9.2', 80, 320, SOLID)] },
  { kind: 'production', name: '氟化氢装置', sector: 'hazmat_production', held: [held('hydrogen_fluoride', 'J3', 6, 16, LIQUEFIED)] },
  { kind: 'tank_farm', name: '液氨罐区', sector: 'hazmat_production', held: [held('ammonia', 'J3', 120, 380, LIQUEFIED)] },
  { kind: 'warehouse', name: '冷库制冷系统', sector: 'ammonia_cooling', held: [held('ammonia', 'J3', 13, 46, LIQUEFIED)] },
  { kind: 'tank_farm', name: '苯与二甲苯罐区', sector: 'hazmat_storage', held: [held('benzene', 'W5.3', 300, 1800, LIQUID), held('xylene', 'W5.4', 1500, 6000, LIQUID)] },
  { kind: 'production', name: '环氧丙烷装置', sector: 'hazmat_production', held: [held('propylene_oxide', 'W5.1', 90, 420, LIQUID)] },
  { kind: 'filling', name: '液化石油气充装站', sector: 'city_gas', held: [held('lpg', 'W2', 52, 120, LIQUEFIED), held('butane', 'W2', 8, 40, LIQUEFIED)] },
  { kind: 'tank_farm', name: '煤油罐区', sector: 'hazmat_storage', held: [held('kerosene', 'W5.4', 6000, 26000, LIQUID)] },
  { kind: 'warehouse', name: '涂料仓库', sector: 'hazmat_use', held: [held('toluene', 'W5.3', 320, 700, LIQUID), held('xylene', 'W5.4', 400, 1600, LIQUID), held('ethyl_acetate', 'W5.3', 240, 500, LIQUID)] },
];
