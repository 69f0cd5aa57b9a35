/** The second form of the process `consequence`: an accident of a unit or a substance, and whom and what it reaches. */
import type { z } from '@hono/zod-openapi';
import type { Text } from '../data/layer.ts';
import { TARGET_CLASSES } from '../data/layers/protected-targets.ts';
import { Undefined } from '../data/models/model.ts';
import { valueProblem } from '../data/problem.ts';
import { runScenario, type ScenarioOutcome } from '../data/scenarios/all.ts';
import { around, type LonLat, placed } from '../data/scenarios/place.ts';
import { substanceIdOf } from '../data/scenarios/possible.ts';
import { type Effects, NotPossible } from '../data/scenarios/scenario.ts';
import { swept } from '../data/scenarios/shape.ts';
import { THREAT_SOURCES, threatAssumptions, threatAt } from '../data/scenarios/threat.ts';
import { substanceOf } from '../data/tables/substances.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid, NotFound } from './failure.ts';
import { readingOf } from './reading.ts';
import type { ScenarioInputs, ScenarioOutputs } from './scenario-contract.ts';
import { peopleWithin, type Reached, reachedBy, type ZoneShape } from './scenario-reach.ts';
import type { Services } from './services.ts';

/**
 * Runs the scenario in the name of `who` and answers it as JSON text. Throws NotFound where the unit is absent or hidden
 * (visitors: always, the layers are hidden), Invalid where the inputs do not make a scenario.
 */
export async function answerScenario(services: Services, who: Who, inputs: ScenarioInputs): Promise<string> {
  // what is counted below is only for those who read these layers
  const hazards = readingOf('major_hazards', who).table;
  return services.database.as(
    who,
    async (session) => {
      const asked = inputs.unitId
        ? await unitOf(session, hazards, inputs.unitId, inputs)
        : substanceAlone(inputs);
      const outcome = outcomeOf(asked, inputs);
      return JSON.stringify(await answerOf(session, who, asked, outcome, inputs));
    },
    { readOnly: true },
  );
}

interface Asked {
  readonly substance: string;
  readonly name: Text;
  readonly massKg: number;
  readonly at: LonLat;
  readonly remarks: readonly Text[];
}

function substanceAlone({ substance, massKg, point }: ScenarioInputs): Asked {
  if (!substance) throw new Invalid(valueProblem('/inputs/substance', 'required'));
  if (massKg === undefined) throw new Invalid(valueProblem('/inputs/massKg', 'required'));
  if (!point) throw new Invalid(valueProblem('/inputs/point', 'required'));
  const id = substanceIdOf(substance);
  if (!id) throw new Invalid(valueProblem('/inputs/substance', 'choice'));
  return { substance: id, name: nameOf(id, substance), massKg, at: lonLat(point), remarks: [] };
}

interface InventoryRow {
  readonly substance: string;
  readonly cas: string | null;
  readonly quantity_t: number;
  readonly lon: number;
  readonly lat: number;
}

/** The unit's place and the substance that is asked for, or the one furthest above its threshold that is known. */
async function unitOf(
  session: Session,
  table: string,
  unitId: string,
  inputs: ScenarioInputs,
): Promise<Asked> {
  // a zero byte is in no id, and PostgreSQL refuses it
  if (unitId.includes('\0')) throw new NotFound();
  const rows = await session.query<InventoryRow>(
    `select st_x(unit.geom) as lon, st_y(unit.geom) as lat, line.substance, line.cas, line.quantity_t
from ${table} as unit
left join fourcolor.inventories as line on line.owner_id = unit.id
where unit.id = $1::text
order by line.quantity_t / nullif(line.threshold_t, 0) desc nulls last, line.fid`,
    [unitId],
  );
  const [first] = rows;
  if (!first) throw new NotFound();
  const lines = rows.filter(({ substance }) => substance !== null);
  const wanted = inputs.substance && (substanceIdOf(inputs.substance) ?? inputs.substance);
  const idOf = (row: InventoryRow) => substanceIdOf(row.substance, row.cas) ?? row.substance;
  const line = wanted
    ? lines.find((row) => idOf(row) === wanted)
    : (lines.find((row) => substanceOf(idOf(row)) !== null) ?? lines[0]);
  if (!line) {
    const message = wanted
      ? { zh: '该单元的存量中没有这种物质', en: 'The unit does not hold this substance' }
      : { zh: '该单元没有存量记录', en: 'No inventory of this unit is recorded' };
    throw new Invalid(valueProblem('/inputs/substance', wanted ? 'choice' : 'required', message));
  }
  const others = lines.filter((row) => row !== line).map((row) => row.substance);
  return {
    substance: idOf(line),
    name: nameOf(idOf(line), line.substance),
    massKg: inputs.massKg ?? line.quantity_t * 1000,
    at: inputs.point ? lonLat(inputs.point) : [first.lon, first.lat],
    remarks:
      others.length > 0
        ? [
            {
              zh: `只计${line.substance}；该单元还存有${others.join('、')}`,
              en: `${line.substance} alone; the unit also holds ${others.join(', ')}`,
            },
          ]
        : [],
  };
}

