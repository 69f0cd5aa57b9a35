/** What poison in the air does to people: probits of named sets and dangerous toxic loads. */
import { z } from 'zod';
import { TOXIC_PROBIT_SETS, type ToxicProbit, type ToxicProbitSet } from '../tables/probits.ts';
import { substanceOf } from '../tables/substances.ts';
import { kgM3FromPpm, ppmFromKgM3 } from './concentration.ts';
import { notNegative, positive } from './inputs.ts';
import { judged, model, Undefined, within } from './model.ts';
import { probitRemark, probitShare } from './vulnerability.ts';

const SETS: readonly ToxicProbitSet[] = TOXIC_PROBIT_SETS;

/** Constants of a substance in a set, or undefined: no data. */
export function toxicProbitOf(
  setId: string,
  substance: string,
): (ToxicProbit & { unit: 'mgM3' | 'ppm' }) | undefined {
  const set = SETS.find(({ id }) => id === setId);
  const constants = set?.substances[substance];
  return set && constants ? { ...constants, unit: set.unit } : undefined;
}

export const probitToxic = model({
  id: 'probit-toxic',
  version: '1.0.0',
  label: { zh: '中毒致死概率', en: 'Lethality of toxic gas' },
  source: `Y = a + b ln(Cⁿ t); ${SETS.map(({ source }) => source).join('; ')}; ten Berge 1986`,
  validity: {
    zh: '暴露至 30 min（60 min 为边缘）；概率单位 2–8',
    en: 'Exposures up to 30 min (edge: 60 min); probits 2–8',
  },
  assumptions: [
    {
      zh: '不同数据集的 LC50 可相差 3 倍以上，结果注明所用数据集',
      en: 'The LC50 of sets differ by 3 and more: the set is part of the result',
    },
    {
      zh: 'ppm 与 mg/m³ 按 25 °C 换算；自给常数按所给浓度的单位',
      en: 'ppm and mg/m³ are converted at 25 °C; own constants are for the unit given',
    },
    { zh: '室内按室外致死率的 0.1', en: 'Indoors a tenth of the lethality outdoors' },
  ],
  inputs: z
    .strictObject({
      substance: z.string().max(60).optional(),
      set: z.enum(TOXIC_PROBIT_SETS.map(({ id }) => id) as ['purple-book', 'ccps']).default('purple-book'),
      a: z.number().optional(),
      b: positive().optional(),
      n: positive().optional(),
      concentrationPpm: positive().optional(),
      concentrationMgM3: positive().optional(),
      exposureMin: positive(),
    })
    .refine(
      (i) => i.substance !== undefined || (i.a !== undefined && i.b !== undefined && i.n !== undefined),
      {
        path: ['substance'],
        message: 'substance, or a, b and n are needed',
      },
    )
    .refine((i) => (i.concentrationPpm === undefined) !== (i.concentrationMgM3 === undefined), {
      path: ['concentrationPpm'],
      message: 'concentrationPpm or concentrationMgM3 is needed, not both',
    }),
  outputs: z.object({
    toxicLoad: z.number(),
    probit: z.number(),
    lethalShare: z.number(),
    lethalShareIndoors: z.number(),
    set: z.string(),
    unit: z.string(),
  }),
  run: (i) => {
    const own =
      i.a !== undefined && i.b !== undefined && i.n !== undefined
        ? { a: i.a, b: i.b, n: i.n, unit: 'given' }
        : undefined;
    const constants = own ?? toxicProbitOf(i.set, i.substance!);
    if (!constants)
      throw new Undefined({
        zh: `数据集 ${i.set} 没有 ${i.substance} 的数据`,
        en: `The set ${i.set} has no data for ${i.substance}`,
      });
    const concentration = inUnit(i, constants.unit);
    const toxicLoad = concentration ** constants.n * i.exposureMin;
    const y = constants.a + constants.b * Math.log(toxicLoad);
    const lethalShare = probitShare(y);
    return judged(
      {
        toxicLoad,
        probit: y,
        lethalShare,
        lethalShareIndoors: 0.1 * lethalShare,
        set: own ? 'own' : i.set,
        unit: constants.unit,
      },
      probitRemark([y]),
      within({ zh: '暴露时间', en: 'Exposure', unit: 'min' }, i.exposureMin, [1, 30], [0.5, 60]),
    );
  },
});

