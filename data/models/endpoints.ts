/** Looking up substances: properties at a temperature, and the levels at which they harm. */
import { z } from 'zod';
import {
  BLAST_LEVELS,
  BLAST_SOURCE,
  ENDPOINTS_VERSION,
  HEAT_LEVELS,
  HEAT_SOURCE,
  TOXIC_ENDPOINTS,
  TOXIC_SOURCES,
} from '../tables/endpoints.ts';
import {
  SUBSTANCE_SOURCES,
  SUBSTANCES_VERSION,
  type Substance,
  substanceOf,
  vapourPressurePa,
} from '../tables/substances.ts';
import { kgM3FromPpm } from './concentration.ts';
import { idealGasDensityKgM3 } from './constants.ts';
import { ambientPressurePa, positive } from './inputs.ts';
import { judged, model, remark, Undefined, within } from './model.ts';

/** Properties of a substance; throws Undefined where there are none. */
function known(id: string): { substance: Substance; standsFor: boolean } {
  const found = substanceOf(id);
  if (found) return found;
  throw new Undefined({ zh: `没有 ${id} 的物性数据`, en: `No property data of ${id}` });
}

const stands = (standsFor: boolean, of: Substance) =>
  remark(standsFor, 'edge', `混合物，以${of.zh}代替`, `A mixture, ${of.en} stands for it`);

export const substanceProperties = model({
  id: 'substance-properties',
  version: SUBSTANCES_VERSION,
  label: { zh: '物质物性', en: 'Properties of a substance' },
  source: Object.values(SUBSTANCE_SOURCES).join('; '),
  validity: {
    zh: '蒸气压在沸点附近；低于临界温度',
    en: 'Vapour pressure near the boiling point; below the critical temperature',
  },
  assumptions: [{ zh: '气体密度按理想气体', en: 'Gas density of an ideal gas' }],
  inputs: z.strictObject({
    substance: z.string().min(1).max(60),
    temperatureK: positive().default(298.15),
    ambientPressurePa: ambientPressurePa(),
  }),
  outputs: z.object({
    id: z.string(),
    zh: z.string(),
    en: z.string(),
    cas: z.string(),
    molarMassKgMol: z.number(),
    boilingPointK: z.number(),
    lowerLimitShare: z.number().nullable(),
    upperLimitShare: z.number().nullable(),
    latentHeatJKg: z.number(),
    liquidDensityKgM3: z.number(),
    criticalTemperatureK: z.number(),
    heatOfCombustionJKg: z.number().nullable(),
    liquidHeatCapacityJKgK: z.number(),
    heatCapacityRatio: z.number(),
    vapourPressurePa: z
      .number()
      .nullable()
      .describe('高于临界温度时为 null null above the critical temperature'),
    gasDensityKgM3: z.number(),
    confidence: z.string(),
  }),
  run: (i) => {
    const { substance: s, standsFor } = known(i.substance);
    const liquid = i.temperatureK < s.criticalTemperatureK;
    const pressure = liquid ? vapourPressurePa(s, i.temperatureK) : null;
    return judged(
      {
        id: s.id,
        zh: s.zh,
        en: s.en,
        cas: s.cas,
        molarMassKgMol: s.molarMassKgMol,
        boilingPointK: s.boilingPointK,
        lowerLimitShare: s.limits?.[0] ?? null,
        upperLimitShare: s.limits?.[1] ?? null,
        latentHeatJKg: s.latentHeatJKg,
        liquidDensityKgM3: s.liquidDensityKgM3,
        criticalTemperatureK: s.criticalTemperatureK,
        heatOfCombustionJKg: s.heatOfCombustionJKg,
        liquidHeatCapacityJKgK: s.liquidHeatCapacityJKgK,
        heatCapacityRatio: s.heatCapacityRatio,
        vapourPressurePa: pressure,
        gasDensityKgM3: idealGasDensityKgM3(s.molarMassKgMol, i.temperatureK, i.ambientPressurePa),
        confidence: s.confidence,
      },
      stands(standsFor, s),
      pressure === null
        ? null
        : within({ zh: '蒸气压', en: 'Vapour pressure', unit: 'Pa' }, pressure, [1_000, 300_000], [100, 2e6]),
      remark(
        s.vapourPressure.form === 'point',
        'edge',
        '蒸气压只有一个数据点',
        'The vapour pressure rests on one point',
      ),
      remark(
        s.id === 'hydrogen_fluoride',
        'edge',
        '氟化氢蒸气缔合，比理想气体重',
        'Hydrogen fluoride associates: its vapour is heavier than ideal',
      ),
    );
  },
});

