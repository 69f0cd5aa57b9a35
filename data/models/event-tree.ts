/** What a release of something flammable becomes: ignition and the tree of outcomes. */
import { z } from 'zod';
import { notNegative, positive, share } from './inputs.ts';
import { judged, model, remark, within } from './model.ts';

export const eventTree = model({
  id: 'event-tree',
  version: '1.0.0',
  label: { zh: '可燃物泄漏事件树', en: 'Event tree of a flammable release' },
  source:
    'CPR 18E (Purple Book) 2005 § 4.7: immediate ignition, delayed ignition, split flash fire 0.6 / explosion 0.4',
  validity: { zh: '频率 0–1 次/年', en: 'Frequencies of 0–1 per year' },
  assumptions: [
    { zh: '延迟点火概率以未立即点火为条件', en: 'Delayed ignition given no immediate ignition' },
    {
      zh: 'bleveShare 为立即点火中发生 BLEVE 的份额（瞬时释放 0.7），其余为喷射火/池火',
      en: 'bleveShare of the immediate ignitions is a BLEVE (0.7 for instantaneous releases), the rest a jet or pool fire',
    },
  ],
  inputs: z.strictObject({
    frequencyPerYear: notNegative(),
    immediateIgnition: share(),
    delayedIgnition: share(),
    explosionShare: share().default(0.4),
    bleveShare: share().default(0),
  }),
  outputs: z.object({
    immediatePerYear: z.number(),
    blevePerYear: z.number(),
    firePerYear: z.number(),
    flashFirePerYear: z.number(),
    explosionPerYear: z.number(),
    noIgnitionPerYear: z.number(),
  }),
  run: (i) => {
    const immediatePerYear = i.frequencyPerYear * i.immediateIgnition;
    const rest = i.frequencyPerYear * (1 - i.immediateIgnition);
    const delayed = rest * i.delayedIgnition;
    return judged(
      {
        immediatePerYear,
        blevePerYear: immediatePerYear * i.bleveShare,
        firePerYear: immediatePerYear * (1 - i.bleveShare),
        flashFirePerYear: delayed * (1 - i.explosionShare),
        explosionPerYear: delayed * i.explosionShare,
        noIgnitionPerYear: rest * (1 - i.delayedIgnition),
      },
      within({ zh: '频率', en: 'Frequency', unit: '1/a' }, i.frequencyPerYear, [0, 1]),
    );
  },
});

/** Direct ignition at a stationary installation. Source: CPR 18E 2005, table 4.5. */
const DIRECT = {
  'gas-low': [0.02, 0.04, 0.09],
  'gas-average-high': [0.2, 0.5, 0.7],
  'liquid-class-1': [0.065, 0.065, 0.065],
} as const;
/** Direct ignition of transport units: continuous, instantaneous. Source: CPR 18E 2005, table 4.6. */
const TRANSPORT = { road: [0.1, 0.4], rail: [0.1, 0.8] } as const;
/** Immediate and delayed ignition of hydrogen below 0.125, up to 6.25, above, kg/s. Source: HyRAM+ defaults (Tchouvelev 2006). */
const HYDROGEN = [
  [0.008, 0.004],
  [0.053, 0.027],
  [0.23, 0.12],
] as const;
/** Delayed ignition by a source within 60 s of being in the cloud. Source: CPR 18E 2005, table 4.A.1. */
export const IGNITION_SOURCES_60S = {
  flare: 1,
  furnace: 0.9,
  'boiler-outdoor': 0.45,
  'boiler-indoor': 0.23,
  vehicle: 0.4,
  'high-voltage-line-100m': 0.2,
  'person-at-home': 0.01,
  'person-at-work': 0.01,
} as const;

export const ignitionProbability = model({
  id: 'ignition-probability',
  version: '1.0.0',
  label: { zh: '点火概率', en: 'Probability of ignition' },
  source: 'CPR 18E (Purple Book) 2005, tables 4.5, 4.6 and 4.A.1; hydrogen: HyRAM+ defaults; pipelines: EGIG',
  validity: { zh: '统计值，因子 2–3 的不确定度', en: 'Statistics, uncertain by a factor 2–3' },
  assumptions: [
    { zh: '延迟点火 P = 1 − Π(1 − p)^(t/60 s)', en: 'Delayed ignition P = 1 − Π(1 − p)^(t/60 s)' },
  ],
  inputs: z.strictObject({
    kind: z.enum(['gas-low', 'gas-average-high', 'liquid-class-1', 'hydrogen', 'road', 'rail']),
    release: z.enum(['continuous', 'instantaneous']).default('continuous'),
    massFlowKgS: positive().optional(),
    massKg: positive().optional(),
    sources: z
      .array(
        z.strictObject({
          kind: z.enum(
            Object.keys(IGNITION_SOURCES_60S) as [
              keyof typeof IGNITION_SOURCES_60S,
              ...(keyof typeof IGNITION_SOURCES_60S)[],
            ],
          ),
          count: positive().default(1),
          presentShare: share().default(1),
        }),
      )
      .max(1_000)
      .default([]),
    cloudS: notNegative().default(60).describe('云团覆盖点火源的时间 while the cloud covers the sources'),
  }),
  outputs: z.object({
    immediate: z.number(),
    delayed: z.number().describe('给定未立即点火 given no immediate ignition'),
  }),
  run: (i) => {
    const unignited = i.sources.reduce(
      (product, s) =>
        product *
        (1 - s.presentShare * (1 - (1 - IGNITION_SOURCES_60S[s.kind]) ** ((s.count * i.cloudS) / 60))),
      1,
    );
    const size =
      i.release === 'continuous'
        ? grade(i.massFlowKgS ?? 10, 10, 100)
        : grade((i.massKg ?? 1_000) / 1_000, 1, 10);
    const hydrogen = HYDROGEN[grade(i.massFlowKgS ?? 1, 0.125, 6.25)]!;
    const immediate =
      i.kind === 'hydrogen'
        ? hydrogen[0]
        : i.kind === 'road' || i.kind === 'rail'
          ? TRANSPORT[i.kind][i.release === 'continuous' ? 0 : 1]
          : DIRECT[i.kind][size]!;
    return judged(
      { immediate, delayed: i.sources.length > 0 ? 1 - unignited : i.kind === 'hydrogen' ? hydrogen[1] : 0 },
      remark(
        i.sources.length === 0 && i.kind !== 'hydrogen',
        'edge',
        '没有给出点火源，延迟点火为 0',
        'No ignition sources given: delayed ignition is 0',
      ),
    );
  },
});

const grade = (value: number, low: number, high: number): 0 | 1 | 2 =>
  value < low ? 0 : value <= high ? 1 : 2;
