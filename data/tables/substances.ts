/** Properties of the substances that the consequence models know; ids are those of GB 18218. A null is "no data". */
import type { Text } from '../layer.ts';

/** Rises when a number changes. */
export const SUBSTANCES_VERSION = '1.0.0';

/**
 * Sources by letter, as in `vapourPressureSource` and the comments below: boiling point, limits, latent heat at the boiling point,
 * liquid density at the boiling point or 25 °C, critical temperature, net heat of combustion.
 */
export const SUBSTANCE_SOURCES = {
  properties:
    'Perry’s Chemical Engineers’ Handbook 8th ed. ch. 2; Poling, Prausnitz & O’Connell 2001 app. A (through chemicals, C. Bell)',
  limits: 'IEC 60079-20-1; NFPA 325',
  combustion:
    'Net heat from enthalpies of formation (gas); propane, butane, methane, hydrogen, hexane, carbon monoxide: HyRAM+ (SAND2021)',
  heat: 'Liquid heat capacity near the boiling point or 25 °C and ratio of heat capacities near 25 °C, rounded: Perry 8th ed.; NIST WebBook; not re-read, 5–10 %',
  petrol:
    'Petrol by RAPID-N (JRC): density 750 kg/m³, 349 kJ/kg, 45 MJ/kg, 53 kPa; a mixture, values for orientation',
} as const;

