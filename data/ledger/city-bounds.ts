/** Bounds by which a city grades: the published ones, or its own under an id of their own. Published schemes never change. */
import type { EvaluationRule } from '../grading/evaluation.ts';
import type { FormBounds } from '../grading/hazmat-form.ts';
import type { ParkBounds } from '../grading/park.ts';
import { SCORINGS, type ScoringMethod, schemeOf } from '../grading/scored-point.ts';
import type { Text } from '../layer.ts';
import type { Scheme } from '../tables/scoring.ts';
import { boundsOf, DEFAULT_SETTINGS, type GradingSettings, type SchemeId } from './settings.ts';

/** The settings with their version: 0 = the defaults. */
export interface CityNumbers {
  readonly version: number;
  readonly settings: GradingSettings;
}
export const DEFAULT_NUMBERS: CityNumbers = { version: 0, settings: DEFAULT_SETTINGS };

/** Id of a city's own bounds: of which table, and by which version of the settings. */
export const cityId = (base: string, version: number): string => `${base}-city-v${version}`;

/**
 * The scheme by which a point is graded: the published one that it names, or the method's first, unless the city set
 * other bounds for it. Throws a RangeError for an id that the method does not have.
 */
export function citySchemeOf(
  method: ScoringMethod,
  id: string | null,
  { settings, version }: CityNumbers,
): Scheme {
  const published = schemeOf(method, id);
  const own = settings.scoring.schemes[published.id as SchemeId];
  const usual = boundsOf(published);
  if (!own || (own[1] === usual[1] && own[2] === usual[2] && own[3] === usual[3])) return published;
  return {
    id: cityId(published.id, version),
    name: {
      zh: `本市界限：≥${own[1]}、≥${own[2]}、≥${own[3]}`,
      en: `Bounds of the city: ≥${own[1]}, ≥${own[2]}, ≥${own[3]}`,
    },
    source: ownSource(published.id, version),
    bands: ([1, 2, 3] as const).map((grade) => {
      const exclusive = published.bands.find((band) => band.grade === grade)?.exclusive;
      return { from: own[grade], grade, ...(exclusive && { exclusive }) };
    }),
  };
}

/** Id of the scheme that grades a row of the ledger; as it stands where the row has no such method or scheme. */
export function citySchemeIn(method: string | null, id: string | null, city: CityNumbers): string | null {
  if (method === null || !(method in SCORINGS)) return id;
  try {
    return citySchemeOf(method as ScoringMethod, id, city).id;
  } catch {
    // of a source with a table of its own
    return id;
  }
}

const ownSource = (base: string, version: number): Text => ({
  zh: `本市设定（评定参数第 ${version} 版），取代 ${base} 的界限`,
  en: `Set by the city (grading settings, version ${version}) in place of the bounds of ${base}`,
});

type Falling = Readonly<Record<'4' | '3' | '2', number>>;
const same = (one: Falling, other: Falling) =>
  one[4] === other[4] && one[3] === other[3] && one[2] === other[2];

/** Bounds of the 100-point form; `scheme` only where they are the city's own. */
export function hazmatBoundsOf({ settings, version }: CityNumbers): {
  readonly bounds: FormBounds;
  readonly scheme?: string;
} {
  const own = settings.scoring.hazmatForm;
  return {
    bounds: [own[4], own[3], own[2]],
    ...(!same(own, DEFAULT_SETTINGS.scoring.hazmatForm) && { scheme: cityId('hazmat-form', version) }),
  };
}

/** Bounds of the classes of parks; `scheme` only where they are the city's own. */
export function parkBoundsOf({ settings, version }: CityNumbers): {
  readonly bounds: ParkBounds;
  readonly scheme?: string;
} {
  const own = settings.scoring.park;
  return {
    bounds: [own[4], own[3], own[2]],
    ...(!same(own, DEFAULT_SETTINGS.scoring.park) && { scheme: cityId('park', version) }),
  };
}

/** How the five elements make up the whole. */
export const evaluationRuleOf = ({ settings }: CityNumbers): Pick<EvaluationRule, 'poorFrom' | 'goodFrom'> =>
  settings.scoring.evaluation;
