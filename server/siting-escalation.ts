/** Existing hazards that a fire or explosion of a proposed plant may damage: the distances at which neighbours fail. */
import type { z } from '@hono/zod-openapi';
import { Undefined } from '../data/models/model.ts';
import { valueProblem } from '../data/problem.ts';
import { stockOf } from '../data/risk/field.ts';
import { type Proposal, type ProposedPlant, unitOfPlant } from '../data/risk/proposal.ts';
import { GAS_PRESSURE_PA } from '../data/risk/release.ts';
import { runScenario } from '../data/scenarios/all.ts';
import { NotPossible, SCENARIOS, type ScenarioId } from '../data/scenarios/scenario.ts';
import type { Who } from './db/database.ts';
import { Invalid } from './failure.ts';
import { areaOf, distanceSql, inArea } from './questions/area.ts';
import { findReading, parameters } from './reading.ts';
import type { Services } from './services.ts';
import type { SitingOutputs } from './siting-contract.ts';

type Plant = Extract<z.input<typeof SitingOutputs>['proposals'][number], { kind: 'plant' }>;
export type Escalation = NonNullable<Plant['escalation']>;

/** Fires and blasts that reach neighbours; clouds burn, but do not break vessels (Cozzani et al. 2006). */
const BREAKING: readonly ScenarioId[] = ['bleve', 'pool_fire', 'jet_fire', 'vce'];
const WEATHER = { windMS: 5, windFromDeg: 0, stability: 'D', tempC: 20, rh: 70 } as const;
const LISTED = 50;

/** The distances of a plant and what lies within them. */
export async function escalationOf(services: Services, who: Who, plant: ProposedPlant): Promise<Escalation> {
  const zones = zonesOf(plant);
  const reachM = Math.max(0, ...zones.map(({ distanceM }) => distanceM));
  if (reachM === 0) return { majorHazards: [], pipelines: [], zones };
  return services.database.as(
    who,
    async (session) => {
      const area = await areaOf(session, who, { type: 'Point', coordinates: [...plant.at] }, reachM);
      const near = async (layer: string) => {
        const reading = findReading(layer, who);
        if (!reading) return [];
        const { values, add } = parameters();
        return session.query<{ id: string; name: string; distanceM: number }>(
          `select id, name, ${distanceSql(area, add)} as "distanceM"
from ${reading.table}
where ${inArea(reading, area, add)}
order by 3, id collate "C"
limit ${LISTED}`,
          values,
        );
      };
      return { majorHazards: await near('major_hazards'), pipelines: await near('pipelines'), zones };
    },
    { readOnly: true },
  );
}

/** The farthest zone in which neighbours may fail, for each kind of fire or blast. */
function zonesOf(plant: ProposedPlant): Escalation['zones'] {
  const farthest = new Map<ScenarioId, Escalation['zones'][number]>();
  for (const { substance, vesselKg, storage } of stockOf(unitOfPlant(plant)).holdings)
    for (const scenario of BREAKING)
      for (const zone of escalationZones(substance.id, vesselKg, storage === 'gas', scenario)) {
        const words = SCENARIOS.find(({ id }) => id === scenario)!;
        const distanceM = Math.round(zone.extentM);
        if (distanceM > (farthest.get(scenario)?.distanceM ?? 0))
          farthest.set(scenario, {
            effect: {
              zh: `${words.zh}：${substance.zh}`,
              en: `${words.en}: ${substance.en}`,
            },
            threshold: zone.level.threshold,
            unit: zone.level.unit,
            distanceM,
          });
      }
  return [...farthest.values()].sort((a, b) => b.distanceM - a.distanceM);
}

function escalationZones(substance: string, massKg: number, gas: boolean, scenario: ScenarioId) {
  try {
    const { effects } = runScenario({
      substance,
      massKg,
      scenario,
      weather: WEATHER,
      terrain: 'rural',
      ...(gas || scenario === 'jet_fire' ? { storagePressurePa: GAS_PRESSURE_PA } : {}),
      ...(scenario === 'jet_fire' ? { holeDiameterM: 0.05 } : {}),
    });
    return effects?.zones.filter(({ escalation }) => escalation) ?? [];
  } catch (error) {
    // a scenario that this substance cannot have
    if (error instanceof NotPossible || error instanceof Undefined) return [];
    throw error;
  }
}

/** Proposals have ids of their own, each once, which no source has: `units` has the proposed plants once. Throws Invalid. */
export function checkIds(proposals: readonly Proposal[], units: readonly string[]): void {
  const seen = new Set<string>();
  proposals.forEach(({ id, kind }, index) => {
    const taken = units.filter((unit) => unit === id).length > (kind === 'plant' ? 1 : 0);
    if (seen.has(id) || taken) throw new Invalid(valueProblem(`/inputs/proposals/${index}/id`, 'choice'));
    seen.add(id);
  });
}
