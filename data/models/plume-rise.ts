/** Rise of hot or fast stack plumes (Briggs). */
import { z } from 'zod';
import { GRAVITY_MS2 } from './constants.ts';
import { ambientTemperatureK, notNegative, positive, stability } from './inputs.ts';
import { judged, model, remark } from './model.ts';
import { windRemark } from './plume.ts';

/** Potential temperature gradient of stable classes, K/m. Source: EPA-454/B-95-003b § 1.1.4. */
const GRADIENT_KM = { E: 0.02, F: 0.035 } as const;

export const briggsPlumeRise = model({
  id: 'briggs-plume-rise',
  version: '1.0.0',
  label: { zh: '烟羽抬升（Briggs）', en: 'Plume rise (Briggs)' },
  source: 'Briggs 1969, 1971, 1975; EPA-454/B-95-003b (ISC3 vol. II) eqs. 1-8 to 1-25',
  validity: { zh: '烟囱排放；风速 1–12 m/s', en: 'Stacks; wind 1–12 m/s' },
  assumptions: [
    { zh: '不计烟囱下洗', en: 'No stack-tip downwash' },
    {
      zh: '取热力与动量抬升中由临界温差判定的一种',
      en: 'Buoyancy or momentum, told by the crossover temperature difference',
    },
  ],
  inputs: z.strictObject({
    stackDiameterM: positive(),
    exitVelocityMS: positive(),
    exitTemperatureK: positive(),
    ambientTemperatureK: ambientTemperatureK(),
    windMS: positive().describe('烟囱口高度 at the top of the stack'),
    stability: stability(),
    distancesM: z.array(notNegative()).max(1_000).default([]),
  }),
  outputs: z.object({
    buoyancyFluxM4S3: z.number(),
    momentumFluxM4S2: z.number(),
    drivenBy: z.enum(['buoyancy', 'momentum']),
    finalRiseM: z.number(),
    finalDistanceM: z.number(),
    riseM: z.array(z.number()),
  }),
  run: (i) => {
    const {
      stackDiameterM: d,
      exitVelocityMS: v,
      exitTemperatureK: ts,
      ambientTemperatureK: ta,
      windMS: u,
    } = i;
    const excess = ts - ta;
    const buoyancy = (GRAVITY_MS2 * v * d * d * excess) / (4 * ts);
    const momentum = (v * v * d * d * ta) / (4 * ts);
    const beta = 1 / 3 + u / v;
    const stable =
      i.stability === 'E' || i.stability === 'F' ? (GRAVITY_MS2 / ta) * GRADIENT_KM[i.stability] : null;
    const rise = stable === null ? neutral() : inStable(stable);
    return judged(
      {
        buoyancyFluxM4S3: buoyancy,
        momentumFluxM4S2: momentum,
        drivenBy: rise.drivenBy,
        finalRiseM: rise.final,
        finalDistanceM: rise.until,
        riseM: i.distancesM.map((x) => (x >= rise.until ? rise.final : Math.min(rise.final, rise.at(x)))),
      },
      windRemark(u),
      remark(
        buoyancy < 0,
        'edge',
        '排气比空气冷，只计动量抬升',
        'The exhaust is colder than the air: momentum only',
      ),
      remark(
        v < 1.5 * u,
        'edge',
        '出口速度低于 1.5 倍风速，会有下洗',
        'Exit velocity below 1.5 times the wind: downwash',
      ),
    );

    function gradual(x: number) {
      return 1.6 * Math.cbrt(buoyancy) * x ** (2 / 3) * (1 / u);
    }

    function neutral() {
      const weak = buoyancy < 55;
      const crossover = weak ? 0.0297 * ts * Math.cbrt(v / (d * d)) : 0.00575 * ts * Math.cbrt((v * v) / d);
      const until =
        buoyancy <= 0
          ? (4 * d * (v + 3 * u) ** 2) / (v * u)
          : weak
            ? 49 * buoyancy ** 0.625
            : 119 * buoyancy ** 0.4;
      if (excess >= crossover)
        return {
          drivenBy: 'buoyancy' as const,
          final: (weak ? 21.425 * buoyancy ** 0.75 : 38.71 * buoyancy ** 0.6) / u,
          until,
          at: gradual,
        };
      return {
        drivenBy: 'momentum' as const,
        final: (3 * d * v) / u,
        until,
        at: (x: number) => Math.cbrt((3 * momentum * x) / (beta * u) ** 2),
      };
    }

    function inStable(s: number) {
      const root = Math.sqrt(s);
      if (excess >= 0.019582 * ts * v * root)
        return {
          drivenBy: 'buoyancy' as const,
          final: 2.6 * Math.cbrt(buoyancy / (u * s)),
          until: (2.0715 * u) / root,
          at: gradual,
        };
      return {
        drivenBy: 'momentum' as const,
        final: Math.min(1.5 * Math.cbrt(momentum / (u * root)), (3 * d * v) / u),
        until: ((Math.PI / 2) * u) / root,
        at: (x: number) => Math.cbrt((3 * momentum * Math.sin((x * root) / u)) / (beta * beta * u * root)),
      };
    }
  },
});
