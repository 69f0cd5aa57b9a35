/**
 * By which numbers grades are given and supervision is arranged: one versioned value that a city sets for itself. The
 * defaults are this project's own proposals; no authority prescribes them.
 */
import { z } from 'zod';
import { EVALUATION_RULE } from '../grading/evaluation.ts';
import { PARK_BOUNDS } from '../grading/park.ts';
import { REGION_INDEX } from '../grading/region.ts';
import type { Text } from '../layer.ts';
import { HAZMAT_BOUNDS } from '../tables/hazmat-form.ts';
import { LEC_SCHEMES, LS_SCHEMES, MES_SCHEMES, type Scheme } from '../tables/scoring.ts';
import { SECTORS } from '../tables/sectors.ts';

const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const factor = z.number().min(0.1).max(10);
const supervisionClass = z.enum(['A', 'B', 'C', 'D']);
const byEvaluation = z.strictObject({
  good: supervisionClass,
  fair: supervisionClass,
  poor: supervisionClass,
});

const RegionNumbers = z
  .strictObject({
    objectScores: z.strictObject({
      '1': z.number().min(0).max(100),
      '2': z.number().min(0).max(100),
      '3': z.number().min(0).max(100),
      '4': z.number().min(0).max(100),
    }),
    correction: z.strictObject({ least: factor, most: factor }),
    management: z.strictObject({ good: factor, fair: factor, poor: factor }),
    openMajorDanger: factor,
    exposure: z
      .array(z.strictObject({ from: z.int().min(0), factor }))
      .min(1)
      .max(20),
    recentAccident: factor,
    crowding: z.number().positive().max(100_000),
    leastAreaKm2: z.number().positive().max(1000),
    thresholds: z.strictObject({
      '1': z.number().min(0).max(100),
      '2': z.number().min(0).max(100),
      '3': z.number().min(0).max(100),
    }),
  })
  .refine(({ thresholds: t }) => t['1'] > t['2'] && t['2'] > t['3'], { path: ['thresholds'] })
  .refine(({ objectScores: s }) => s['1'] >= s['2'] && s['2'] >= s['3'] && s['3'] >= s['4'], {
    path: ['objectScores'],
  })
  .refine(({ correction }) => correction.least <= correction.most, { path: ['correction'] });

/** Least scores of red, orange and yellow, falling. */
const riskBounds = z
  .strictObject({
    '1': z.number().positive().max(100_000),
    '2': z.number().positive().max(100_000),
    '3': z.number().positive().max(100_000),
  })
  .refine((b) => b['1'] > b['2'] && b['2'] > b['3']);
/** Least points of blue, yellow and orange of a form on which many points are good, falling. */
const pointBounds = z
  .strictObject({
    '4': z.number().min(0).max(100),
    '3': z.number().min(0).max(100),
    '2': z.number().min(0).max(100),
  })
  .refine((b) => b['4'] > b['3'] && b['3'] > b['2']);

export const SCHEME_IDS = ['LEC-4', 'LEC-5', 'LS-SD', 'LS-COAL', 'LS-16', 'LS-15', 'MES-5'] as const;
export type SchemeId = (typeof SCHEME_IDS)[number];

/** Bounds of the methods that grade single objects. The published tables stay as they are: other bounds are the city's. */
const ScoringNumbers = z.strictObject({
  schemes: z.strictObject(
    Object.fromEntries(SCHEME_IDS.map((id) => [id, riskBounds])) as Record<SchemeId, typeof riskBounds>,
  ),
  /** 100-point form of producers and storers of hazardous chemicals. */
  hazmatForm: pointBounds,
  /** Classes D, C and B of chemical parks. */
  park: pointBounds,
  /** So many poor, and so many good elements of five. */
  evaluation: z.strictObject({ poorFrom: z.int().min(1).max(5), goodFrom: z.int().min(1).max(5) }),
});

/** Objects count towards a region from this grade: 4 = every graded one, 2 = only red and orange, 0 = none. */
const countsFrom = z.int().min(0).max(4);

