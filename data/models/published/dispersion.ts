/** Published examples and field trials of dispersion. */
import { CCPS, CROWL, check, ISC3, type PublishedCase, worked } from './case.ts';

const CLASSES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const RURAL = [
  [0.2639841614254575, 0.24],
  [0.19198848103669636, 0.144],
  [0.13199208071272875, 0.09598848207318536],
  [0.09599424051834818, 0.07193528734898633],
  [0.07199568038876113, 0.03598704466392099],
  [0.04799712025917409, 0.019193090487424527],
] as const;
const PUFF = [
  [0.21287234847910436, 0.6879188103871441],
  [0.16556738215041453, 0.6054498545741843],
  [0.11826241582172466, 0.3869880921561032],
  [0.07095744949303479, 0.17041904657983328],
  [0.047304966328689864, 0.11258170198247626],
  [0.023523465599668385, 0.05588182287353654],
] as const;
const WIND = [
  3.5246926648185886, 3.5246926648185886, 3.776776235382502, 4.237612633868263, 6.716163415705019,
  10.644401677007265,
] as const;

/** Prairie Grass arcs at 50, 100, 200, 400, 800 m. */
function prairieGrass(
  run: string,
  stability: string,
  gramsS: number,
  windMS: number,
  arcsGM3: readonly number[],
): PublishedCase {
  return {
    id: `prairie-grass-${run}`,
    model: 'gaussian-plume',
    kind: 'field-trial',
    title: `Project Prairie Grass, run ${run} (class ${stability}), arcs at 50–800 m`,
    source:
      'Barad 1958, Project Prairie Grass, AFCRC-TR-58-235 (second-hand transcription); wind at 2 m used unscaled',
    inputs: {
      massFlowKgS: gramsS / 1000,
      windMS,
      stability,
      releaseHeightM: 0.46,
      heightM: 1.5,
      distancesM: [50, 100, 200, 400, 800],
    },
    checks: [
      { output: 'concentrationKgM3', published: arcsGM3.map((g) => g / 1000), unit: 'kg/m³', factor: 10 },
    ],
    confidence: 'A',
  };
}

