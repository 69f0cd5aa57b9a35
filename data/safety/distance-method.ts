/** By which method GB/T 37243-2019 has the external safety distance of a plant determined, and why. */
import type { Text } from '../layer.ts';
import { rootBetween } from '../models/numeric.ts';
import { TNT_CURVES } from '../models/tnt.ts';
import { HAZARD_CLASSES, LISTED_SUBSTANCES, TOXIC_GAS_BETA } from '../tables/gb18218.ts';

/** A line of an inventory with what GB 18218-2018 says of it. */
export interface MethodLine {
  readonly unitId: string;
  readonly substance: string;
  readonly cas: string | null;
  /** Symbol of the class in GB 18218-2018, table 2; null = not registered. */
  readonly classSymbol: string | null;
  readonly quantityT: number;
  readonly thresholdT: number | null;
}

export type SubstanceGroup = 'explosive' | 'toxic_gas' | 'flammable_gas' | 'other' | 'unknown';
export type DistanceMethod = 'consequence' | 'qra' | 'code' | 'unknown';

export interface MethodChoice {
  readonly method: DistanceMethod;
  readonly reason: Text;
  /** Σ q/Q of toxic and flammable gases; null = cannot be told. */
  readonly ratio: number | null;
  readonly inputs: readonly (MethodLine & { readonly group: SubstanceGroup })[];
}

export const METHOD_SOURCE =
  'GB/T 37243-2019 危险化学品生产装置和储存设施外部安全防护距离确定方法, chapter 4 (choice of the method), 5 (explosives), 6 (quantitative risk assessment)';

/** Explosives that GB 18218-2018 names; other ones are known by their class W1. */
const EXPLOSIVE_IDS: readonly string[] = [
  'barium_azide',
  'lead_azide',
  'mercury_fulminate',
  'nitroglycerin',
  'nitrocellulose_dry',
  'nitrocellulose_plain',
  'nitrocellulose_ethanol',
  'trinitroanisole',
  'tnt',
  'ammonium_nitrate_organic',
];
const TOXIC_GAS_IDS: readonly string[] = [
  ...Object.keys(TOXIC_GAS_BETA),
  'fluorine',
  'oxygen_difluoride',
  'arsine',
  'stibine',
  'hydrogen_selenide',
];
const FLAMMABLE_GAS_IDS: readonly string[] = [
  'acetylene',
  'butadiene',
  'hydrogen',
  'methylamine',
  'coal_gas',
  'dimethyl_ether',
  'methane',
  'natural_gas',
  'vinyl_chloride',
  'lpg',
  'propane',
  'butane',
  'ethylene',
];
/** J1 and J3 of table 2 are gases of acute toxicity 1, and 2 or 3. */
const TOXIC_GAS_CLASSES: readonly string[] = ['J1', 'J3'];

/** What a substance counts as; by its name in GB 18218-2018 first, else by its class. */
export function groupOf({ substance, cas, classSymbol }: MethodLine): SubstanceGroup {
  // the forms of one CAS number differ in how they explode: the name decides where it is listed
  const listed =
    LISTED_SUBSTANCES.find(({ zh }) => zh === substance) ??
    LISTED_SUBSTANCES.find((one) => cas !== null && one.cas === cas);
  const id = listed?.id;
  if (id && EXPLOSIVE_IDS.includes(id)) return 'explosive';
  if (classSymbol?.startsWith('W1.')) return 'explosive';
  if (id && TOXIC_GAS_IDS.includes(id)) return 'toxic_gas';
  if (id && FLAMMABLE_GAS_IDS.includes(id)) return 'flammable_gas';
  if (classSymbol && TOXIC_GAS_CLASSES.includes(classSymbol)) return 'toxic_gas';
  if (classSymbol === 'W2') return 'flammable_gas';
  if (id || (classSymbol && classSymbol in HAZARD_CLASSES)) return 'other';
  return 'unknown';
}

const list = (names: readonly string[]) => [...new Set(names)].slice(0, 5).join('、');

/**
 * The method for all lines together: of one unit, or of an enterprise, whose units the standard takes as one. `whole` says
 * which in the reason.
 */
