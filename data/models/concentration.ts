/** Concentrations of gases in air: mass in a volume, and parts per million. */
import { z } from 'zod';
import { ATMOSPHERE_PA, GAS_CONSTANT } from './constants.ts';
import { ambientPressurePa, notNegative, positive } from './inputs.ts';
import { judged, model, remark, Undefined } from './model.ts';

/** Parts per million by volume of an ideal gas of the given mass concentration: 10⁶ c R T/(M p). */
export function ppmFromKgM3(
  kgM3: number,
  molarMassKgMol: number,
  temperatureK: number,
  pressurePa = ATMOSPHERE_PA,
) {
  return (1e6 * kgM3 * GAS_CONSTANT * temperatureK) / (molarMassKgMol * pressurePa);
}

/** Mass concentration, kg/m³, of the given parts per million. */
export function kgM3FromPpm(
  ppm: number,
  molarMassKgMol: number,
  temperatureK: number,
  pressurePa = ATMOSPHERE_PA,
) {
  return (ppm * molarMassKgMol * pressurePa) / (1e6 * GAS_CONSTANT * temperatureK);
}

export const concentrationUnits = model({
  id: 'concentration-units',
  version: '1.0.0',
  label: { zh: 'ppm 与 mg/m³ 换算', en: 'ppm and mg/m³' },
  source: 'Ideal gas law, ppm = 10⁶ c R T/(M p)',
  validity: { zh: '理想气体，不超过 10⁶ ppm', en: 'Ideal gas, up to 10⁶ ppm' },
  assumptions: [{ zh: '默认 25 °C、101 325 Pa', en: '25 °C and 101 325 Pa unless given' }],
  inputs: z
    .strictObject({
      ppm: notNegative().optional(),
      mgM3: notNegative().optional(),
      molarMassKgMol: positive().max(1),
      temperatureK: positive().default(298.15),
      ambientPressurePa: ambientPressurePa(),
    })
    .refine((i) => (i.ppm === undefined) !== (i.mgM3 === undefined), {
      path: ['ppm'],
      message: 'ppm or mgM3 is needed, not both',
    }),
  outputs: z.object({ ppm: z.number(), mgM3: z.number() }),
  run: (i) => {
    const { molarMassKgMol, temperatureK, ambientPressurePa: pressure } = i;
    const ppm = i.ppm ?? ppmFromKgM3(i.mgM3! / 1e6, molarMassKgMol, temperatureK, pressure);
    const mgM3 = i.mgM3 ?? kgM3FromPpm(i.ppm!, molarMassKgMol, temperatureK, pressure) * 1e6;
    return judged({ ppm, mgM3 }, remark(ppm > 1e6, 'out', '超过纯气体', 'More than the pure gas'));
  },
});

/** Oxygen of dry air by volume. */
export const AIR_OXYGEN = 0.20946;

export const stoichiometry = model({
  id: 'stoichiometry',
  version: '1.0.0',
  label: { zh: '燃料在空气中的化学计量浓度', en: 'Stoichiometric share of a fuel in air' },
  source: 'x = 1/(1 + nO2/0.20946); nO2 = C + H/4 − O/2 (and N, Cl as N2, HCl)',
  validity: { zh: '完全燃烧', en: 'Complete combustion' },
  assumptions: [{ zh: '干空气含氧 20.946 %', en: 'Dry air holds 20.946 % of oxygen' }],
  inputs: z.strictObject({
    oxygenMolPerMol: positive().optional(),
    carbon: notNegative().default(0),
    hydrogen: notNegative().default(0),
    oxygen: notNegative().default(0),
    chlorine: notNegative().default(0),
  }),
  outputs: z.object({ share: z.number(), oxygenMolPerMol: z.number() }),
  run: (i) => {
    const need = i.oxygenMolPerMol ?? i.carbon + (i.hydrogen - i.chlorine) / 4 - i.oxygen / 2;
    if (need <= 0) throw new Undefined({ zh: '不需要氧：不是燃料', en: 'It needs no oxygen: not a fuel' });
    return judged({ share: 1 / (1 + need / AIR_OXYGEN), oxygenMolPerMol: need });
  },
});
