/** Physical constants of the consequence models, and the density of air and of ideal gases. */

/** Gravity at 45° latitude, m/s². */
export const GRAVITY_MS2 = 9.80616;
/** Molar gas constant, J/(mol K) (CODATA 2018). */
export const GAS_CONSTANT = 8.314462618;
/** Standard atmosphere, Pa. */
export const ATMOSPHERE_PA = 101_325;
/** Mean molar mass of dry air, kg/mol (US Standard Atmosphere 1976). */
export const AIR_KG_MOL = 0.0289644;
export const VON_KARMAN = 0.4;
/** Speed of sound in air at 15 °C, m/s. */
export const SOUND_MS = 340;

/** Density of an ideal gas, kg/m³: ρ = p M / (R T). */
export function idealGasDensityKgM3(
  molarMassKgMol: number,
  temperatureK: number,
  pressurePa = ATMOSPHERE_PA,
) {
  return (pressurePa * molarMassKgMol) / (GAS_CONSTANT * temperatureK);
}

/** Density of dry air, kg/m³. */
export function airDensityKgM3(temperatureK: number, pressurePa = ATMOSPHERE_PA): number {
  return idealGasDensityKgM3(AIR_KG_MOL, temperatureK, pressurePa);
}
