/** How wide and high a neutral cloud has grown with distance: dispersion coefficients by stability class. */
import { z } from 'zod';
import { notNegative, positive, type Stability, stability } from './inputs.ts';
import { CLASSES } from './meteorology.ts';
import { judged, model, remark, within } from './model.ts';

export const SIGMA_SETS = ['briggs-rural', 'briggs-urban', 'isc3-rural', 'tno', 'ccps-puff'] as const;
export type SigmaSet = (typeof SIGMA_SETS)[number];
export const sigmaSet = () => z.enum(SIGMA_SETS);

/** Averaging time of the plume sets, s. */
export const SIGMA_AVERAGING_S = 600;

const index = (cls: Stability) => CLASSES.indexOf(cls);

/** a and the signed square-root factor of Briggs' σy. */
const BRIGGS_Y = {
  'briggs-rural': { a: [0.22, 0.16, 0.11, 0.08, 0.06, 0.04], b: 1e-4 },
  'briggs-urban': { a: [0.32, 0.32, 0.22, 0.16, 0.11, 0.11], b: 4e-4 },
} as const;

/** a, b and the power of Briggs' σz = a x (1 + b x)^power. Sources: Briggs 1973, ATDL Report 79; Griffiths 1994. */
const BRIGGS_Z: Readonly<
  Record<'briggs-rural' | 'briggs-urban', readonly (readonly [number, number, number])[]>
> = {
  'briggs-rural': [
    [0.2, 0, 1],
    [0.12, 0, 1],
    [0.08, 2e-4, -0.5],
    [0.06, 1.5e-3, -0.5],
    [0.03, 3e-4, -1],
    [0.016, 3e-4, -1],
  ],
  'briggs-urban': [
    [0.24, 1e-3, 0.5],
    [0.24, 1e-3, 0.5],
    [0.2, 0, 1],
    [0.14, 3e-4, -0.5],
    [0.08, 1.5e-3, -0.5],
    [0.08, 1.5e-3, -0.5],
  ],
};

/** σ = a x^b by class. Sources: CPR 14E (Yellow Book) 2005; CCPS 1999 (puff, Slade 1968). */
const POWER = {
  tno: {
    y: [
      [0.527, 0.865],
      [0.371, 0.866],
      [0.209, 0.897],
      [0.128, 0.905],
      [0.098, 0.902],
      [0.065, 0.902],
    ],
    z: [
      [0.28, 0.9],
      [0.23, 0.85],
      [0.22, 0.8],
      [0.2, 0.76],
      [0.15, 0.73],
      [0.12, 0.67],
    ],
  },
  'ccps-puff': {
    y: [
      [0.18, 0.92],
      [0.14, 0.92],
      [0.1, 0.92],
      [0.06, 0.92],
      [0.04, 0.92],
      [0.02, 0.89],
    ],
    z: [
      [0.6, 0.75],
      [0.53, 0.73],
      [0.34, 0.71],
      [0.15, 0.7],
      [0.1, 0.65],
      [0.05, 0.61],
    ],
  },
} as const;

/** c and d of σy = 465.11628 x tan(0.017453293 (c − d ln x)), x in km. Source: EPA-454/B-95-003b, table 1-1. */
const ISC3_Y = [
  [24.167, 2.5334],
  [18.333, 1.8096],
  [12.5, 1.0857],
  [8.333, 0.72382],
  [6.25, 0.54287],
  [4.1667, 0.36191],
] as const;

const BEYOND = Number.POSITIVE_INFINITY;
/** Upper bound in km, a, b of σz = a x^b, x in km. Source: EPA-454/B-95-003b, table 1-2. */
const ISC3_Z: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [0.1, 122.8, 0.9447],
    [0.15, 158.08, 1.0542],
    [0.2, 170.22, 1.0932],
    [0.25, 179.52, 1.1262],
    [0.3, 217.41, 1.2644],
    [0.4, 258.89, 1.4094],
    [0.5, 346.75, 1.7283],
    [BEYOND, 453.85, 2.1166],
  ],
  [
    [0.2, 90.673, 0.93198],
    [0.4, 98.483, 0.98332],
    [BEYOND, 109.3, 1.0971],
  ],
  [[BEYOND, 61.141, 0.91465]],
  [
    [0.3, 34.459, 0.86974],
    [1, 32.093, 0.81066],
    [3, 32.093, 0.64403],
    [10, 33.504, 0.60486],
    [30, 36.65, 0.56589],
    [BEYOND, 44.053, 0.51179],
  ],
  [
    [0.1, 24.26, 0.8366],
    [0.3, 23.331, 0.81956],
    [1, 21.628, 0.7566],
    [2, 21.628, 0.63077],
    [4, 22.534, 0.57154],
    [10, 24.703, 0.50527],
    [20, 26.97, 0.46713],
    [40, 35.42, 0.37615],
    [BEYOND, 47.618, 0.29592],
  ],
  [
    [0.2, 15.209, 0.81558],
    [0.7, 14.457, 0.78407],
    [1, 13.953, 0.68465],
    [2, 13.953, 0.63227],
    [3, 14.823, 0.54503],
    [7, 16.187, 0.4649],
    [15, 17.836, 0.41507],
    [30, 22.651, 0.32681],
    [60, 27.074, 0.27436],
    [BEYOND, 34.219, 0.21716],
  ],
];

