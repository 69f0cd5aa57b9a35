/** Whether to advise against a development near hazards: sensitivity of the development × zone, as HSE (United Kingdom) does. */
import type { Text } from '../layer.ts';
import type { Proposal } from '../risk/proposal.ts';

export const ZONES = ['inner', 'middle', 'outer', 'outside'] as const;
export type Zone = (typeof ZONES)[number];
export type Sensitivity = 1 | 2 | 3 | 4;

/** Yearly risk at the outer border of each zone. Source: HSE's land use planning methodology. */
export const ZONE_LEVELS: Readonly<Record<Exclude<Zone, 'outside'>, number>> = {
  inner: 1e-5,
  middle: 1e-6,
  outer: 3e-7,
};

export const ZONE_WORDS: Readonly<Record<Zone, Text>> = {
  inner: { zh: '内区', en: 'inner zone' },
  middle: { zh: '中区', en: 'middle zone' },
  outer: { zh: '外区', en: 'outer zone' },
  outside: { zh: '咨询区以外', en: 'outside the zones' },
};

export const DEVELOPMENTS = [
  { id: 'workplace', zh: '工作场所', en: 'Workplace' },
  { id: 'parking', zh: '停车场', en: 'Car park' },
  { id: 'housing', zh: '住宅', en: 'Housing' },
  { id: 'hotel', zh: '宾馆、宿舍', en: 'Hotel, hostel' },
  { id: 'road', zh: '主要道路', en: 'Major road' },
  { id: 'indoor_public', zh: '室内公众场所', en: 'Indoor use by the public' },
  { id: 'outdoor_public', zh: '室外公众场所', en: 'Outdoor use by the public' },
  { id: 'school', zh: '学校、幼儿园', en: 'School, nursery' },
  { id: 'hospital', zh: '医院', en: 'Hospital' },
  { id: 'care', zh: '养老、护理机构', en: 'Nursing home' },
  { id: 'prison', zh: '监管场所', en: 'Prison' },
] as const;
export type DevelopmentId = (typeof DEVELOPMENTS)[number]['id'];
export const DEVELOPMENT_IDS = DEVELOPMENTS.map(({ id }) => id) as [DevelopmentId, ...DevelopmentId[]];

/** What is to be built; sizes that are not given count as large. */
export interface Development {
  readonly kind: DevelopmentId;
  /** At one time. */
  readonly people?: number | undefined;
  readonly dwellings?: number | undefined;
  /** Dwellings a hectare. */
  readonly perHectare?: number | undefined;
  readonly storeys?: number | undefined;
  readonly areaHa?: number | undefined;
  readonly floorM2?: number | undefined;
}

export const ADVICE_SOURCE: Text = {
  zh: '英国健康与安全执行局（HSE）土地利用规划方法（HSE’s land use planning methodology）：内、中、外区 1×10⁻⁵、1×10⁻⁶、3×10⁻⁷ 每年，敏感级别 1–4。这是英国的做法，不是中国的法规要求；分级界限按公开文件整理，请以原文为准',
  en: 'HSE’s land use planning methodology (United Kingdom): inner, middle and outer zone at 1e-5, 1e-6 and 3e-7 a year, sensitivity levels 1–4. It is the practice of HSE, not Chinese law; sizes are taken from the public document, which governs',
};

/** HSE's zones are for a dangerous dose; ours are for death, so they come out smaller. */
export const ADVICE_ASSUMPTIONS: readonly Text[] = [
  {
    zh: 'HSE 的分区按“危险剂量或更重”的概率划定，这里按个人死亡风险划定，区域偏小（偏不安全）',
    en: 'HSE draws its zones by the risk of a dangerous dose or worse, here they are drawn by the risk of death: they come out smaller, which is not the safe side',
  },
  {
    zh: '多个危险源的风险相加后划区；HSE 逐个设施划区后取最不利的意见',
    en: 'The zones are of the sum of all sources; HSE draws them for each installation and takes the most onerous advice',
  },
];