const lonLat = ({ coordinates }: { coordinates: readonly number[] }): LonLat => [
  coordinates[0]!,
  coordinates[1]!,
];

function nameOf(id: string, word: string): Text {
  const known = substanceOf(id);
  return known && !known.standsFor
    ? { zh: known.substance.zh, en: known.substance.en }
    : { zh: word, en: word };
}

function outcomeOf(asked: Asked, inputs: ScenarioInputs): ScenarioOutcome {
  if (asked.massKg <= 0) throw new Invalid(valueProblem('/inputs/massKg', 'range'));
  const { scenario, weather, terrain, holeDiameterM, durationS, storagePressurePa, liquidHeadM, bundAreaM2 } =
    inputs;
  try {
    return runScenario({
      substance: asked.substance,
      massKg: asked.massKg,
      scenario,
      weather,
      terrain,
      holeDiameterM,
      durationS,
      storagePressurePa,
      liquidHeadM,
      bundAreaM2,
    });
  } catch (error) {
    if (error instanceof NotPossible)
      throw new Invalid(valueProblem(`/inputs/${error.input}`, 'choice', error.text));
    if (error instanceof Undefined)
      throw new Invalid(valueProblem('/inputs/scenario', 'range', error.reason));
    throw error;
  }
}

async function answerOf(
  session: Session,
  who: Who,
  asked: Asked,
  { effects, ...outcome }: ScenarioOutcome,
  inputs: ScenarioInputs,
): Promise<z.input<typeof ScenarioOutputs>> {
  const shapes = effects ? shapesOf(effects, asked.at, inputs.weather.windFromDeg) : [];
  const people = await peopleWithin(session, who, shapes);
  const reached = await reachedBy(session, who, shapes, {
    at: asked.at,
    unitId: inputs.unitId,
    speedMS: effects?.speedMS ?? null,
  });
  const threat = effects && inputs.receptor ? threatOf(effects, asked.at, inputs) : null;
  return {
    scenario: inputs.scenario,
    substance: { id: asked.substance, ...asked.name },
    massKg: asked.massKg,
    source: effects?.source ?? {},
    zones: collection(
      (effects?.zones ?? []).map((zone, k) =>
        feature(shapes[k]!.ring, {
          endpoint: zone.level.endpoint,
          threshold: zone.level.threshold,
          unit: zone.level.unit,
          kind: zone.kind,
          label: { zh: zone.level.zh, en: zone.level.en },
          arrivalS: zone.arrivalS,
          extentM: zone.extentM,
          escalation: zone.escalation,
          people: people[k],
        }),
      ),
    ),
    uncertainty: collection(effects ? turned(effects, asked.at, inputs.weather.windFromDeg) : []),
    unreached: [...(effects?.unreached ?? [])],
    profile: effects
      ? { ...effects.profile, distanceM: [...effects.profile.distanceM], value: [...effects.profile.value] }
      : { distanceM: [], value: [], unit: '' },
    people: effects ? (people[0] ?? { day: 0, night: 0 }) : { day: null, night: null },
    targets: {
      byClass: byClass(reached.targets),
      byKind: Object.fromEntries(reached.targets.byKind),
      ...objects(reached.targets),
    },
    pipelines: objects(reached.pipelines),
    majorHazards: objects(reached.majorHazards),
    threat,
    ...outcome,
    models: [...outcome.models],
    possible: [...outcome.possible],
    reasons: [...outcome.reasons],
    assumptions: [
      ...asked.remarks,
      ...outcome.assumptions,
      ...(effects ? PEOPLE_ASSUMPTIONS : []),
      ...(threat ? threatAssumptions(threat.airChangesPerHour) : []),
    ],
    sources: [...outcome.sources, ...(threat && threat.airChangesPerHour !== null ? THREAT_SOURCES : [])],
  };
}