export const DISPERSION_CASES: readonly PublishedCase[] = [
  ...CLASSES.flatMap((stability, i) => [
    worked(
      `sigma-rural-${stability}`,
      'dispersion-coefficients',
      `Briggs rural, class ${stability}`,
      'Briggs 1973, ATDL 79 (CCPS 1999)',
      { distancesM: [1.2], stability },
      [check('sigmaYM.0', RURAL[i]![0], 'm', 1e-6), check('sigmaZM.0', RURAL[i]![1], 'm', 1e-6)],
      'transcription',
    ),
    worked(
      `sigma-puff-${stability}`,
      'dispersion-coefficients',
      `Puff, class ${stability}`,
      `${CCPS}; Slade 1968`,
      { distancesM: [1.2], stability, set: 'ccps-puff' },
      [check('sigmaYM.0', PUFF[i]![0], 'm', 1e-6), check('sigmaZM.0', PUFF[i]![1], 'm', 1e-6)],
      'transcription',
    ),
    worked(
      `wind-rural-${stability}`,
      'wind-power-law',
      `Rural power law, class ${stability}`,
      `${CCPS}, table 2.11 (Irwin 1979)`,
      { windMS: 3, referenceHeightM: 1, heightM: 10, stability },
      [check('windMS', WIND[i]!, 'm/s', 1e-6)],
      'transcription',
    ),
  ]),
  worked(
    'sigma-isc3-d',
    'dispersion-coefficients',
    'ISC3 rural σz, class D',
    `${ISC3}, table 1-2`,
    { distancesM: [100, 500, 2000, 5000], stability: 'D', set: 'isc3-rural' },
    [
      check(
        'sigmaZM',
        [4.651174892531855, 18.29689264165363, 50.15135417398994, 88.69020460936578],
        'm',
        1e-6,
      ),
    ],
    'transcription',
  ),
  worked(
    'plume-rise-a',
    'briggs-plume-rise',
    'Hot stack, unstable air',
    `${ISC3}, § 1.1.4`,
    {
      stackDiameterM: 1,
      exitVelocityMS: 72.93819699672669,
      exitTemperatureK: 400,
      ambientTemperatureK: 288.15,
      windMS: 4,
      stability: 'A',
      distancesM: [50],
    },
    [
      check('buoyancyFluxM4S3', 50, 'm⁴/s³', 1e-5),
      check('finalRiseM', 100.71365158671999, 'm', 1e-5),
      check('finalDistanceM', 565.0050541491846, 'm', 1e-5),
      check('riseM.0', 20, 'm', 1e-5),
    ],
  ),
  worked(
    'plume-rise-f',
    'briggs-plume-rise',
    'Hot stack, stable air',
    `${ISC3}, § 1.1.4`,
    {
      stackDiameterM: 1,
      exitVelocityMS: 72.93819699672669,
      exitTemperatureK: 400,
      ambientTemperatureK: 288.15,
      windMS: 4,
      stability: 'F',
    },
    [check('finalRiseM', 56.92380039947288, 'm', 1e-5)],
  ),
  worked(
    'plume-ccps',
    'gaussian-plume',
    'Ground plume with the book’s coefficients',
    `${CCPS}, p. 97`,
    {
      massFlowKgS: 0.1,
      windMS: 2,
      stability: 'F',
      distancesM: [500],
      sigmaYM: 18.10226425693628,
      sigmaZM: 8.4973632732228,
    },
    [check('concentrationKgM3.0', 0.00010346728324507407, 'kg/m³', 1e-4)],
  ),
  worked(
    'plume-ccps-briggs',
    'gaussian-plume',
    'The same with Briggs rural',
    `${CCPS}, p. 97`,
    { massFlowKgS: 0.1, windMS: 2, stability: 'F', distancesM: [500] },
    [check('concentrationKgM3.0', 0.00010347, 'kg/m³', 0.4)],
    'cross-source',
  ),
  worked(
    'plume-crowl',
    'gaussian-plume',
    '60 m stack, ground at 500 m',
    `${CROWL}, example 5-1 a`,
    { massFlowKgS: 0.08, windMS: 6, stability: 'D', releaseHeightM: 60, distancesM: [500] },
    [check('concentrationKgM3.0', 1.45e-7, 'kg/m³', 0.03)],
    'worked-example',
    'B',
  ),
  worked(
    'plume-crowl-max',
    'gaussian-plume-maximum',
    '60 m stack, greatest ground concentration',
    `${CROWL}, example 5-1 c`,
    { massFlowKgS: 0.08, windMS: 6, stability: 'D', releaseHeightM: 60 },
    [check('concentrationKgM3', 4.18e-7, 'kg/m³', 0.04)],
    'worked-example',
    'B',
  ),
  worked(
    'puff-ccps',
    'gaussian-puff',
    'Puff of 1 kg at 500 m',
    `${CCPS}, p. 101 (σy printed as 6.1 is an erratum)`,
    { massKg: 1, windMS: 2, stability: 'F', distanceM: 500, timesS: [250] },
    [
      check('sigmaYM.0', 5.047929716825321, 'm', 1e-5),
      check('concentrationKgM3.0', 0.0022500485395327723, 'kg/m³', 1e-5),
    ],
  ),
  worked(
    'palazzi',
    'gaussian-finite-release',
    'Ten seconds of 0.1 kg/s',
    'Palazzi et al. 1982, worked in GasDispersion.jl (A. Farrell)',
    {
      massFlowKgS: 0.1,
      durationS: 10,
      windMS: 2,
      stability: 'F',
      distanceM: 500,
      heightM: 10,
      releaseHeightM: 10,
      sigmaSet: 'ccps-puff',
      timesS: [250],
    },
    [check('concentrationKgM3.0', 0.00035586710616021256, 'kg/m³', 1e-5)],
  ),
  prairieGrass('7', 'B', 89.9, 4.44, [0.0978, 0.0233, 0.0051, 0.0008, 0.0001]),
  prairieGrass('22', 'D', 48.4, 7.39, [0.224, 0.0818, 0.0277, 0.0086, 0.0025]),
  prairieGrass('29', 'E', 41.5, 3.94, [0.248, 0.0878, 0.0276, 0.0092, 0.0026]),
];
