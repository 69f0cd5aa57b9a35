/** How many people accidents may kill: the process `societal-risk`, F-N curve and potential loss of life. */
import type { z } from '@hono/zod-openapi';
import { offsetM } from '../data/risk/field.ts';
import type { ProposedBuilding } from '../data/risk/proposal.ts';
import { packPeople } from '../data/risk/societal.ts';
import { type Counts, fnCurve, SOCIETAL_LINES, standingOf, togetherAt } from '../data/risk/societal-curve.ts';
import { readCity } from './city.ts';
import type { Who } from './db/database.ts';
import { declareProcess } from './process.ts';
import type { Box } from './reading.ts';
import { boxOf } from './risk-inputs.ts';
import { withinReach } from './risk-units.ts';
import type { Services } from './services.ts';
import { basisOf, type Ready, readyIn } from './siting-basis.ts';
import { SocietalInputs, SocietalOutputs, type SocietalSummary } from './siting-contract.ts';
import { type UnitCounts, unitCounts, unitCountsWith } from './societal-risk-events.ts';
import { type People, peopleAbout } from './societal-risk-people.ts';

export const SOCIETAL_ASSUMPTIONS = [
  {
    zh: '社会风险只计重大危险源单元；管道计入个人风险，未计入 F-N 曲线与 PLL',
    en: 'Societal risk is of the major hazard units; pipelines count in individual risk, not in the F-N curve and the loss of life',
  },
  {
    zh: '人口：总数以普查单元为准；单元内防护目标的人数落在其点位（合计超过普查数时按比例缩减），其余按面积均分到点，不重复计；单元以外的防护目标按其自身人数；没有白天人数的单元以常住人口计；拟建建筑的人数另加',
    en: 'People: the census says how many; those of protected targets stand at their points (scaled down where they are more than the census has), the rest is spread evenly over the unit, nobody counts twice; targets outside every unit have their own people; residents where no count by day is known; people of proposed buildings are added',
  },
  {
    zh: '室内比例：白天 93 %、夜间 99 %；白天 8:00–18:30（年均按时长加权）；天气类别不分昼夜',
    en: 'Indoors: 93 % by day, 99 % by night; day is 8:00–18:30 and weighs by its length in the mean; weather classes are the same by day and night',
  },
  {
    zh: '室内致死：中毒为室外的十分之一；热辐射 0（≥ 35 kW/m² 为 1）；可燃云内与 0.3 bar 以上为 1；0.1–0.3 bar 为 0.025；人员不撤离',
    en: 'Indoors: a tenth of the toxic lethality outdoors; heat 0 (1 from 35 kW/m²); 1 inside the flammable cloud and from 0.3 bar; 0.025 from 0.1 to 0.3 bar; nobody is evacuated',
  },
] as const;
export const SOCIETAL_LITERATURE = [
  'CPR 18E, Guidelines for Quantitative Risk Assessment (Purple Book) 2005, chapters 5 and 6: societal risk, share of people indoors',
  'GB 36894-2018: lines of societal risk',
];

