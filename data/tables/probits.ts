/** Named sets of probit constants, Y = a + b ln V; which set was used is always part of a result. */

/** Constants of a toxic probit Y = a + b ln(Cⁿ t), t in minutes. */
export interface ToxicProbit {
  readonly a: number;
  readonly b: number;
  readonly n: number;
}

export interface ToxicProbitSet {
  readonly id: string;
  readonly source: string;
  /** Unit of the concentration. */
  readonly unit: 'mgM3' | 'ppm';
  readonly substances: Readonly<Record<string, ToxicProbit>>;
}

const probit = (a: number, b: number, n: number): ToxicProbit => ({ a, b, n });

/** Sets differ by factors of three and more in their LC50. */
export const TOXIC_PROBIT_SETS = [
  {
    id: 'purple-book',
    source: 'CPR 18E, Guidelines for Quantitative Risk Assessment (Purple Book) 2005, table 5.2',
    unit: 'mgM3',
    substances: {
      ammonia: probit(-15.6, 1, 2),
      carbon_monoxide: probit(-7.4, 1, 1),
      chlorine: probit(-6.35, 0.5, 2.75),
      ethylene_oxide: probit(-6.8, 1, 1),
      hydrogen_cyanide: probit(-9.8, 1, 2.4),
      hydrogen_fluoride: probit(-8.4, 1, 1.5),
      hydrogen_sulfide: probit(-11.5, 1, 1.9),
      sulfur_dioxide: probit(-19.2, 1, 2.4),
      phosgene: probit(-10.6, 2, 1),
      acrylonitrile: probit(-8.6, 1, 1.3),
      hydrogen_chloride: probit(-37.3, 3.69, 1),
      nitrogen_dioxide: probit(-18.6, 1, 3.7),
      bromine: probit(-12.4, 1, 2),
      methyl_isocyanate: probit(-1.2, 1, 0.7),
    },
  },
  {
    id: 'ccps',
    source: 'CCPS 2000, CPQRA 2nd ed., table 2.29; chlorine: Withers & Lees 1985, regular population',
    unit: 'ppm',
    substances: {
      ammonia: probit(-35.9, 1.85, 2),
      chlorine: probit(-8.29, 0.92, 2),
      hydrogen_sulfide: probit(-31.42, 3.008, 1.43),
      sulfur_dioxide: probit(-15.67, 2.1, 1),
      hydrogen_fluoride: probit(-35.87, 3.354, 1),
      phosgene: probit(-19.27, 3.686, 1),
      toluene: probit(-6.794, 0.408, 2.5),
      benzene: probit(-109.78, 5.3, 2),
    },
  },
] as const satisfies readonly ToxicProbitSet[];

/** Heat: Y = a + b ln(factor × V), V in (W/m²)^(4/3) s. */
export const THERMAL_PROBITS = {
  eisenberg: { a: -38.48, b: 2.56, factor: 1, source: 'Eisenberg, Lynch & Breeding 1975' },
  'tsao-perry': {
    a: -36.38,
    b: 2.56,
    factor: 1,
    source: 'Tsao & Perry 1979; printed for the unprotected in CPR 16E and CPR 18E',
  },
  tno: { a: -37.23, b: 2.56, factor: 1, source: 'TNO as used by HyRAM+ (SAND2021)' },
  lees: { a: -29.02, b: 1.99, factor: 0.5, source: 'Lees 1994, Trans. IChemE 72B, 127' },
} as const;
export type ThermalProbitId = keyof typeof THERMAL_PROBITS;

/** Overpressure p in Pa and impulse i in Pa s. */
export const OVERPRESSURE_PROBITS = {
  'eisenberg-lung': {
    needsImpulse: false,
    source: 'Eisenberg 1975: −77.1 + 6.91 ln p',
    y: (p: number) => -77.1 + 6.91 * Math.log(p),
  },
  'hse-lung': {
    needsImpulse: false,
    source: 'HSE 1991 (Hurst, Nussey & Pape): 5.13 + 1.37 ln p[bar]',
    y: (p: number) => 5.13 + 1.37 * Math.log(p / 1e5),
  },
  'tno-head': {
    needsImpulse: true,
    source: 'CPR 16E (Green Book): 5 − 8.49 ln(2430/p + 4e8/(p i))',
    y: (p: number, i: number) => 5 - 8.49 * Math.log(2430 / p + 4e8 / (p * i)),
  },
  'tno-collapse': {
    needsImpulse: true,
    source: 'CPR 16E (Green Book): 5 − 0.22 ln((40000/p)^7.4 + (460/i)^11.3)',
    y: (p: number, i: number) => 5 - 0.22 * Math.log((40_000 / p) ** 7.4 + (460 / i) ** 11.3),
  },
  'eisenberg-eardrum': {
    needsImpulse: false,
    source: 'Eisenberg 1975: −15.6 + 1.93 ln p',
    y: (p: number) => -15.6 + 1.93 * Math.log(p),
  },
  'eisenberg-structure': {
    needsImpulse: false,
    source: 'Eisenberg 1975: −23.8 + 2.92 ln p',
    y: (p: number) => -23.8 + 2.92 * Math.log(p),
  },
} as const satisfies Record<
  string,
  { needsImpulse: boolean; source: string; y: (p: number, i: number) => number }
>;
export type OverpressureProbitId = keyof typeof OVERPRESSURE_PROBITS;