export function methodOf(lines: readonly MethodLine[], whole: 'unit' | 'enterprise'): MethodChoice {
  const inputs = lines.map((line) => ({ ...line, group: groupOf(line) }));
  const of = {
    zh: whole === 'unit' ? '该单元' : '该企业全部单元',
    en: whole === 'unit' ? 'unit' : 'enterprise',
  };
  const named = (...groups: SubstanceGroup[]) => inputs.filter(({ group }) => groups.includes(group));
  const gases = named('toxic_gas', 'flammable_gas');
  const withoutThreshold = gases.filter(({ thresholdT }) => !thresholdT);
  const ratio =
    withoutThreshold.length > 0
      ? null
      : gases.reduce((sum, { quantityT, thresholdT }) => sum + quantityT / thresholdT!, 0);
  const chosen = (method: DistanceMethod, zh: string, en: string): MethodChoice => ({
    method,
    reason: { zh, en },
    ratio,
    inputs,
  });
  if (lines.length === 0)
    return chosen(
      'unknown',
      `${of.zh}没有登记物质存量，无法选定方法`,
      `No inventory is registered for this ${of.en}: the method cannot be chosen`,
    );
  const explosives = named('explosive');
  if (explosives.length > 0)
    return chosen(
      'consequence',
      `${of.zh}涉及爆炸物（${list(explosives.map(({ substance }) => substance))}）：采用事故后果法（GB/T 37243-2019 第 4 章、第 5 章）${gases.length > 0 ? '；同时涉及有毒或易燃气体，取较大距离' : ''}`,
      `This ${of.en} holds explosives (${list(explosives.map(({ substance }) => substance))}): consequence method (GB/T 37243-2019, chapters 4 and 5)${gases.length > 0 ? '; it holds toxic or flammable gases as well, so the larger distance counts' : ''}`,
    );
  if (ratio !== null && ratio >= 1)
    return chosen(
      'qra',
      `${of.zh}涉及有毒或易燃气体（${list(gases.map(({ substance }) => substance))}），设计最大量与临界量之比之和为 ${sum(ratio)}（≥ 1）：采用定量风险评价法，按 GB 36894-2018 的个人风险基准（GB/T 37243-2019 第 4 章、第 6 章）`,
      `This ${of.en} holds toxic or flammable gases (${list(gases.map(({ substance }) => substance))}) with Σ q/Q = ${sum(ratio)} (1 or more): quantitative risk assessment with the limits of GB 36894-2018 (GB/T 37243-2019, chapters 4 and 6)`,
    );
  const unknown = [...named('unknown'), ...withoutThreshold];
  if (unknown.length > 0)
    return chosen(
      'unknown',
      `${list(unknown.map(({ substance }) => substance))}：没有类别或临界量，无法确定是否为爆炸物或有毒、易燃气体`,
      `${list(unknown.map(({ substance }) => substance))}: neither class nor threshold is known, so the method cannot be chosen`,
    );
  return chosen(
    'code',
    gases.length > 0
      ? `${of.zh}的有毒、易燃气体 Σ q/Q 为 ${sum(ratio!)}（< 1），不涉及爆炸物：按相关标准规范的距离要求（GB/T 37243-2019 第 4 章）`
      : `${of.zh}不涉及爆炸物，也不涉及有毒、易燃气体：按相关标准规范的距离要求（GB/T 37243-2019 第 4 章）`,
    gases.length > 0
      ? `Σ q/Q of toxic and flammable gases is ${sum(ratio!)} (under 1) and there are no explosives: distances of the applicable codes (GB/T 37243-2019, chapter 4)`
      : `No explosives, no toxic or flammable gases: distances of the applicable codes (GB/T 37243-2019, chapter 4)`,
  );
}

/** Three digits, and never rounded up to the threshold. */
function sum(ratio: number): string {
  const digits = ratio < 10 ? 2 : 1;
  const scale = 10 ** digits;
  return String(Math.floor(ratio * scale + 1e-9) / scale);
}

/** Plants that the standard leaves to other rules, by the sector of the unit. */
const OUTSIDE: Readonly<Record<string, Text>> = {
  fuel_station: {
    zh: '汽车加油加气站不适用 GB/T 37243-2019，见 GB 50156',
    en: 'GB/T 37243-2019 does not apply to filling stations, see GB 50156',
  },
  fireworks: {
    zh: '烟花爆竹生产企业和储存仓库不适用 GB/T 37243-2019，见 GB 50161',
    en: 'GB/T 37243-2019 does not apply to fireworks, see GB 50161',
  },
  port: {
    zh: '港区内设施不适用 GB/T 37243-2019，见港口的标准',
    en: 'GB/T 37243-2019 does not apply inside ports, see the codes for ports',
  },
  city_gas: {
    zh: '城镇燃气不适用 GB/T 37243-2019，见 GB 55009、GB 50028、GB 51142',
    en: 'GB/T 37243-2019 does not apply to city gas, see GB 55009, GB 50028 and GB 51142',
  },
};

/** Why the standard does not apply to a unit of this sector; null = it applies. Source: chapter 1 of the standard. */
export const outsideStandard = (sector: string | null): Text | null => OUTSIDE[sector ?? ''] ?? null;

/** Overpressures of chapter 5 and whom they protect. Read in secondary sources only. */
export const OVERPRESSURES: readonly { readonly pa: number; readonly applies: Text }[] = [
  {
    pa: 2000,
    applies: {
      zh: '高敏感、重要、一般防护目标（一类）',
      en: 'Highly sensitive, important and general targets of class one',
    },
  },
  { pa: 5000, applies: { zh: '一般防护目标（二类）', en: 'General targets, class two' } },
  { pa: 9000, applies: { zh: '一般防护目标（三类）', en: 'General targets, class three' } },
];

/**
 * Distance at which so many kilograms of TNT give an overpressure, m: Δp = (14/z³ + 4.3/z² + 1.1/z) · 10⁵ Pa, z = R/Q^⅓.
 * Source: form of the codes for explosive works; the equation of GB/T 37243-2019 was not read.
 */
export function overpressureDistanceM(tntKg: number, overpressurePa: number): number {
  if (!(tntKg > 0 && overpressurePa > 0)) throw new RangeError('Mass and overpressure are above zero');
  const z = rootBetween((scaled) => TNT_CURVES['gb-works'](scaled) - overpressurePa, 0.05, 1e5);
  if (z === null) throw new RangeError(`No distance for ${overpressurePa} Pa`);
  return z * Math.cbrt(tntKg);
}