/** The zone of a point by its individual risk. */
export function zoneOf(irPerYr: number): Zone {
  if (irPerYr >= ZONE_LEVELS.inner) return 'inner';
  if (irPerYr >= ZONE_LEVELS.middle) return 'middle';
  return irPerYr >= ZONE_LEVELS.outer ? 'outer' : 'outside';
}

/**
 * The zone of a development that lies in several: the innermost in which, with the zones inside it, a tenth of its area
 * lies (rule 1, straddling developments).
 */
export function zoneOfShares(shares: Readonly<Record<Zone, number>>): Zone {
  let sum = 0;
  for (const zone of ZONES) {
    sum += shares[zone];
    if (sum >= 0.1 - 1e-9) return zone;
  }
  return 'outside';
}

/** Advise against (true) by level 1–4 and zone: the decision matrix. */
const AGAINST: Readonly<Record<Sensitivity, Readonly<Record<Zone, boolean>>>> = {
  1: { inner: false, middle: false, outer: false, outside: false },
  2: { inner: true, middle: false, outer: false, outside: false },
  3: { inner: true, middle: true, outer: false, outside: false },
  4: { inner: true, middle: true, outer: true, outside: false },
};

export const advisedAgainst = (level: Sensitivity, zone: Zone): boolean => AGAINST[level][zone];

interface Levelled {
  readonly level: Sensitivity;
  readonly reason: Text;
}

/** The sensitivity level of a development, with the size that decided. Tables DT1–DT4 of the methodology. */
export function sensitivityOf(development: Development): Levelled {
  const { kind, people, dwellings, perHectare, storeys, areaHa, floorM2 } = development;
  const words = DEVELOPMENTS.find(({ id }) => id === kind)!;
  const by = (level: Sensitivity, zh: string, en: string): Levelled => ({
    level,
    reason: {
      zh: `${words.zh}：${zh}，敏感级别 ${level}`,
      en: `${words.en}: ${en}, sensitivity level ${level}`,
    },
  });
  const unknown = (level: Sensitivity) =>
    by(level, '规模未给出，按较大规模', 'size not given, taken as large');
  switch (kind) {
    case 'workplace':
      if (people === undefined) return unknown(2);
      if (people >= 100) return by(2, `${people} 人（≥ 100）`, `${people} people (100 or more)`);
      if ((storeys ?? 1) >= 3) return by(2, `${storeys} 层（≥ 3）`, `${storeys} storeys (3 or more)`);
      return by(1, `${people} 人（< 100）且不足 3 层`, `${people} people (under 100), under 3 storeys`);
    case 'parking':
      return by(1, '仅停车', 'parking alone');
    case 'road':
      return by(2, '机动车主要道路', 'a major road');
    case 'housing': {
      if (dwellings === undefined) return unknown(3);
      if (dwellings <= 2) return by(1, `${dwellings} 户（≤ 2）`, `${dwellings} dwellings (2 or fewer)`);
      if (dwellings > 30) return by(3, `${dwellings} 户（> 30）`, `${dwellings} dwellings (more than 30)`);
      if ((perHectare ?? 0) > 40)
        return by(3, `每公顷 ${perHectare} 户（> 40）`, `${perHectare} dwellings a hectare (more than 40)`);
      return by(2, `${dwellings} 户（3–30）`, `${dwellings} dwellings (3 to 30)`);
    }
    case 'hotel':
      if (people === undefined) return unknown(3);
      if (people < 10) return by(1, `${people} 床（< 10）`, `${people} beds (under 10)`);
      return people > 100
        ? by(3, `${people} 床（> 100）`, `${people} beds (more than 100)`)
        : by(2, `${people} 床（10–100）`, `${people} beds (10 to 100)`);
    case 'indoor_public':
      if (floorM2 === undefined) return unknown(3);
      if (floorM2 < 250) return by(1, `${floorM2} m²（< 250）`, `${floorM2} m² (under 250)`);
      return floorM2 > 5000
        ? by(3, `${floorM2} m²（> 5000）`, `${floorM2} m² (more than 5,000)`)
        : by(2, `${floorM2} m²（250–5000）`, `${floorM2} m² (250 to 5,000)`);
    case 'outdoor_public':
      if (people === undefined) return unknown(4);
      if (people > 1000) return by(4, `${people} 人（> 1000）`, `${people} people (more than 1,000)`);
      return people > 100
        ? by(3, `${people} 人（101–1000）`, `${people} people (101 to 1,000)`)
        : by(2, `${people} 人（≤ 100）`, `${people} people (100 or fewer)`);
    case 'hospital':
    case 'care':
      if (areaHa === undefined) return unknown(4);
      return areaHa > 0.25
        ? by(4, `占地 ${areaHa} ha（> 0.25）`, `${areaHa} ha (more than 0.25)`)
        : by(3, `占地 ${areaHa} ha（≤ 0.25）`, `${areaHa} ha (0.25 or less)`);
    case 'school':
      if (areaHa === undefined) return unknown(4);
      return areaHa > 1.4
        ? by(4, `占地 ${areaHa} ha（> 1.4）`, `${areaHa} ha (more than 1.4)`)
        : by(3, `占地 ${areaHa} ha（≤ 1.4）`, `${areaHa} ha (1.4 or less)`);
    case 'prison':
      return by(3, '羁押、监管', 'secure accommodation');
  }
}

