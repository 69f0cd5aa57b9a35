/** Published examples of risk measures. */
import { check, HYRAM, type PublishedCase, worked } from './case.ts';

export const RISK_CASES: readonly PublishedCase[] = [
  worked(
    'far',
    'fatal-accident-rate',
    'Nine persons',
    HYRAM,
    { pllPerYear: 2.5e-5, persons: 9 },
    [check('farPer1e8H', 0.0317098, '1/10⁸ h', 1e-5)],
    'definition',
  ),
  worked(
    'air',
    'fatal-accident-rate',
    '2000 hours',
    HYRAM,
    { farPer1e8H: 0.03, hoursPerYear: 2000 },
    [check('airPerYear', 6e-7, '1/a', 1e-9)],
    'definition',
  ),
  worked(
    'pll',
    'potential-loss-of-life',
    'Two scenarios',
    HYRAM,
    {
      scenarios: [
        { frequencyPerYear: 1e-5, fatalities: 0.1 },
        { frequencyPerYear: 2e-5, fatalities: 0.2 },
      ],
    },
    [check('pllPerYear', 5e-6, '1/a', 1e-9), check('shares', [0.2, 0.8], '', 1e-9)],
    'definition',
  ),
  worked(
    'ir-isotropic',
    'individual-risk-isotropic',
    'Inside and outside a fireball',
    'by definition',
    { frequencyPerYear: 1e-6, lethalRadiusM: 200, distancesM: [150, 250] },
    [check('riskPerYear', [1e-6, 0], '1/a', 1e-9)],
    'definition',
  ),
  worked(
    'ir-pipeline',
    'individual-risk-pipeline',
    '50 m beside a line',
    'interaction length 2√(R² − d²)',
    { frequencyPerKmYear: 1e-4, lethalRadiusM: 120, offsetsM: [50] },
    [check('riskPerYear.0', 2.181742422927143e-5, '1/a', 1e-9)],
    'definition',
  ),
  worked(
    'event-tree',
    'event-tree',
    'Pressurised flammable',
    'CPR 18E split 0.6/0.4',
    { frequencyPerYear: 5e-7, immediateIgnition: 0.7, delayedIgnition: 0.9 },
    [
      check('immediatePerYear', 3.5e-7, '1/a', 1e-9),
      check('flashFirePerYear', 8.1e-8, '1/a', 1e-9),
      check('explosionPerYear', 5.4e-8, '1/a', 1e-9),
      check('noIgnitionPerYear', 1.5e-8, '1/a', 1e-9),
    ],
    'definition',
  ),
];
