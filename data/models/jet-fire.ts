/** Burning jets: length, radiated share, and heat around them. */
import { z } from 'zod';
import { ambientTemperatureK, notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';
import { bagsterTransmissivity, waterPressurePa } from './transmissivity.ts';

/** Flame length, m, of a jet burning the given heat, W. Source: Cook et al. 1990 (Shell): 0.00326 Q^0.478. */
export const cookLengthM = (heatW: number) => 0.00326 * heatW ** 0.478;
/** Flame length, m. Source: Lowesmith et al. 2007, Process Saf. Environ. Prot. 85, 207: 2.8893 Q^0.3728, Q in MW. */
export const lowesmithLengthM = (heatW: number) => 2.8893 * (heatW / 1e6) ** 0.3728;
/** Flame length, m, of two-phase LPG: 9.1 √ṁ. Source: Considine & Grint 1985. */
export const considineLengthM = (massFlowKgS: number) => 9.1 * Math.sqrt(massFlowKgS);
/** Share of the heat that is radiated: 0.21 e^(−0.00323 uj) + 0.11. Source: Chamberlain 1987. */
export const chamberlainShare = (jetMS: number) => 0.21 * Math.exp(-0.00323 * jetMS) + 0.11;

const METHODS = ['cook', 'lowesmith', 'considine-grint-lpg'] as const;
/** Points by which the flame is represented. */
const POINTS = 20;

export const jetFire = model({
  id: 'jet-fire',
  version: '1.0.0',
  label: { zh: '喷射火（多点源）', en: 'Jet fire (points along the flame)' },
  source:
    'Length: Cook et al. 1990; Lowesmith et al. 2007; Considine & Grint 1985 (LPG). Radiated share: Chamberlain 1987. Heat: weighted point sources, q = τ χ ṁ ΔHc/(4π L²)',
  validity: {
    zh: '烃类射流 0.1–500 kg/s；受体距火焰轴大于四分之一火焰长',
    en: 'Hydrocarbon jets of 0.1–500 kg/s; receivers beyond a quarter of the length from the axis',
  },
  assumptions: [
    {
      zh: '热量均匀分布在火焰轴上（抬升 0.2 L 至 L）',
      en: 'The heat is spread evenly along the axis from the lift-off 0.2 L to L',
    },
    { zh: '不计风对火焰的弯曲和缩短', en: 'Wind neither bends nor shortens the flame' },
    { zh: '受体正对每个点（最不利）', en: 'The receiver faces every point (worst case)' },
  ],
  inputs: z.strictObject({
    massFlowKgS: positive(),
    heatOfCombustionJKg: positive(),
    lengthMethod: z.enum(METHODS).default('cook'),
    radiantShare: share().optional(),
    jetVelocityMS: positive().optional().describe('膨胀后的射流速度，用于辐射份额 after expansion'),
    direction: z.enum(['horizontal', 'vertical']).default('horizontal'),
    releaseHeightM: notNegative().default(1),
    receivers: z
      .array(
        z.strictObject({
          alongM: z.number(),
          acrossM: z.number().default(0),
          heightM: notNegative().default(1.5),
        }),
      )
      .max(1_000)
      .default([]),
    levelsWM2: z.array(positive()).max(20).default([]),
    ambientTemperatureK: ambientTemperatureK(),
    relativeHumidity: share().default(0.7),
  }),
  outputs: z.object({
    lengthM: z.number(),
    widthM: z.number(),
    liftOffM: z.number(),
    radiantShare: z.number(),
    radiatedW: z.number(),
    heatFluxWM2: z.array(z.number()),
    reachAlongM: z.array(z.number()).describe('沿射流方向 in the direction of the jet'),
    reachAcrossM: z.array(z.number()).describe('垂直于火焰中部 across, from the middle of the flame'),
  }),
  run: (i) => {
    const heat = i.massFlowKgS * i.heatOfCombustionJKg;
    const lengthM =
      i.lengthMethod === 'cook'
        ? cookLengthM(heat)
        : i.lengthMethod === 'lowesmith'
          ? lowesmithLengthM(heat)
          : considineLengthM(i.massFlowKgS);
    const chi = i.radiantShare ?? (i.jetVelocityMS ? chamberlainShare(i.jetVelocityMS) : 0.2);
    const liftOffM = 0.2 * lengthM;
    const radiatedW = chi * heat;
    const water = waterPressurePa(i.relativeHumidity, i.ambientTemperatureK);
    const upright = i.direction === 'vertical';
    const points = Array.from(
      { length: POINTS },
      (_, k) => liftOffM + ((k + 0.5) / POINTS) * (lengthM - liftOffM),
    );
    const at = (along: number, across: number, height: number) =>
      points.reduce((sum, s) => {
        const line = upright
          ? Math.hypot(along, across, height - i.releaseHeightM - s)
          : Math.hypot(along - s, across, height - i.releaseHeightM);
        // nobody stands nearer than the flame is thick
        const distance = Math.max(line, lengthM / 16);
        return (
          sum + (bagsterTransmissivity(water, distance) * radiatedW) / POINTS / (4 * Math.PI * distance ** 2)
        );
      }, 0);
    const middle = upright ? 0 : (liftOffM + lengthM) / 2;
    const nearest = Math.min(
      ...i.receivers.map((r) =>
        Math.min(
          ...points.map((s) =>
            upright
              ? Math.hypot(r.alongM, r.acrossM, r.heightM - i.releaseHeightM - s)
              : Math.hypot(r.alongM - s, r.acrossM, r.heightM - i.releaseHeightM),
          ),
        ),
      ),
      Number.POSITIVE_INFINITY,
    );
    return judged(
      {
        lengthM,
        widthM: i.lengthMethod === 'considine-grint-lpg' ? lengthM / 4 : lengthM / 8,
        liftOffM,
        radiantShare: chi,
        radiatedW,
        heatFluxWM2: i.receivers.map((r) => at(r.alongM, r.acrossM, r.heightM)),
        reachAlongM: i.levelsWM2.map((level) => farthest((x) => at(x, 0, 1.5), level, lengthM)),
        reachAcrossM: i.levelsWM2.map((level) => farthest((y) => at(middle, y, 1.5), level, lengthM)),
      },
      within({ zh: '泄漏速率', en: 'Release rate', unit: 'kg/s' }, i.massFlowKgS, [0.1, 500], [0.01, 2000]),
      remark(
        nearest < lengthM / 4,
        nearest < lengthM / 16 ? 'out' : 'edge',
        '受体离火焰太近，点源近似不可靠',
        'A receiver is too near the flame for points',
      ),
      remark(
        i.radiantShare === undefined && i.jetVelocityMS === undefined,
        'edge',
        '未给出辐射份额或射流速度，取 0.2',
        'Neither radiant share nor jet velocity given: 0.2 taken',
      ),
    );
  },
});

/** The farthest distance at which a level is held; 0 if nowhere. */
function farthest(flux: (x: number) => number, level: number, scaleM: number): number {
  const xs = Array.from({ length: 800 }, (_, k) => scaleM * 0.01 * 1e5 ** (k / 799));
  const last = xs.findLastIndex((x) => flux(x) >= level);
  if (last < 0) return 0;
  let low = xs[last]!;
  let high = xs[last + 1] ?? low * 2;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (flux(middle) >= level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const flareDistance = model({
  id: 'API-521-point-source',
  version: '1.0.0',
  label: { zh: 'API 521 点源安全距离', en: 'API 521 distance of a flare' },
  source: 'API Standard 521 (Hajek & Ludwig 1960): D = √(τ χ Q/(4π K))',
  validity: { zh: '火焰长度以外', en: 'Beyond the length of the flame' },
  assumptions: [{ zh: '全部热量自一点射出', en: 'All heat from one point' }],
  inputs: z.strictObject({
    heatW: positive(),
    radiantShare: share(),
    transmissivity: share().default(1),
    levelsWM2: z.array(positive()).min(1).max(20),
  }),
  outputs: z.object({ distanceM: z.array(z.number()) }),
  run: (i) => {
    const distanceM = i.levelsWM2.map((k) =>
      Math.sqrt((i.transmissivity * i.radiantShare * i.heatW) / (4 * Math.PI * k)),
    );
    return judged(
      { distanceM },
      remark(
        Math.min(...distanceM) < cookLengthM(i.heatW) / 2,
        'edge',
        '距离小于半个火焰长',
        'Nearer than half the length of the flame',
      ),
    );
  },
});
