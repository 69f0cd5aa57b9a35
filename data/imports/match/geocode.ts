/** How well an entry of the city's gazetteer answers an address: the score and how near that can be. */
import type { Text } from '../../layer.ts';
import type { RegionLevel } from '../../layers/regions.ts';
import { type AddressParts, parseAddress, within } from './addresses.ts';
import { type NameOptions, nameSimilarity } from './names.ts';
import { chineseNumeral } from './numbers.ts';

export interface GazetteerEntry {
  /** `object` = an enterprise, a place, a resource: whatever has a name and stands somewhere. */
  readonly kind: 'region' | 'road' | 'crossing' | 'object';
  readonly name: string;
  /** Level of a region. */
  readonly level?: RegionLevel | undefined;
  /** The other road of a crossing. */
  readonly other?: string | undefined;
  /** The object's own address. */
  readonly address?: string | null | undefined;
  /** Where it lies. */
  readonly regionCode?: string | null | undefined;
}

export interface CandidateScore {
  /** 0-1; from `GEOCODE_SURE` nobody need look. */
  readonly score: number;
  /** How far the place may be from the truth, metres. */
  readonly accuracyM: number;
  readonly why: Text;
}

/** Below this a person looks at the place on the map. */
export const GEOCODE_SURE = 0.85;

/** Middle of a region of each level, and how far its border is. */
const OF_LEVEL: Readonly<Record<RegionLevel, { readonly score: number; readonly accuracyM: number }>> = {
  city: { score: 0.05, accuracyM: 40_000 },
  county: { score: 0.15, accuracyM: 12_000 },
  township: { score: 0.35, accuracyM: 3500 },
  village: { score: 0.55, accuracyM: 900 },
  cell: { score: 0.6, accuracyM: 300 },
};

/** What the address and the entry have in common; 0 where they have nothing. */
export function scoreCandidate(
  address: AddressParts,
  entry: GazetteerEntry,
  options: NameOptions = {},
): CandidateScore {
  const found = scored(address, entry, options);
  if (found.score === 0) return found;
  const inside =
    entry.regionCode == null || address.regionCode === null
      ? undefined
      : within(entry.regionCode, address.regionCode);
  if (inside === false)
    return {
      ...found,
      score: found.score * 0.3,
      why: { zh: `${found.why.zh}，但不在所写的区域内`, en: `${found.why.en}, but outside the region named` },
    };
  // no region on either side to check against: the next town may have a road of the same name
  const factor = (inside === undefined ? 0.92 : 1) * (address.contradicts ? 0.8 : 1);
  return { ...found, score: found.score * factor };
}

const NONE: CandidateScore = {
  score: 0,
  accuracyM: Number.POSITIVE_INFINITY,
  why: { zh: '没有共同之处', en: 'Nothing in common' },
};

function scored(address: AddressParts, entry: GazetteerEntry, options: NameOptions): CandidateScore {
  switch (entry.kind) {
    case 'region':
      return regionScore(address, entry);
    case 'crossing':
      return crossingScore(address, entry);
    case 'road':
      return roadScore(address, entry);
    case 'object':
      return objectScore(address, entry, options);
  }
}

function regionScore(address: AddressParts, entry: GazetteerEntry): CandidateScore {
  const said = [address.village, address.township, address.county, address.city];
  if (entry.level === undefined || !said.some((name) => name !== null && sameRegionName(name, entry.name)))
    return NONE;
  return { ...OF_LEVEL[entry.level], why: { zh: `${entry.name}的中心`, en: `Middle of ${entry.name}` } };
}

const REGION_ENDING = /(街道办事处|街道|社区居委会|社区|村民委员会|村委会|居委会|市|区|县|镇|乡|村)$/;

function sameRegionName(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [a, b].map((name) => name.replace(REGION_ENDING, ''));
  return one !== undefined && one.length > 1 && one === other;
}