export const GradingSettings = z.strictObject({
  scoring: ScoringNumbers,
  region: RegionNumbers,
  /** Which objects make up a region's index. */
  counted: z.strictObject({
    enterprises: countsFrom,
    places: countsFrom,
    hazard_points: countsFrom,
    /** Those of no enterprise that is counted. */
    major_hazards: countsFrom,
    /** Those of no enterprise, place or hazard point that is counted. */
    risk_points: countsFrom,
  }),
  /** Sectors whose accidents reach beyond the fence: for them, and major hazard sources, residents are counted. */
  exposedSectors: z.array(z.enum(SECTORS.map(({ id }) => id))).max(60),
  floors: z.strictObject({
    /** Worst of colours that a region keeps while a listed major danger in it is open; null = no floor. */
    supervisedDanger: grade.nullable(),
    /** Least grade of an enterprise by the level of its major hazard sources. */
    majorHazardLevel: z.strictObject({ '1': grade, '2': grade, '3': grade, '4': grade }),
    /** An open major hidden danger: so many grades worse, and at least this grade. */
    openMajorDanger: z.strictObject({ raise: z.int().min(0).max(3), atLeast: grade }),
  }),
  supervision: z.strictObject({
    /** Class by grade and by the evaluation of the five elements. */
    classes: z.strictObject({
      '1': byEvaluation,
      '2': byEvaluation,
      '3': byEvaluation,
      '4': byEvaluation,
      null: byEvaluation,
    }),
    /** Days between two visits; null = drawn by lot. */
    everyDays: z.strictObject({
      A: z.int().min(1).max(3650).nullable(),
      B: z.int().min(1).max(3650).nullable(),
      C: z.int().min(1).max(3650).nullable(),
      D: z.int().min(1).max(3650).nullable(),
    }),
    /** So many days before the date a visit is due. */
    dueWithinDays: z.int().min(0).max(365),
    /** Grades whose objects are on the key list of the city and of the county; both at once is 叠加式. */
    keyLists: z.strictObject({ city: z.array(grade).max(4), county: z.array(grade).max(4) }),
  }),
});
export type GradingSettings = z.output<typeof GradingSettings>;

const { id: _id, version: _version, ...region } = REGION_INDEX;

/** Bounds of a scheme by the grade that they begin. */
export const boundsOf = ({ bands }: Scheme) => {
  const from = (grade: 1 | 2 | 3) => bands.find((band) => band.grade === grade)!.from;
  return { '1': from(1), '2': from(2), '3': from(3) };
};
const PUBLISHED = new Map([...LEC_SCHEMES, ...LS_SCHEMES, ...MES_SCHEMES].map((one) => [one.id, one]));

export const DEFAULT_SETTINGS: GradingSettings = {
  scoring: {
    schemes: Object.fromEntries(
      SCHEME_IDS.map((id) => [id, boundsOf(PUBLISHED.get(id)!)]),
    ) as GradingSettings['scoring']['schemes'],
    hazmatForm: { '4': HAZMAT_BOUNDS[0], '3': HAZMAT_BOUNDS[1], '2': HAZMAT_BOUNDS[2] },
    park: { '4': PARK_BOUNDS[0], '3': PARK_BOUNDS[1], '2': PARK_BOUNDS[2] },
    evaluation: { poorFrom: EVALUATION_RULE.poorFrom, goodFrom: EVALUATION_RULE.goodFrom },
  },
  region: {
    objectScores: { ...region.objectScores },
    correction: { ...region.correction },
    management: { ...region.management },
    openMajorDanger: region.openMajorDanger,
    exposure: region.exposure.map((step) => ({ ...step })),
    recentAccident: region.recentAccident,
    crowding: region.crowding,
    leastAreaKm2: region.leastAreaKm2,
    thresholds: { ...region.thresholds },
  },
  counted: { enterprises: 4, places: 1, hazard_points: 1, major_hazards: 4, risk_points: 4 },
  exposedSectors: [
    'hazmat_production',
    'hazmat_storage',
    'fuel_station',
    'fireworks',
    'metal_smelting',
    'ammonia_cooling',
    'city_gas',
  ],
  floors: {
    supervisedDanger: 2,
    majorHazardLevel: { 1: 1, 2: 1, 3: 2, 4: 3 },
    openMajorDanger: { raise: 1, atLeast: 2 },
  },
  supervision: {
    classes: {
      '1': { good: 'A', fair: 'A', poor: 'A' },
      '2': { good: 'B', fair: 'B', poor: 'A' },
      '3': { good: 'C', fair: 'C', poor: 'B' },
      '4': { good: 'D', fair: 'D', poor: 'C' },
      null: { good: 'C', fair: 'C', poor: 'B' },
    },
    everyDays: { A: 90, B: 180, C: 365, D: null },
    dueWithinDays: 30,
    keyLists: { city: [1], county: [1, 2] },
  },
};

/** Settings as they were stored: parts that did not exist then have their defaults. Throws a ZodError. */
export const storedSettings = (stored: unknown): GradingSettings =>
  GradingSettings.parse({
    scoring: DEFAULT_SETTINGS.scoring,
    ...(typeof stored === 'object' ? stored : {}),
  });

/** Where the numbers come from, shown beside them. */
export const SETTINGS_SOURCE: Text = {
  zh: '评分方法的分级界限为公开的评价表；其余为本项目建议值：没有查到按颜色规定检查频次或区域分级公式的全国性规定，各地可自行设定。',
  en: 'Bounds of the scoring methods are those of published tables; the rest is proposed by this project: no national rule on visits by colour or on a regional formula was found, each city sets its own.',
};
