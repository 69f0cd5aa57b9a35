/** Published examples and field trials of dense gas. */
import { BM, CASAL, CCPS, check, type PublishedCase, type PublishedCheck, worked } from './case.ts';

const lng = {
  releaseDensityKgM3: 1.76,
  releaseTemperatureK: 111.7,
  ambientTemperatureK: 306,
  targetShare: 0.05,
};
const potchefstroom = {
  massKg: 72500 * 1.434,
  releaseDensityKgM3: 1.434,
  windMS: 2,
  ambientTemperatureK: 293.15,
};
const burro =
  'PHMSA final evaluation of Phast 8.4, table 9 (measured); Witlox et al. 2013; inputs Ermak 1982; wind used as u10 unscaled';
const metres = (published: number): PublishedCheck => ({
  output: 'reachM',
  published,
  unit: 'm',
  factor: 2.5,
});

export const DENSE_GAS_CASES: readonly PublishedCase[] = [
  worked(
    'bm-beta',
    'britter-mcquaid-curves',
    'β at α = −0.4',
    BM,
    { alpha: -0.4 },
    [check('beta', [1.784, 2.016, 2.21, 2.394, 2.564, 2.714], '', 1e-6)],
    'transcription',
  ),
  worked(
    'bm-lng',
    'britter-mcquaid-plume',
    'LNG spill near, at 367 m and at 1200 m',
    `${CCPS}, p. 122`,
    {
      massFlowKgS: 97.888,
      releaseDensityKgM3: 1.76,
      releaseTemperatureK: 111.15,
      windMS: 10.9,
      ambientTemperatureK: 298,
      distancesM: [45.2, 367, 1200],
    },
    [
      check(
        'concentrationShare',
        [0.6720234544594696, 0.050717667650511944, 0.004920569368181627],
        'vol/vol',
        0.005,
      ),
    ],
  ),
  worked(
    'bm-potchefstroom',
    'britter-mcquaid-puff',
    'Potchefstroom ammonia, isothermal',
    `${BM}, worked example`,
    { ...potchefstroom, initialShare: 0.06097560975609757, distanceM: 333, timesS: [124] },
    [check('concentrationShare.0', 0.006097560975609757, 'vol/vol', 0.005)],
  ),
  worked(
    'bm-potchefstroom-far',
    'britter-mcquaid-puff',
    'Potchefstroom ammonia, cold, far field',
    'GasDispersion.jl (A. Farrell)',
    {
      ...potchefstroom,
      releaseTemperatureK: 239.834,
      initialShare: 38e3 / 1.434 / 72500,
      distanceM: 3133,
      timesS: [3000],
    },
    [check('concentrationShare.0', 0.0006403658290584752 / 1.434, 'vol/vol', 0.005)],
  ),
  worked(
    'bm-propane',
    'britter-mcquaid-plume',
    'Propane to its lower limit',
    `${CASAL}, example 7.5 (chart)`,
    {
      massFlowKgS: 36.052242120677725,
      releaseDensityKgM3: 2.32,
      releaseTemperatureK: 231,
      ambientTemperatureK: 293,
      ambientDensityKgM3: 1.21,
      windMS: 5.2,
      targetShare: 0.021,
    },
    [check('reachM', 340, 'm', 0.12)],
  ),
  {
    ...worked(
      'burro-7',
      'dense-gas-release',
      'Burro 7, LNG on water to 5 % (127–264 m observed)',
      burro,
      { massFlowKgS: 99.46, durationS: 174, windMS: 8.4, ...lng },
      [metres(264)],
      'field-trial',
    ),
  },
  {
    ...worked(
      'burro-8',
      'dense-gas-release',
      'Burro 8, LNG on water to 5 % (314–455 m observed)',
      burro,
      { massFlowKgS: 116.93, durationS: 107, windMS: 1.94, ...lng },
      [metres(455)],
      'field-trial',
    ),
  },
];