function crossingScore(address: AddressParts, entry: GazetteerEntry): CandidateScore {
  if (address.road === null || address.crossing === null || entry.other === undefined) return NONE;
  const [a, b, c, d] = [address.road, address.crossing, entry.name, entry.other].map(roadName);
  if (!((a === c && b === d) || (a === d && b === c))) return NONE;
  return {
    score: 0.95,
    accuracyM: 60,
    why: { zh: `${entry.name}与${entry.other}交叉口`, en: `Crossing of ${entry.name} and ${entry.other}` },
  };
}

function roadScore(address: AddressParts, entry: GazetteerEntry): CandidateScore {
  if (address.road === null) return NONE;
  const [said, known] = [roadName(address.road), roadName(entry.name)];
  if (said === known)
    return {
      score: address.crossing === null ? 0.6 : 0.5,
      accuracyM: 800,
      why: { zh: `${entry.name}（道路中点）`, en: `${entry.name} (middle of the road)` },
    };
  // 中山东路 on 中山路: a part of it, or its neighbour
  if (withoutSide(said) === withoutSide(known))
    return {
      score: 0.35,
      accuracyM: 2000,
      why: { zh: `${entry.name}，路段名称不同`, en: `${entry.name}, another section` },
    };
  return NONE;
}

function objectScore(address: AddressParts, entry: GazetteerEntry, options: NameOptions): CandidateScore {
  const named = address.rest.length < 2 ? 0 : nameSimilarity(address.rest, entry.name, options);
  const byName: CandidateScore =
    named >= 0.75
      ? {
          score: 0.95 * named,
          accuracyM: 100,
          why: {
            zh: `与“${entry.name}”同名（${Math.round(named * 100)}%）`,
            en: `Named like "${entry.name}" (${Math.round(named * 100)}%)`,
          },
        }
      : NONE;
  const byHouse = houseScore(address, entry);
  if (byHouse.score === 0 || byName.score === 0) return byHouse.score > byName.score ? byHouse : byName;
  // the name and the house say the same thing
  const best = byHouse.score > byName.score ? byHouse : byName;
  return {
    ...best,
    score: 1 - (1 - byHouse.score) * (1 - byName.score),
    accuracyM: Math.min(byHouse.accuracyM, byName.accuracyM),
  };
}

/** Metres along the road that one house number may stand for. */
const PER_NUMBER_M = 8;

/** Known houses of the road: the same number is the place, a near number is near it. */
function houseScore(address: AddressParts, entry: GazetteerEntry): CandidateScore {
  if (address.road === null || entry.address == null) return NONE;
  const own = parseAddress(entry.address);
  if (own.road === null || roadName(own.road) !== roadName(address.road) || own.lane !== address.lane)
    return NONE;
  if (address.number === null || own.number === null)
    return {
      score: 0.5,
      accuracyM: 800,
      why: { zh: `“${entry.name}”在同一条路上`, en: `"${entry.name}" stands on the same road` },
    };
  const apart = Math.abs(address.number - own.number);
  if (apart === 0)
    return {
      score: 0.92,
      accuracyM: 40,
      why: { zh: `“${entry.name}”的门牌相同`, en: `"${entry.name}" has the same number` },
    };
  const accuracyM = 40 + apart * PER_NUMBER_M;
  // odd and even numbers face each other
  const side = apart % 2 === 0 ? 1 : 0.97;
  return {
    score: Math.max(0.5, 0.88 - apart / 100) * side,
    accuracyM,
    why: {
      zh: `“${entry.name}”在同一条路 ${own.number} 号`,
      en: `"${entry.name}" stands at number ${own.number} of the road`,
    },
  };
}

/** 十号路 and 10号路, 沿江东路二段: one writing. */
function roadName(name: string): string {
  return name
    .replaceAll(
      /[一二三四五六七八九十百]+(?=号?[路街道线])/g,
      (digits) => `${chineseNumeral(digits) ?? digits}`,
    )
    .replace(/[东西南北中]?[一二三四五六七八九十]段$/, '');
}

const withoutSide = (name: string) => name.replace(/[东西南北中](?=路|街|大道|大街)/, '');