/** The process: the F-N curve of the sources in a box. */
export const societalRisk = declareProcess({
  id: 'societal-risk',
  title: { zh: '社会风险', en: 'Societal risk' },
  description: {
    zh: '各泄漏情景、天气与风向可能造成的死亡人数：F-N 曲线、潜在生命损失（PLL）、各单元的份额，以及相对 GB 36894-2018 基准线的位置。决策参考。',
    en: 'How many people the scenarios may kill over weather and wind: F-N curve, potential loss of life, shares of the units, and where the curve stands between the lines of GB 36894-2018. Decision support.',
  },
  inputs: SocietalInputs,
  outputs: SocietalOutputs,
  run: async (services, who, inputs) => {
    const box = inputs.bbox ? boxOf(inputs.bbox, '/inputs/bbox') : await cityBox(services);
    const ready = await readyIn(services, who, box, inputs);
    const societal = await societalOf(
      services,
      who,
      ready,
      buildingsOf(inputs.add),
      inputs.bbox ? box : null,
    );
    const { time } = inputs;
    const byUnit = societal.units
      .map(({ id, name, counts }) => ({ unitId: id, name, pllPerYr: togetherAt([counts], time).pllPerYr }))
      .sort((a, b) => b.pllPerYr - a.pllPerYr || (a.unitId < b.unitId ? -1 : 1));
    const counts = togetherAt(
      societal.units.map((unit) => unit.counts),
      time,
    );
    return JSON.stringify({
      time,
      ...summaryOf(counts),
      byUnit: byUnit
        .filter(({ pllPerYr }) => pllPerYr > 0)
        .map((one) => ({ ...one, share: one.pllPerYr / counts.pllPerYr })),
      lines: SOCIETAL_OUTPUT_LINES,
      people: { day: Math.round(societal.people.day), night: Math.round(societal.people.night) },
      ...basisOf(services, ready, {
        assumptions: [...SOCIETAL_ASSUMPTIONS],
        literature: SOCIETAL_LITERATURE,
      }),
    } satisfies z.input<typeof SocietalOutputs>);
  },
});

export const SOCIETAL_OUTPUT_LINES = {
  ...SOCIETAL_LINES,
  upper: [...SOCIETAL_LINES.upper],
  lower: [...SOCIETAL_LINES.lower],
};

/** Curve, loss of life and standing of counted events. */
export function summaryOf(counts: Counts): z.input<typeof SocietalSummary> {
  const fn = fnCurve(counts);
  return {
    fn: fn.map(({ n, fPerYr }) => ({ n: Number(n.toPrecision(6)), fPerYr: Number(fPerYr.toPrecision(6)) })),
    pllPerYr: counts.pllPerYr,
    ...standingOf(fn),
  };
}

export const buildingsOf = (proposals: readonly { readonly kind: string }[]): ProposedBuilding[] =>
  proposals.filter((one): one is ProposedBuilding => one.kind === 'building');

/** Where all sources may be. */
export async function cityBox(services: Services): Promise<Box> {
  return (await readCity(services.database)).bbox;
}

export interface Societal {
  readonly units: readonly { readonly id: string; readonly name: string; readonly counts: UnitCounts }[];
  readonly people: People;
}

/** The counted events of the sources, of those in a box alone where one is given, with the people of proposed buildings. */
export async function societalOf(
  services: Services,
  who: Who,
  ready: Ready,
  buildings: readonly ProposedBuilding[],
  within: Box | null = null,
): Promise<Societal> {
  const asked = ready.found.flatMap((unit, i) => {
    const inside =
      !within ||
      (unit.lon >= within[0] && unit.lon <= within[2] && unit.lat >= within[1] && unit.lat <= within[3]);
    return inside && ready.units[i]!.computed ? [{ unit, ready: ready.units[i]! }] : [];
  });
  const people = await peopleAbout(services, who, withinReach(boxAround(asked.map(({ unit }) => unit))));
  const units = await Promise.all(
    asked.map(async ({ unit, ready: { kernel } }) => {
      const near = buildings.filter(({ at }) => Math.hypot(...offsetM(unit, at[0], at[1])) < kernel.reachM);
      const counts =
        near.length === 0
          ? unitCounts(unit, people, services.demo)
          : unitCountsWith(
              unit,
              people,
              packPeople(
                near.map(({ at, peopleDay, peopleNight }) => ({
                  lon: at[0],
                  lat: at[1],
                  day: peopleDay,
                  night: peopleNight,
                })),
                true,
              ),
              services.demo,
            );
      return { id: unit.id, name: unit.name, counts: await counts };
    }),
  );
  return { units, people };
}

/** The box of some places; a point off all land where there are none. */
export function boxAround(places: readonly { readonly lon: number; readonly lat: number }[]): Box {
  if (places.length === 0) return [0, 0, 0, 0];
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
