/** How much of a superheated liquid becomes vapour and spray, and how much rains out. */
import { z } from 'zod';
import { airDensityKgM3, GRAVITY_MS2 } from './constants.ts';
import { ambientTemperatureK, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';
import { erf } from './numeric.ts';

/**
 * Share of the flashed vapour that stays in the air with its entrained drops: 2 f below 0.1, linear from 0.2 to 1
 * between 0.1 and 0.36, all above. Source: CPR 18E (Purple Book) 2005, table 4.8.
 */
export function airborneShare(flashShare: number): number {
  if (flashShare < 0.1) return 2 * flashShare;
  if (flashShare < 0.36) return 0.2 + (0.8 * (flashShare - 0.1)) / 0.26;
  return 1;
}

export const adiabaticFlash = model({
  id: 'adiabatic-flash',
  version: '1.0.0',
  label: { zh: '绝热闪蒸与雾沫夹带', en: 'Adiabatic flash and entrained drops' },
  source:
    'f = cp (T − Tb)/ΔHv, CCPS 1996 Guidelines for Use of Vapor Cloud Dispersion Models 2nd ed., eq. 4-14; airborne share: CPR 18E table 4.8',
  validity: { zh: '过热度 0–150 K，f < 0.6', en: 'Superheat 0–150 K, f < 0.6' },
  assumptions: [
    {
      zh: '比热和汽化热均取储存温度下的值',
      en: 'Heat capacity and latent heat both at the storage temperature',
    },
    { zh: '任何摩尔或质量单位，只要一致', en: 'Molar or mass units, as long as both are the same' },
  ],
  inputs: z.strictObject({
    liquidHeatCapacityJKgK: positive(),
    latentHeatJKg: positive(),
    temperatureK: positive(),
    boilingPointK: positive(),
  }),
  outputs: z.object({
    flashShare: z.number().describe('线性式 linear form'),
    flashShareExponential: z.number(),
    airborneShare: z.number(),
    rainOutShare: z.number(),
  }),
  run: (i) => {
    const jakob = Math.max(
      0,
      (i.liquidHeatCapacityJKgK * (i.temperatureK - i.boilingPointK)) / i.latentHeatJKg,
    );
    const exponential = -Math.expm1(-jakob);
    const airborne = airborneShare(jakob > 0.1 ? exponential : Math.min(1, jakob));
    return judged(
      {
        flashShare: Math.min(1, jakob),
        flashShareExponential: exponential,
        airborneShare: airborne,
        rainOutShare: 1 - airborne,
      },
      remark(
        i.temperatureK < i.boilingPointK,
        'edge',
        '低于沸点，不闪蒸',
        'Below the boiling point: nothing flashes',
      ),
      within({ zh: '线性闪蒸份额', en: 'Linear flash share' }, jakob, [0, 0.6], [0, 1]),
    );
  },
});

export const dropRainOut = model({
  id: 'drop-rain-out',
  version: '1.0.0',
  label: { zh: '液滴直径与沉降（RELEASE）', en: 'Drop size and rain-out (RELEASE)' },
  source:
    'Johnson & Woodward 1999, RELEASE: A Model with Data to Predict Aerosol Rainout, CCPS; d = min(We σ/(ρa u²), 0.03/(10 + 4 ΔT)), expansion half angle 4.46°, log-normal with geometric deviation 1.8',
  validity: { zh: '过热度 0–100 K；射流速度 5–300 m/s', en: 'Superheat 0–100 K; jet speed 5–300 m/s' },
  assumptions: [
    {
      zh: '临界液滴：终端沉降速度 = u tan 4.46°，Schiller–Naumann 阻力',
      en: 'Critical drop: terminal velocity = u tan 4.46°, Schiller–Naumann drag',
    },
  ],
  inputs: z.strictObject({
    jetSpeedMS: positive(),
    superheatK: z.number().nonnegative(),
    surfaceTensionNM: positive(),
    liquidDensityKgM3: positive(),
    weberNumber: positive().default(12),
    ambientTemperatureK: ambientTemperatureK(),
  }),
  outputs: z.object({ dropDiameterM: z.number(), criticalDiameterM: z.number(), airborneShare: share() }),
  run: (i) => {
    const air = airDensityKgM3(i.ambientTemperatureK);
    const aerodynamic = (i.weberNumber * i.surfaceTensionNM) / (air * i.jetSpeedMS ** 2);
    const dropDiameterM = Math.min(aerodynamic, 0.03 / (10 + 4 * i.superheatK));
    const settling = i.jetSpeedMS * Math.tan((4.46 * Math.PI) / 180);
    const criticalDiameterM = dropThatFallsAt(settling, i.liquidDensityKgM3, air);
    const s = Math.log(1.8);
    const larger = (3 * s ** 2 - Math.log(criticalDiameterM / dropDiameterM)) / (Math.SQRT2 * s);
    return judged(
      { dropDiameterM, criticalDiameterM, airborneShare: (1 - erf(larger)) / 2 },
      within({ zh: '过热度', en: 'Superheat', unit: 'K' }, i.superheatK, [0, 100]),
      within({ zh: '射流速度', en: 'Jet speed', unit: 'm/s' }, i.jetSpeedMS, [5, 300]),
    );
  },
});

/** Diameter of the drop whose terminal velocity in air is the given one, m (Schiller & Naumann 1933 drag). */
function dropThatFallsAt(speedMS: number, liquidKgM3: number, airKgM3: number): number {
  const viscosityPaS = 1.8e-5;
  let d = 1e-4;
  for (let i = 0; i < 200; i++) {
    const reynolds = (airKgM3 * speedMS * d) / viscosityPaS;
    const drag = reynolds > 1000 ? 0.44 : (24 / reynolds) * (1 + 0.15 * reynolds ** 0.687);
    const next = (3 * drag * airKgM3 * speedMS ** 2) / (4 * GRAVITY_MS2 * (liquidKgM3 - airKgM3));
    const relaxed = Math.sqrt(d * next);
    if (Math.abs(relaxed / d - 1) < 1e-12) return relaxed;
    d = relaxed;
  }
  return d;
}