/** The concentration in the unit of the constants; own constants are for the unit that was given. */
function inUnit(
  i: {
    substance?: string | undefined;
    concentrationPpm?: number | undefined;
    concentrationMgM3?: number | undefined;
  },
  unit: string,
): number {
  const given = i.concentrationPpm ?? i.concentrationMgM3!;
  const ppm = i.concentrationPpm !== undefined;
  if (unit === 'given' || ppm === (unit === 'ppm')) return given;
  const found = substanceOf(i.substance ?? '');
  if (!found)
    throw new Undefined({
      zh: `没有 ${i.substance} 的摩尔质量，无法换算单位`,
      en: `No molar mass of ${i.substance}: the unit cannot be converted`,
    });
  const molar = found.substance.molarMassKgMol;
  return ppm ? kgM3FromPpm(given, molar, 298.15) * 1e6 : ppmFromKgM3(given / 1e6, molar, 298.15);
}

/** HSE dangerous toxic loads, ppmⁿ min. Source: HSE, Assessment of the Dangerous Toxic Load (haztox). */
export const DANGEROUS_LOADS: Readonly<Record<string, { n: number; slot: number; slod?: number }>> = {
  chlorine: { n: 2, slot: 1.08e5, slod: 4.84e5 },
  ammonia: { n: 2, slot: 3.78e8, slod: 1.03e9 },
  hydrogen_fluoride: { n: 1, slot: 1.2e4, slod: 2.1e4 },
  hydrogen_sulfide: { n: 4, slot: 2.0e12, slod: 1.5e13 },
  sulfur_dioxide: { n: 2, slot: 4.66e6, slod: 7.45e7 },
  carbon_monoxide: { n: 1, slot: 4.01e4, slod: 5.7e4 },
  hydrogen_cyanide: { n: 2, slot: 1.92e5, slod: 4.32e5 },
  methyl_isocyanate: { n: 1, slot: 750 },
};

export const toxicLoad = model({
  id: 'toxic-load',
  version: '1.0.0',
  label: { zh: '毒负荷（HSE SLOT/SLOD）', en: 'Toxic load (HSE SLOT/SLOD)' },
  source:
    'HSE, Assessment of the Dangerous Toxic Load: DTL = Σ cⁿ t, ppmⁿ min; SLOT some 1–5 %, SLOD some 50 % dead',
  validity: { zh: '暴露 1–60 min', en: 'Exposures of 1–60 min' },
  assumptions: [{ zh: '每段浓度不变', en: 'Constant concentration in every step' }],
  inputs: z.strictObject({
    substance: z.string().max(60).optional(),
    n: positive().optional(),
    steps: z
      .array(z.strictObject({ ppm: notNegative(), minutes: notNegative() }))
      .min(1)
      .max(10_000),
  }),
  outputs: z.object({
    loadPpmNMin: z.number(),
    loadsPpmNMin: z.array(z.number()),
    n: z.number(),
    ofSlot: z.number().optional(),
    ofSlod: z.number().optional(),
  }),
  run: (i) => {
    const known = i.substance === undefined ? undefined : DANGEROUS_LOADS[i.substance];
    const n = i.n ?? known?.n;
    if (n === undefined)
      throw new Undefined({
        zh: '没有该物质的毒负荷数据，需给出 n',
        en: 'No toxic load of this substance: give n',
      });
    const loadsPpmNMin = i.steps.map(({ ppm, minutes }) => ppm ** n * minutes);
    const loadPpmNMin = loadsPpmNMin.reduce((sum, load) => sum + load, 0);
    return judged(
      {
        loadPpmNMin,
        loadsPpmNMin,
        n,
        ...(known && i.n === undefined ? { ofSlot: loadPpmNMin / known.slot } : {}),
        ...(known?.slod && i.n === undefined ? { ofSlod: loadPpmNMin / known.slod } : {}),
      },
      within(
        { zh: '总时长', en: 'Whole exposure', unit: 'min' },
        i.steps.reduce((sum, { minutes }) => sum + minutes, 0),
        [1, 60],
        [0.1, 480],
      ),
    );
  },
});