const levels = z.array(z.number().nullable()).nullable();

export const endpoints = model({
  id: 'endpoints',
  version: ENDPOINTS_VERSION,
  label: { zh: '危害阈值', en: 'Endpoints' },
  source: `${TOXIC_SOURCES} ${HEAT_SOURCE}. ${BLAST_SOURCE}`,
  validity: { zh: '有毒物：60 分钟暴露', en: 'Toxic levels: 60 minutes of exposure' },
  assumptions: [
    { zh: 'PAC 次序：AEGL → ERPG → PAC/TEEL', en: 'Order of the PAC: AEGL, then ERPG, then PAC/TEEL' },
  ],
  inputs: z.strictObject({ substance: z.string().min(1).max(60).optional() }),
  outputs: z.object({
    toxic: z
      .object({
        aegl60Ppm: levels,
        erpgPpm: levels,
        pacPpm: levels.describe('按次序选定 by the order'),
        pacFrom: z.enum(['AEGL', 'ERPG', 'PAC']).nullable(),
        pacKgM3: levels,
        idlhPpm: z.number().nullable(),
        rmpKgM3: z.number().nullable(),
      })
      .nullable(),
    flammable: z
      .object({
        lowerLimitShare: z.number(),
        aloha60PercentShare: z.number(),
        halfLowerLimitShare: z.number(),
      })
      .nullable(),
    heatWM2: z.array(z.object({ level: z.number(), zh: z.string(), en: z.string() })),
    overpressurePa: z.array(z.object({ level: z.number(), zh: z.string(), en: z.string() })),
  }),
  run: (i) => {
    const common = { heatWM2: [...HEAT_LEVELS], overpressurePa: [...BLAST_LEVELS] };
    if (i.substance === undefined) return judged({ toxic: null, flammable: null, ...common });
    const { substance: s, standsFor } = known(i.substance);
    const t = TOXIC_ENDPOINTS[s.id];
    const pac = t?.aegl60 ?? t?.erpg ?? t?.pac ?? null;
    const pacFrom: 'AEGL' | 'ERPG' | 'PAC' | null = t?.aegl60
      ? 'AEGL'
      : t?.erpg
        ? 'ERPG'
        : t?.pac
          ? 'PAC'
          : null;
    const ppm = (value: number | null) =>
      value === null ? null : kgM3FromPpm(value, s.molarMassKgMol, 298.15);
    return judged(
      {
        toxic: t
          ? {
              aegl60Ppm: t.aegl60 && [...t.aegl60],
              erpgPpm: t.erpg && [...t.erpg],
              pacPpm: pac && [...pac],
              pacFrom,
              pacKgM3: pac === null ? null : pac.map(ppm),
              idlhPpm: t.idlhPpm,
              rmpKgM3: t.rmpKgM3,
            }
          : null,
        flammable: s.limits
          ? {
              lowerLimitShare: s.limits[0],
              aloha60PercentShare: 0.6 * s.limits[0],
              halfLowerLimitShare: 0.5 * s.limits[0],
            }
          : null,
        ...common,
      },
      stands(standsFor, s),
      remark(t === undefined, 'edge', '没有该物质的毒性阈值数据', 'No toxic endpoints of this substance'),
    );
  },
});
