/** Every published case, in the order of a calculation. */
import type { PublishedCase } from './case.ts';
import { DENSE_GAS_CASES } from './dense-gas.ts';
import { DISPERSION_CASES } from './dispersion.ts';
import { EXPLOSION_CASES } from './explosions.ts';
import { FIRE_CASES } from './fires.ts';
import { HARM_CASES } from './harm.ts';
import { RISK_CASES } from './risk.ts';
import { SOURCE_CASES } from './source-terms.ts';

export const PUBLISHED_CASES: readonly PublishedCase[] = [
  ...SOURCE_CASES,
  ...DISPERSION_CASES,
  ...DENSE_GAS_CASES,
  ...FIRE_CASES,
  ...EXPLOSION_CASES,
  ...HARM_CASES,
  ...RISK_CASES,
];
