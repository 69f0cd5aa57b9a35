/** Chinese addresses taken apart: province, city, county, township, village, road, number, what stands there. */
import type { RegionLevel } from '../../layers/regions.ts';
import { simplified } from './traditional.ts';

export interface GazetteerRegion {
  /** 12 digits, as the register stores them. */
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
}

/** Regions called so, with or without their ending (镇海 finds 镇海区); none for anything else. */
export type RegionLookup = (name: string) => readonly GazetteerRegion[];

export interface AddressParts {
  readonly province: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly township: string | null;
  readonly village: string | null;
  readonly road: string | null;
  /** The other road of a crossing. */
  readonly crossing: string | null;
  /** House number on the road, first of a range. */
  readonly number: number | null;
  /** 弄 before the number, as in Shanghai and Ningbo. */
  readonly lane: number | null;
  /** 3幢, 2号楼, 501室 … */
  readonly building: string | null;
  /** What is left: the name of what stands there. */
  readonly rest: string;
  /** The deepest region that the gazetteer knows; null without a gazetteer. */
  readonly regionCode: string | null;
  /** A region is named that does not lie in the one before it. */
  readonly contradicts: boolean;
}

type Named = 'province' | 'city' | 'county' | 'township' | 'village';

/** 小区 and 园区 are no counties, 新村路 is no village, 市场 no city. */
const STEPS: readonly { readonly part: Named; readonly level: RegionLevel | null; readonly form: RegExp }[] =
  [
    { part: 'province', level: null, form: /^[\p{Script=Han}]{2,7}?(?:省|自治区|特别行政区)/u },
    {
      part: 'city',
      level: 'city',
      form: /^[\p{Script=Han}]{1,6}?(?:市(?!场|政|民)|自治州|地区(?=[\p{Script=Han}])|盟)/u,
    },
    {
      part: 'county',
      level: 'county',
      form: /^[\p{Script=Han}]{1,8}?(?:自治县|自治旗|新区|(?<!小|园|社|校|库|厂|开发|工业|港|景|林|矿|保税|城|片|地|街|住宅|生活|度假)区(?!域|间)|县(?!城|道)|(?<!.村|.镇)市(?!场|政|民)|旗)/u,
    },
    {
      part: 'township',
      level: 'township',
      form: /^[\p{Script=Han}]{1,9}?(?:街道(?:办事处|办)?|镇(?!海区)|乡(?!镇|村)|苏木)/u,
    },
    {
      part: 'village',
      level: 'village',
      form: /^[\p{Script=Han}\d]{1,10}?(?:社区(?:居委会)?|村民?委员?会|居委会|行政村|自然村|嘎查|村(?!路|道|镇|东|西|南|北))/u,
    },
  ];

const ROAD = String.raw`[\p{Script=Han}A-Za-z0-9]{1,14}?(?:大道|大街|公路|高速|国道|省道|县道|路|街|巷|胡同|道|线)(?:[东西南北中]?[一二三四五六七八九]?[段路](?![口]))?`;
const CROSSING = new RegExp(
  `^(${ROAD})(?:与|和|及|、|/|-|\\+)(${ROAD})(?:的)?(?:交叉口|交叉路口|交汇处|交汇口|路口|交界处|口|交口)?`,
  'u',
);
const ROAD_ONLY = new RegExp(`^(${ROAD})`, 'u');
const LANE = /^(\d{1,5})(?:弄|巷)/;
const NUMBER =
  /^(?:第)?(\d{1,5})(?:-\d{1,5}|~\d{1,5}|、\d{1,5}|[a-z])?(?:号(?!楼|厂房|仓|线)(?:之[一二三四五\d]+)?|(?=$|[^\d号楼幢栋座层室单米公路线千k-]))/i;
const BUILDING =
  /^[\p{Script=Han}]{0,2}?(?:[a-z\d一二三四五六七八九十]{1,4}(?:幢|栋|号楼|座|单元|层|楼|室|号厂房|号仓库?)(?:-[\da-z]+)?)+/iu;

/** Nothing is read beyond this many characters. */
const LONGEST = 200;