/** Crosswind coefficient, m, for the averaging time of the set; 0 at and before the source. */
export function sigmaYM(distanceM: number, cls: Stability, set: SigmaSet): number {
  if (distanceM <= 0) return 0;
  if (set === 'briggs-rural' || set === 'briggs-urban') {
    const { a, b } = BRIGGS_Y[set];
    return (a[index(cls)]! * distanceM) / Math.sqrt(1 + b * distanceM);
  }
  if (set === 'isc3-rural') {
    const [c, d] = ISC3_Y[index(cls)]!;
    const km = distanceM / 1000;
    return 465.11628 * km * Math.tan(0.017453293 * (c - d * Math.log(km)));
  }
  const [a, b] = POWER[set].y[index(cls)]!;
  return a * distanceM ** b;
}

/** Vertical coefficient, m; 0 at and before the source. */
export function sigmaZM(distanceM: number, cls: Stability, set: SigmaSet): number {
  if (distanceM <= 0) return 0;
  if (set === 'briggs-rural' || set === 'briggs-urban') {
    const [a, b, power] = BRIGGS_Z[set][index(cls)]!;
    return a * distanceM * (1 + b * distanceM) ** power;
  }
  if (set === 'isc3-rural') {
    const km = distanceM / 1000;
    const [, a, b] = ISC3_Z[index(cls)]!.find(([to]) => km <= to)!;
    // the table ends at 5 km of height
    return Math.min(5000, a * km ** b);
  }
  const [a, b] = POWER[set].z[index(cls)]!;
  return a * distanceM ** b;
}

/** Downwind coefficient of a puff, m: the crosswind one (CCPS 1999). */
export const sigmaXM = (distanceM: number, cls: Stability) => sigmaYM(distanceM, cls, 'ccps-puff');

/** Factor of σy for another averaging time: (t/600)^0.2, not below that of 18 s. Source: CPR 14E (Yellow Book) § 4.5.3. */
export function averagingFactor(averagingTimeS: number): number {
  return (Math.max(18, averagingTimeS) / SIGMA_AVERAGING_S) ** 0.2;
}

const HOURS_S = 3600;

/** Remarks on the range of distances of a sigma set. */
export function distanceRemark(leastM: number, mostM: number) {
  return [
    within({ zh: '最近距离', en: 'Nearest distance', unit: 'm' }, leastM, [100, 10_000], [50, 20_000]),
    within({ zh: '最远距离', en: 'Farthest distance', unit: 'm' }, mostM, [100, 10_000], [50, 20_000]),
  ];
}

/** A remark on the averaging time. */
export function averagingRemark(averagingTimeS: number) {
  return within(
    { zh: '平均时间', en: 'Averaging time', unit: 's' },
    averagingTimeS,
    [18, HOURS_S],
    [1, 2 * HOURS_S],
  );
}

export const dispersionCoefficients = model({
  id: 'dispersion-coefficients',
  version: '1.0.0',
  label: { zh: '扩散系数 σy、σz', en: 'Dispersion coefficients σy, σz' },
  source:
    'Briggs 1973, ATDL 79 (rural, urban); EPA-454/B-95-003b tables 1-1, 1-2 (ISC3 rural); CPR 14E (TNO); CCPS 1999 (puff)',
  validity: {
    zh: '100 m – 10 km，10 分钟平均（烟团为瞬时）',
    en: '100 m – 10 km, 10-minute means (the puff set: momentary)',
  },
  assumptions: [
    { zh: '平坦地形；城市组用于建筑密集区', en: 'Flat terrain; the urban set for built-up areas' },
  ],
  inputs: z.strictObject({
    distancesM: z.array(notNegative()).min(1).max(1_000),
    stability: stability(),
    set: sigmaSet().default('briggs-rural'),
    averagingTimeS: positive().default(SIGMA_AVERAGING_S),
  }),
  outputs: z.object({
    sigmaYM: z.array(z.number()),
    sigmaZM: z.array(z.number()),
    sigmaXM: z.array(z.number()),
  }),
  run: (i) => {
    const factor = i.set === 'ccps-puff' ? 1 : averagingFactor(i.averagingTimeS);
    return judged(
      {
        sigmaYM: i.distancesM.map((x) => factor * sigmaYM(x, i.stability, i.set)),
        sigmaZM: i.distancesM.map((x) => sigmaZM(x, i.stability, i.set)),
        sigmaXM: i.distancesM.map((x) => sigmaXM(x, i.stability)),
      },
      ...distanceRemark(Math.min(...i.distancesM), Math.max(...i.distancesM)),
      averagingRemark(i.averagingTimeS),
      remark(
        i.set === 'ccps-puff' && i.averagingTimeS !== SIGMA_AVERAGING_S,
        'edge',
        '烟团系数不随平均时间变化',
        'The puff coefficients do not change with the averaging time',
      ),
    );
  },
});
