/** The design codes in which the distances of a unit are read, where no risk assessment is asked for. */
import type { Text } from '../layer.ts';
import { groupOf, type MethodLine } from './distance-method.ts';

export interface Code {
  readonly id: string;
  readonly title: Text;
  readonly applies: Text;
}

const code = (id: string, zh: string, en: string, appliesZh: string, appliesEn: string): Code => ({
  id,
  title: { zh, en },
  applies: { zh: appliesZh, en: appliesEn },
});

const FIRE = code(
  'GB 50016',
  '建筑设计防火规范',
  'Code for fire protection design of buildings',
  '厂房、仓库、储罐与周围建筑的防火间距',
  'fire separations of workshops, warehouses and tanks',
);
const PETROCHEMICAL = code(
  'GB 50160',
  '石油化工企业设计防火标准',
  'Standard for fire prevention of petrochemical enterprises',
  '石油化工企业与相邻工厂、居民区的防火间距',
  'separation of petrochemical works from neighbours and housing',
);
const OIL_DEPOT = code(
  'GB 50074',
  '石油库设计规范',
  'Code for design of oil depots',
  '石油库与库外居住区、工矿企业的安全距离',
  'oil depots and housing or works outside',
);
const LPG = code(
  'GB 51142',
  '液化石油气供应工程设计规范',
  'Code for design of LPG supply engineering',
  '液化石油气供应基地与站外建筑的防火间距',
  'LPG bases and buildings outside',
);
const EXPLOSIVE = code(
  'GB 50089',
  '民用爆炸物品工程设计安全标准',
  'Safety standard for engineering design of civil explosives',
  '爆炸物建筑的外部距离',
  'outer distances of buildings with explosives',
);
const FIREWORKS = code(
  'GB 50161',
  '烟花爆竹工程设计安全标准',
  'Safety standard for engineering design of fireworks',
  '烟花爆竹的外部最小允许距离',
  'least outer distances of fireworks',
);
const FILLING = code(
  'GB 50156',
  '汽车加油加气加氢站技术标准',
  'Technical standard of fuelling stations',
  '加油加气加氢站与站外建筑的安全间距',
  'fuelling stations and buildings outside',
);
const CITY_GAS = code(
  'GB 50028',
  '城镇燃气设计规范',
  'Code for design of city gas engineering',
  '门站、储配站、气化站与站外建筑的间距',
  'gas stations and buildings outside',
);
const COLD = code(
  'GB 50072',
  '冷库设计标准',
  'Standard for design of cold stores',
  '氨制冷机房与周围建筑的防火间距',
  'ammonia machine rooms and neighbours',
);

/** The codes whose distances are read for a unit; the distance itself is read there. */
export function codesFor(unit: {
  readonly kind: string;
  readonly sector: string | null;
  readonly lines: readonly MethodLine[];
}): Code[] {
  const groups = new Set(unit.lines.map(groupOf));
  const found = new Set<Code>();
  if (unit.sector === 'fireworks') found.add(FIREWORKS);
  else if (groups.has('explosive')) found.add(EXPLOSIVE);
  if (unit.sector === 'fuel_station') found.add(FILLING);
  if (unit.sector === 'city_gas') found.add(CITY_GAS);
  if (unit.sector === 'ammonia_cooling') found.add(COLD);
  const has = (pattern: RegExp) => unit.lines.some(({ substance }) => pattern.test(substance));
  if (has(/液化石油气|丙烷|丁烷/) && unit.kind !== 'production') found.add(LPG);
  if (unit.kind === 'tank_farm' && has(/油/) && !has(/液化石油气/)) found.add(OIL_DEPOT);
  if (unit.sector === 'hazmat_production' || unit.kind === 'production') found.add(PETROCHEMICAL);
  found.add(FIRE);
  return [...found];
}