/** The parts of an address; every part may be missing, and what no part explains is `rest`. */
export function parseAddress(text: string, lookup?: RegionLookup): AddressParts {
  let left = plainAddress(text);
  const parts: Record<Named, string | null> = {
    province: null,
    city: null,
    county: null,
    township: null,
    village: null,
  };
  let regionCode: string | null = null;
  let contradicts = false;
  for (const { part, level, form } of STEPS) {
    const known: KnownPrefix | undefined =
      level === null || lookup === undefined ? undefined : knownPrefix(left, level, lookup, regionCode);
    const taken = known?.text ?? form.exec(left)?.[0];
    if (taken === undefined || (known === undefined && part === 'village' && startsRoad(left, taken)))
      continue;
    parts[part] = taken;
    left = left.slice(taken.length).replace(/^[,，、\s]+/, '');
    const regions: readonly GazetteerRegion[] =
      known?.regions ?? (lookup === undefined ? [] : lookup(taken).filter((one) => one.level === level));
    const inside: GazetteerRegion | undefined = regions.find(({ code }) => within(code, regionCode));
    if (inside !== undefined) regionCode = inside.code;
    else if (regions.length > 0) contradicts = true;
  }
  const streets = streetOf(left);
  return { ...parts, ...streets, regionCode, contradicts };
}

/** Half width, simplified, without spaces and remarks in brackets. */
export function plainAddress(text: string): string {
  return simplified(text.slice(0, LONGEST).normalize('NFKC'))
    .replaceAll(/[（(【[].*?[)）】\]]/g, '')
    .replaceAll(/[\s。;；:：]+/g, '')
    .replace(/^(?:中国|中华人民共和国)/, '')
    .replaceAll(/[—–－]/g, '-');
}

/** Whether a code lies inside another; both right-padded with zeros. */
export function within(code: string, outer: string | null): boolean {
  if (outer === null) return true;
  const digits =
    outer.length === 14
      ? outer
      : outer
          .replace(/(000000|000)$/, '')
          .replace(/^(\d{4})00$/, '$1')
          .replace(/^(\d{2})0{2,}$/, '$1');
  return code.startsWith(digits);
}

function streetOf(
  text: string,
): Pick<AddressParts, 'road' | 'crossing' | 'number' | 'lane' | 'building' | 'rest'> {
  let left = text;
  let [road, crossing]: [string | null, string | null] = [null, null];
  const both = CROSSING.exec(left);
  const found = both ?? ROAD_ONLY.exec(left);
  if (found !== null) {
    road = found[1] ?? null;
    crossing = both?.[2] ?? null;
    left = left.slice(found[0].length);
  }
  const take = (form: RegExp): RegExpExecArray | null => {
    const match = form.exec(left);
    if (match !== null) left = left.slice(match[0].length).replace(/^[,，、-]+/, '');
    return match;
  };
  const lane = road === null ? null : take(LANE);
  const number = road === null && lane === null ? null : take(NUMBER);
  const building = take(BUILDING);
  return {
    road,
    crossing,
    lane: lane === null ? null : Number(lane[1]),
    number: number === null ? null : Number(number[1]),
    building: building?.[0] ?? null,
    rest: left,
  };
}

/** 新村路5号: the word before 路 is part of the road. */
function startsRoad(left: string, taken: string): boolean {
  return /^[\p{Script=Han}]{0,2}(?:路|街|大道)/u.test(left.slice(taken.length)) && !/社区|委会/.test(taken);
}

interface KnownPrefix {
  readonly text: string;
  readonly regions: readonly GazetteerRegion[];
}

/** The longest beginning that the gazetteer knows on this level, inside the region found so far. */
function knownPrefix(
  left: string,
  level: RegionLevel,
  lookup: RegionLookup,
  outer: string | null,
): KnownPrefix | undefined {
  for (let length = Math.min(10, left.length); length >= 2; length--) {
    const text = left.slice(0, length);
    // 镇海路: a road named after a region
    if (/^(?:大道|路|街|巷|大街)/.test(left.slice(length))) continue;
    const regions = lookup(text).filter((one) => one.level === level && within(one.code, outer));
    if (regions.length === 0) continue;
    const ending = /^(?:街道办事处|街道|社区|市|区|县|镇|乡|村)/.exec(left.slice(length))?.[0] ?? '';
    return { text: text + (regions.some(({ name }) => name === text + ending) ? ending : ''), regions };
  }
  return undefined;
}
