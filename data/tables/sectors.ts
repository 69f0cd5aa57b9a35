/** 行业领域: the sectors by which departments divide supervision (terms of the work-safety reports of Chinese cities). */
import type { Dictionary } from '../layer.ts';

export const SECTORS = [
  { id: 'hazmat_production', zh: '危险化学品生产', en: 'Hazardous chemicals: production' },
  { id: 'hazmat_storage', zh: '危险化学品储存', en: 'Hazardous chemicals: storage' },
  { id: 'hazmat_trade', zh: '危险化学品经营', en: 'Hazardous chemicals: trade' },
  { id: 'hazmat_use', zh: '危险化学品使用', en: 'Hazardous chemicals: use' },
  { id: 'hazmat_transport', zh: '危险化学品运输', en: 'Hazardous chemicals: transport' },
  { id: 'fuel_station', zh: '加油加气站', en: 'Filling stations' },
  { id: 'fireworks', zh: '烟花爆竹', en: 'Fireworks' },
  { id: 'mine', zh: '非煤矿山', en: 'Non-coal mines' },
  { id: 'metal_smelting', zh: '金属冶炼', en: 'Metal smelting' },
  { id: 'dust_explosion', zh: '粉尘涉爆', en: 'Explosive dust' },
  { id: 'ammonia_cooling', zh: '涉氨制冷', en: 'Ammonia refrigeration' },
  { id: 'confined_space', zh: '有限空间', en: 'Confined spaces' },
  { id: 'machinery', zh: '机械制造', en: 'Machinery' },
  { id: 'textile', zh: '纺织服装', en: 'Textiles' },
  { id: 'food', zh: '食品加工', en: 'Food processing' },
  { id: 'construction', zh: '建筑施工', en: 'Construction' },
  { id: 'road_transport', zh: '道路运输', en: 'Road transport' },
  { id: 'port', zh: '港口', en: 'Ports' },
  { id: 'city_gas', zh: '城镇燃气', en: 'City gas' },
  { id: 'power', zh: '电力', en: 'Power' },
  { id: 'energy_storage', zh: '储能', en: 'Energy storage' },
  { id: 'logistics', zh: '仓储物流', en: 'Warehousing and logistics' },
  { id: 'retail', zh: '商贸', en: 'Retail' },
  { id: 'crowded_place', zh: '人员密集场所', en: 'Crowded places' },
  { id: 'fishery', zh: '渔业船舶', en: 'Fishing vessels' },
  { id: 'medical_waste', zh: '医废危废', en: 'Medical and hazardous waste' },
  { id: 'other', zh: '其他', en: 'Other' },
] as const satisfies Dictionary;

export type SectorId = (typeof SECTORS)[number]['id'];