export interface Advice {
  readonly zone: Zone;
  readonly sensitivity: Sensitivity;
  readonly advise: 'against' | 'not_against';
  readonly reason: Text;
  readonly sensitivityReason: Text;
}

/** The advice for a development in a zone, in one sentence. */
export function adviceFor(development: Development, zone: Zone): Advice {
  const { level, reason } = sensitivityOf(development);
  const against = advisedAgainst(level, zone);
  const at = ZONE_WORDS[zone];
  const range = {
    inner: '≥ 1×10⁻⁵',
    middle: '1×10⁻⁶–1×10⁻⁵',
    outer: '3×10⁻⁷–1×10⁻⁶',
    outside: '< 3×10⁻⁷',
  }[zone];
  return {
    zone,
    sensitivity: level,
    advise: against ? 'against' : 'not_against',
    reason: {
      zh: `位于${at.zh}（个人风险 ${range} /年）；${reason.zh}；按 HSE 决策表：${against ? '建议不予建设' : '不反对建设'}`,
      en: `In the ${at.en} (individual risk ${range} a year). ${reason.en}. By HSE’s decision matrix: ${against ? 'advise against' : 'do not advise against'}`,
    },
    sensitivityReason: reason,
  };
}

/** A proposed building as a development of HSE's tables. */
export function developmentOf(building: Extract<Proposal, { kind: 'building' }>): Development {
  const people = Math.max(building.peopleDay, building.peopleNight);
  switch (building.targetKind) {
    case 'school':
    case 'kindergarten':
      return { kind: 'school' };
    case 'hospital':
      return { kind: 'hospital' };
    case 'elderly_care':
      return { kind: 'care' };
    case 'prison':
      return { kind: 'prison' };
    case 'office':
      return { kind: 'workplace', people };
    case 'sports':
      return { kind: 'outdoor_public', people };
    case 'market':
    case 'culture':
    case 'station':
      return { kind: 'indoor_public' };
    case 'housing':
      return { kind: 'housing', dwellings: Math.ceil(people / PEOPLE_A_DWELLING) };
    case undefined:
      // schools, hospitals and the like are highly sensitive (GB 36894-2018); all else by its people as housing
      return building.class === 'high_sensitive'
        ? { kind: 'care' }
        : { kind: 'housing', dwellings: Math.ceil(people / PEOPLE_A_DWELLING) };
  }
}
/** Own default: average household of the seventh census, 2.62 persons. */
const PEOPLE_A_DWELLING = 2.62;