/** Nothing is told of places farther away. */
const FARTHEST_M = 200_000;

function threatOf(effects: Effects, at: LonLat, inputs: ScenarioInputs) {
  const receptor = lonLat(inputs.receptor!);
  const [downwindM, crosswindM] = around(at, receptor, inputs.weather.windFromDeg);
  const distanceM = Math.hypot(downwindM, crosswindM);
  if (distanceM > FARTHEST_M) throw new Invalid(valueProblem('/inputs/receptor', 'range'));
  const airChangesPerHour = inputs.scenario.startsWith('toxic') ? inputs.airChangesPerHour : null;
  const { timeS, outdoor, indoor, endpoints, ...threat } = threatAt(
    effects,
    [downwindM, crosswindM],
    airChangesPerHour,
  );
  return {
    point: [...receptor],
    distanceM,
    downwindM,
    crosswindM,
    unit: effects.profile.unit,
    ...threat,
    airChangesPerHour,
    timeS: [...timeS],
    outdoor: [...outdoor],
    indoor: [...indoor],
    endpoints: [...endpoints],
  };
}

const PEOPLE_ASSUMPTIONS: readonly Text[] = [
  {
    zh: '人数按普查单元与区域相交面积的比例计；没有白天人数的单元以常住人口计',
    en: 'People by the share of each census unit that lies inside; residents where no count by day is known',
  },
  { zh: '仅供决策参考，不是法定评估', en: 'Decision support, not a legal assessment' },
];

function shapesOf(effects: Effects, at: LonLat, windFromDeg: number): ZoneShape[] {
  return effects.zones.map((zone) => ({
    endpoint: zone.level.endpoint,
    escalation: zone.escalation,
    ring: placed(zone.ring, at, windFromDeg),
  }));
}

function turned(effects: Effects, at: LonLat, windFromDeg: number) {
  const { turnDeg } = effects;
  if (turnDeg === null) return [];
  return effects.zones.map((zone) =>
    feature(placed(swept(zone.ring, turnDeg), at, windFromDeg), { endpoint: zone.level.endpoint, turnDeg }),
  );
}

const feature = (ring: readonly LonLat[], properties: object) => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'Polygon',
    coordinates: [counterClockwise(ring).map(([lon, lat]) => [round(lon), round(lat)])],
  },
});

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Outer rings run counterclockwise (RFC 7946 § 3.1.6). */
function counterClockwise(ring: readonly LonLat[]): readonly LonLat[] {
  let twice = 0;
  ring.slice(1).forEach(([lon, lat], k) => {
    const [before, below] = ring[k]!;
    twice += (lon - before) * (lat + below - 2 * ring[0]![1]);
  });
  return twice > 0 ? [...ring].reverse() : ring;
}

const collection = (features: readonly object[]) => ({
  type: 'FeatureCollection' as const,
  features: [...features],
});

const objects = (reached: Reached) => ({ count: reached.count, features: collection(reached.features) });

/** Every class, also one without targets; `not_classified` where the register names none. */
function byClass(reached: Reached) {
  const classes = [...TARGET_CLASSES.map(({ id }) => id as string), 'not_classified'];
  return Object.fromEntries(
    classes.map((id) => [id, reached.byClass.get(id) ?? { count: 0, day: 0, night: 0 }]),
  );
}
