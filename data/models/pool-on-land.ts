/** A pool from the first drop to the last: spreading, boiling or evaporating, within its bund. */
import { z } from 'zod';
import { GRAVITY_MS2 } from './constants.ts';
import { ambientPressurePa, positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';
import { evaporationKgM2S, GROUNDS, ground, LEAST_DEPTH_M } from './pools.ts';

export const poolOnLand = model({
  id: 'pool-on-land',
  version: '1.0.0',
  label: { zh: '液池随时间的扩展与蒸发', en: 'A pool that spreads and evaporates' },
  source:
    'Mass balance of a spreading pool: Shaw & Briscoe 1978 gravity spread, ground heat (CPR 14E § 3.5.3) for boiling liquids, Mackay & Matsugu 1973 for others',
  validity: {
    zh: '平坦不渗透地面，半径至 100 m，至 1 h',
    en: 'Flat tight ground, radius up to 100 m, up to 1 h',
  },
  assumptions: [
    {
      zh: '沸腾液体：每一环从浸湿起由地面供热',
      en: 'Boiling liquids: every ring takes heat from the ground since it was wetted',
    },
    { zh: '不沸腾液体：温度不变', en: 'Others keep their temperature' },
    {
      zh: '达到最小深度、围堰或蒸发等于流入时停止扩展',
      en: 'Spreading ends at the least depth, at the bund, or when evaporation eats the inflow',
    },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    durationS: positive(),
    liquidDensityKgM3: positive(),
    ground: ground(),
    subsoil: z.enum(['concrete', 'average-soil']).default('concrete'),
    bundAreaM2: positive().optional(),
    boilingPointK: positive(),
    latentHeatJKg: positive(),
    liquidTemperatureK: positive(),
    groundTemperatureK: positive().default(293.15),
    molarMassKgMol: positive().max(1),
    vapourPressurePa: positive().optional().describe('不沸腾时必需 needed where it does not boil'),
    windMS: positive().default(3),
    ambientPressurePa: ambientPressurePa(),
    untilS: positive().max(7200).default(1800),
  }),
  outputs: z.object({
    timesS: z.array(z.number()),
    radiusM: z.array(z.number()),
    evaporationKgS: z.array(z.number()),
    poolMassKg: z.array(z.number()),
    evaporatedKg: z.array(z.number()),
    spiltKg: z.array(z.number()),
    peakEvaporationKgS: z.number(),
  }),
  run: (i) => {
    const boils = i.liquidTemperatureK >= i.boilingPointK - 0.5;
    if (!boils && i.vapourPressurePa === undefined)
      throw new Undefined({
        zh: '不沸腾的液体需要蒸气压',
        en: 'A liquid that does not boil needs its vapour pressure',
      });
    const { conductivityWMK, diffusivityM2S } = GROUNDS[i.subsoil];
    const heat =
      (conductivityWMK * Math.max(0, i.groundTemperatureK - i.boilingPointK)) /
      Math.sqrt(Math.PI * diffusivityM2S) /
      i.latentHeatJKg;
    const bundM2 = i.bundAreaM2 ?? Number.POSITIVE_INFINITY;
    const steps = 400;
    const dt = i.untilS / steps;
    const rings: { since: number; areaM2: number }[] = [];
    const trace = {
      timesS: [] as number[],
      radiusM: [] as number[],
      evaporationKgS: [] as number[],
      poolMassKg: [] as number[],
      evaporatedKg: [] as number[],
      spiltKg: [] as number[],
    };
    let mass = 0;
    let gone = 0;
    let area = 0;
    let spilt = 0;
    for (let step = 0; step < steps; step++) {
      const t = step * dt;
      const inflow = i.massFlowKgS * Math.max(0, Math.min(dt, i.durationS - t));
      spilt += inflow;
      mass += inflow;
      // gravity: dr/dt = √(2 g h) with the present depth; a new pool starts at the continuous law
      const volume = mass / i.liquidDensityKgM3;
      const grown =
        area === 0
          ? Math.PI *
            Math.sqrt((32 * GRAVITY_MS2 * (i.massFlowKgS / i.liquidDensityKgM3)) / (9 * Math.PI)) *
            dt ** 1.5
          : Math.PI * (Math.sqrt(area / Math.PI) + Math.sqrt((2 * GRAVITY_MS2 * volume) / area) * dt) ** 2;
      const next = Math.max(area, Math.min(grown, volume / LEAST_DEPTH_M[i.ground], bundM2));
      if (next > area) rings.push({ since: t, areaM2: next - area });
      area = next;
      const wanted = boils
        ? rings.reduce(
            (sum, ring) =>
              sum + 2 * heat * ring.areaM2 * (Math.sqrt(t + dt - ring.since) - Math.sqrt(t - ring.since)),
            0,
          )
        : dt *
          area *
          evaporationKgM2S(
            i.windMS,
            Math.sqrt(area / Math.PI),
            i.molarMassKgMol,
            i.liquidTemperatureK,
            i.vapourPressurePa!,
            i.ambientPressurePa,
          );
      const evaporated = Math.min(mass, wanted);
      mass -= evaporated;
      gone += evaporated;
      trace.timesS.push(t + dt);
      trace.radiusM.push(Math.sqrt(area / Math.PI));
      trace.evaporationKgS.push(evaporated / dt);
      trace.poolMassKg.push(mass);
      trace.evaporatedKg.push(gone);
      trace.spiltKg.push(spilt);
    }
    return judged(
      { ...trace, peakEvaporationKgS: Math.max(...trace.evaporationKgS) },
      within({ zh: '液池半径', en: 'Pool radius', unit: 'm' }, Math.sqrt(area / Math.PI), [0, 100], [0, 200]),
      within({ zh: '时长', en: 'Time', unit: 's' }, i.untilS, [0, 3600]),
      remark(
        !boils && i.windMS < 0.5,
        'edge',
        '风速过低，蒸发公式不可靠',
        'Too little wind for the evaporation law',
      ),
    );
  },
});