/** log10 p[Pa] = a − b/(T + c). */
interface Antoine {
  readonly form: 'antoine';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
/** ln p[Pa] = c1 + c2/T + c3 ln T + c4 T^c5 (Perry 8th ed., table 2-8). */
interface Perry {
  readonly form: 'perry';
  readonly c: readonly [number, number, number, number, number];
}
/** One measured point, extended by Clausius–Clapeyron with the latent heat. */
interface Point {
  readonly form: 'point';
  readonly temperatureK: number;
  readonly pressurePa: number;
}
export type VapourPressure = Antoine | Perry | Point;

export interface Substance extends Text {
  readonly id: string;
  readonly cas: string;
  readonly molarMassKgMol: number;
  readonly boilingPointK: number;
  /** Flammable limits in air by volume, 20 °C; null = not flammable in air. */
  readonly limits: readonly [lower: number, upper: number] | null;
  readonly latentHeatJKg: number;
  readonly liquidDensityKgM3: number;
  readonly criticalTemperatureK: number;
  /** Net; null = not a fuel or no data. */
  readonly heatOfCombustionJKg: number | null;
  readonly liquidHeatCapacityJKgK: number;
  readonly heatCapacityRatio: number;
  readonly vapourPressure: VapourPressure;
  /** Reactivity for Baker–Strehlow–Tang by laminar burning velocity. */
  readonly reactivity: 'low' | 'medium' | 'high' | null;
  /** B where a value comes from the literature without re-reading, else A. */
  readonly confidence: 'A' | 'B';
}

const antoine = (a: number, b: number, c: number): Antoine => ({ form: 'antoine', a, b, c });
const perry = (...c: [number, number, number, number, number]): Perry => ({ form: 'perry', c });

/** One row: names, CAS, g/mol, K, limits %, kJ/kg, kg/m³, K, MJ/kg, J/(kg K), γ, vapour pressure, reactivity. */
function substance(
  id: string,
  zh: string,
  en: string,
  cas: string,
  gramsMol: number,
  boilingPointK: number,
  percent: readonly [number, number] | null,
  latentKJKg: number,
  liquidDensityKgM3: number,
  criticalTemperatureK: number,
  combustionMJKg: number | null,
  liquidHeatCapacityJKgK: number,
  heatCapacityRatio: number,
  vapourPressure: VapourPressure,
  reactivity: Substance['reactivity'] = null,
  confidence: Substance['confidence'] = 'A',
): Substance {
  return {
    id,
    zh,
    en,
    cas,
    molarMassKgMol: gramsMol / 1000,
    boilingPointK,
    limits: percent ? [percent[0] / 100, percent[1] / 100] : null,
    latentHeatJKg: latentKJKg * 1000,
    liquidDensityKgM3,
    criticalTemperatureK,
    heatOfCombustionJKg: combustionMJKg === null ? null : combustionMJKg * 1e6,
    liquidHeatCapacityJKgK,
    heatCapacityRatio,
    vapourPressure,
    reactivity,
    confidence,
  };
}

// biome-ignore format: a table reads by its columns
export const SUBSTANCES: readonly Substance[] = [
  substance('chlorine', '氯', 'Chlorine', '7782-50-5', 70.906, 239.2, null, 288, 1558, 416.9, null, 950, 1.33, antoine(9.0628, 861.34, -26.82)),
  substance('ammonia', '氨', 'Ammonia', '7664-41-7', 17.031, 239.8, [15, 33.6], 1369, 682, 405.6, 18.6, 4450, 1.31, antoine(9.4854, 926.132, -32.98), 'low'),
  substance('hydrogen_fluoride', '氟化氢', 'Hydrogen fluoride', '7664-39-3', 20.006, 293.2, null, 377, 954, 461, null, 2550, 1.4, antoine(9.80588, 1475.6, 14.73)),
  substance('hydrogen_sulfide', '硫化氢', 'Hydrogen sulfide', '7783-06-4', 34.081, 212.9, [4, 45.5], 550, 950, 373.1, 15.2, 2000, 1.32, antoine(9.22882, 806.933, -21.76), 'medium'),
  substance('sulfur_dioxide', '二氧化硫', 'Sulfur dioxide', '7446-09-5', 64.064, 263.1, null, 393, 1462, 430.6, null, 1360, 1.26, antoine(9.4072, 999.9, -35.96)),
  substance('hydrogen_cyanide', '氰化氢', 'Hydrogen cyanide', '74-90-8', 27.025, 298.8, [5.4, 46], 996, 680, 457, 23.8, 2610, 1.3, perry(36.75, -3927.1, -2.1245, 3.8948e-17, 6), 'medium'),
  // no Antoine constants were found: one point at 25 °C, from the literature
  substance('phosgene', '碳酰氯（光气）', 'Phosgene', '75-44-5', 98.916, 280.7, null, 247, 1420, 455, null, 1020, 1.17, { form: 'point', temperatureK: 298.15, pressurePa: 188_000 }, null, 'B'),
  substance('propane', '丙烷', 'Propane', '74-98-6', 44.096, 231.0, [1.7, 10.9], 425, 583, 369.9, 46.4, 2250, 1.13, antoine(8.92828, 803.997, -26.11), 'medium'),
  substance('butane', '丁烷', 'n-Butane', '106-97-8', 58.122, 272.7, [1.4, 9.3], 385, 602, 425.1, 45.7, 2280, 1.09, antoine(8.93266, 935.773, -34.361), 'medium'),
  substance('methane', '甲烷', 'Methane', '74-82-8', 16.042, 111.7, [4.4, 17], 509, 422, 190.6, 50.0, 3480, 1.31, antoine(8.7687, 395.744, -6.469), 'low'),
  substance('hydrogen', '氢', 'Hydrogen', '1333-74-0', 2.016, 20.4, [4, 77], 445, 70.6, 33.1, 120, 9700, 1.41, antoine(7.93954, 66.7954, 2.5), 'high'),
  substance('ethylene', '乙烯', 'Ethylene', '74-85-1', 28.053, 169.4, [2.3, 36], 481, 569, 282.4, 47.2, 2400, 1.24, antoine(8.91382, 596.526, -16.78), 'medium'),
  substance('ethylene_oxide', '环氧乙烷', 'Ethylene oxide', '75-21-8', 44.053, 283.7, [2.6, 100], 585, 887, 468.9, 27.7, 1960, 1.21, perry(91.944, -5293.4, -11.682, 0.014902, 1), 'high'),
  substance('benzene', '苯', 'Benzene', '71-43-2', 78.112, 353.2, [1.2, 8.6], 394, 873, 562, 40.6, 1740, 1.12, antoine(8.98523, 1184.24, -55.578), 'medium'),
  substance('toluene', '甲苯', 'Toluene', '108-88-3', 92.138, 383.7, [1.0, 7.8], 362, 864, 591.8, 40.9, 1700, 1.09, antoine(9.05043, 1327.62, -55.525), 'medium'),
  substance('methanol', '甲醇', 'Methanol', '67-56-1', 32.042, 337.6, [6, 36], 1097, 790, 513.4, 21.1, 2530, 1.2, antoine(10.20277, 1580.08, -33.65), 'medium'),
  substance('ethanol', '乙醇', 'Ethanol', '64-17-5', 46.068, 351.6, [3.1, 19], 845, 786, 514.7, 27.7, 2440, 1.13, antoine(10.33675, 1648.22, -42.232), 'medium'),
  substance('hexane', '正己烷', 'n-Hexane', '110-54-3', 86.175, 341.9, [1.0, 8.9], 334, 656, 507.8, 44.8, 2270, 1.06, antoine(9.00139, 1170.875, -48.833), 'medium'),
  substance('acrylonitrile', '丙烯腈', 'Acrylonitrile', '107-13-1', 53.063, 350.4, [2.8, 28], 585, 801, 540, 32.5, 2090, 1.15, perry(87.604, -6392.7, -10.101, 1.0891e-5, 2), 'medium'),
  substance('vinyl_chloride', '氯乙烯', 'Vinyl chloride', '75-01-4', 62.498, 259.4, [3.6, 33], 361, 966, 425, 18.3, 1350, 1.18, perry(91.432, -5141.7, -10.981, 1.4318e-5, 2), 'medium'),
  substance('carbon_monoxide', '一氧化碳', 'Carbon monoxide', '630-08-0', 28.01, 81.6, [10.9, 74], 214, 791, 132.9, 10.1, 2150, 1.4, antoine(8.81912, 291.743, -5.154), 'low'),
  substance('petrol', '汽油', 'Petrol', '86290-81-5', 86.2, 328, [1.4, 7.6], 349, 750, 540, 45, 2200, 1.06, { form: 'point', temperatureK: 298.15, pressurePa: 53_000 }, 'medium', 'B'),
];

/** Substances of GB 18218 that are mixtures without properties of their own, and what stands for them. */
export const STAND_INS: Readonly<Record<string, string>> = { natural_gas: 'methane', lpg: 'propane' };

const BY_ID = new Map(SUBSTANCES.map((one) => [one.id, one]));

/** Properties by the id of GB 18218, also of a mixture by its stand-in; null = no data. */
export function substanceOf(
  id: string,
): { readonly substance: Substance; readonly standsFor: boolean } | null {
  const own = BY_ID.get(id);
  if (own) return { substance: own, standsFor: false };
  const other = BY_ID.get(STAND_INS[id] ?? '');
  return other ? { substance: other, standsFor: true } : null;
}

/** Vapour pressure, Pa, by the substance's own equation. */
export function vapourPressurePa(of: Substance, temperatureK: number): number {
  const p = of.vapourPressure;
  switch (p.form) {
    case 'antoine':
      return 10 ** (p.a - p.b / (temperatureK + p.c));
    case 'perry': {
      const [c1, c2, c3, c4, c5] = p.c;
      return Math.exp(c1 + c2 / temperatureK + c3 * Math.log(temperatureK) + c4 * temperatureK ** c5);
    }
    case 'point':
      // Clausius–Clapeyron: ln(p/p1) = −(ΔHv M/R)(1/T − 1/T1)
      return (
        p.pressurePa *
        Math.exp(
          ((-of.latentHeatJKg * of.molarMassKgMol) / 8.314462618) * (1 / temperatureK - 1 / p.temperatureK),
        )
      );
  }
}
