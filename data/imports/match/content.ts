/** How well the values of a column suit a field: 0 never, 1 always; undefined where values tell nothing. */
import { isCreditCode } from '../../credit-code.ts';
import { parseAngle } from '../../geo/angle.ts';
import { normalRegionCode } from '../../geo/region-code.ts';
import type { Field, Layer } from '../../layer.ts';
import { isAmbiguousDate, parseDate } from './dates.ts';
import { parseNumber, saysNothing } from './numbers.ts';
import { hasWords, matchValues } from './words.ts';

export interface ContentFit {
  /** Part of the values that suit the field. */
  readonly fit: number;
  /** How sure the values alone make it that this is the field; 0 = they only fail to contradict. */
  readonly strength: number;
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** Values that are looked at. */
const MOST = 80;

/** `samples` as the file writes them; blanks and words for "not known" are left out. */
export function contentFit(
  layer: Layer,
  name: string,
  samples: readonly string[],
  city: Box | undefined,
): ContentFit | undefined {
  const said = samples
    .filter((value) => !saysNothing(value))
    .slice(0, MOST)
    .map((value) => value.slice(0, 300).normalize('NFKC').trim());
  if (said.length === 0) return undefined;
  const share = (test: (value: string) => boolean) => said.filter(test).length / said.length;
  const own = OWN[name];
  if (own !== undefined) return { fit: share(own.test), strength: own.strength };
  if (name === 'lon' || name === 'lat') return coordinateFit(name, said, city);
  if (name === 'wkt')
    return {
      fit: share((value) => /^(SRID=\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON)\s*Z?M?\s*\(/i.test(value)),
      strength: 0.95,
    };
  const field = layer.fields[name];
  if (field === undefined) return undefined;
  if (hasWords(layer, name)) return wordsFit(layer, name, said);
  return typeFit(field, said, share);
}

const PHONE =
  /^(\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}([-转]\d{1,5})?|400[- ]?\d{3}[- ]?\d{4}|\d{7,8})$/;
const ADDRESS =
  /[省市区县镇乡].*(路|街|道|巷|弄|村|号|大道|园区|幢|栋)|(路|街|大道|巷|弄).*\d+.*号|\d+ .+ (st|street|rd|road|ave|avenue|hwy|blvd|drive|dr|ln|lane)\b/i;
const COMPANY =
  /(公司|厂|店|站|中心|集团|合作社|经营部|事务所|医院|学校|超市|酒店|研究院|工作室|inc\.?|ltd\.?|llc|corp\.?|co\.|company|plant)$/i;
const PERSON = /^(?:[\p{Script=Han}·]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z.]+){1,2})$/u;

const OWN: Readonly<
  Record<string, { readonly test: (value: string) => boolean; readonly strength: number }>
> = {
  // one slip of the pen in a hundred must not hide the column
  credit_code: { test: (value) => isCreditCode(value.toUpperCase()), strength: 0.95 },
  contact_phone: { test: (value) => PHONE.test(value), strength: 0.7 },
  public_phone: { test: (value) => PHONE.test(value), strength: 0.5 },
  contact_name: { test: (value) => PERSON.test(value), strength: 0.3 },
  address: { test: (value) => ADDRESS.test(value), strength: 0.65 },
  code: { test: (value) => normalRegionCode(value) !== undefined, strength: 0.6 },
  // an English name has no Chinese characters
  name_en: { test: (value) => !/\p{Script=Han}/u.test(value), strength: 0 },
  parent_code: { test: (value) => normalRegionCode(value) !== undefined, strength: 0.4 },
};

/** Part of the values that end like the name of a company; other names are told by nothing but their column. */
export function looksLikeNames(samples: readonly string[]): number {
  const said = samples.filter((value) => !saysNothing(value)).slice(0, MOST);
  const ending = said.filter((value) => COMPANY.test(value.slice(0, 300).normalize('NFKC').trim())).length;
  return said.length === 0 ? 0 : ending / said.length;
}

/** China's own ranges where no city is known; eastings have 6 digits, or 8 with their zone, northings 7. */
const CHINA: Box = [73, 3, 136, 54];

function coordinateFit(name: 'lon' | 'lat', said: readonly string[], city: Box | undefined): ContentFit {
  const [west, south, east, north] = city ?? CHINA;
  const [low, high] = name === 'lon' ? [west, east] : [south, north];
  const slack = city === undefined ? 0 : Math.max(0.5, (high - low) / 2);
  let sum = 0;
  for (const value of said) {
    const angle = parseAngle(value);
    if (angle !== undefined) {
      const own = angle.axis === null || angle.axis === name;
      const inside = angle.degrees >= low - slack && angle.degrees <= high + slack;
      // elsewhere on earth is possible, if less likely
      const possible = name === 'lon' || Math.abs(angle.degrees) <= 90;
      sum += !own || !possible ? 0 : inside ? 1 : 0.4;
      continue;
    }
    const metres = Math.abs(parseNumber(value)?.value ?? 0);
    const easting =
      (metres > 1e5 && metres < 1e6) ||
      (metres > 12.9e6 && metres < 46e6) ||
      (metres > 8e6 && metres < 15.2e6);
    const northing = metres >= 1e6 && metres < 8e6;
    if (name === 'lon' ? easting : northing) sum += 0.9;
  }
  const fraction = said.filter((value) => /[.°度′']\d*/.test(value)).length / said.length;
  // whole numbers between 73 and 136 are anything
  return { fit: sum / said.length, strength: fraction > 0.5 ? 0.75 : 0.3 };
}

function wordsFit(layer: Layer, name: string, said: readonly string[]): ContentFit {
  const distinct = [...new Set(said)];
  // the words of a dictionary come again and again; names and addresses do not
  if (said.length >= 30 && distinct.length > said.length * 0.7) return { fit: 0, strength: 0 };
  const { matched } = matchValues(layer, name, distinct);
  const sure = new Set(matched.filter(({ confidence }) => confidence >= 0.8).map(({ value }) => value));
  const fit = said.filter((value) => sure.has(value)).length / said.length;
  const digits = said.every((value) => /^\d+$/.test(value));
  // 是/否 and bare numbers are words of many fields
  const few = (layer.fields[name]?.dictionary?.length ?? 4) <= 2 || digits || distinct.length < 2;
  return { fit, strength: few ? 0.15 : 0.6 };
}

function typeFit(
  field: Field,
  said: readonly string[],
  share: (test: (value: string) => boolean) => number,
): ContentFit | undefined {
  switch (field.type) {
    case 'date':
    case 'timestamp with time zone':
      return {
        fit: share((value) => parseDate(value) !== undefined || isAmbiguousDate(value) || serial(value)),
        strength: 0.25,
      };
    case 'smallint':
    case 'integer':
    case 'double precision':
      return {
        fit: share((value) => {
          const number = parseNumber(value)?.value;
          return number !== undefined && field.schema.safeParse(number).success;
        }),
        strength: 0,
      };
    default: {
      // a text of numbers only is no name and no description, though it may be an id
      const numeric = said.every(
        (value) => parseNumber(value) !== undefined && parseNumber(value)?.unit === null,
      );
      return numeric && field.filter === 'text' ? { fit: 0.5, strength: 0 } : undefined;
    }
  }
}

/** Days of a spreadsheet between 1954 and 2064. */
const serial = (value: string) =>
  /^\d{5}(\.\d+)?$/.test(value) && Number(value) > 20_000 && Number(value) < 60_000;
