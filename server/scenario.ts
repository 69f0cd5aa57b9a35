/** The second form of the process `consequence`: an accident of a unit or a substance, and whom and what it reaches. */
import { z } from '@hono/zod-openapi';
import type { Text } from '../data/layer.ts';
import { TARGET_CLASSES } from '../data/layers/protected-targets.ts';
import { Undefined } from '../data/models/model.ts';
import { valueProblem } from '../data/problem.ts';
import { runScenario, type ScenarioOutcome } from '../data/scenarios/all.ts';
import { type LonLat, placed } from '../data/scenarios/place.ts';
import { substanceIdOf } from '../data/scenarios/possible.ts';
import { type Effects, NotPossible, SCENARIOS, type ScenarioId } from '../data/scenarios/scenario.ts';
import { swept } from '../data/scenarios/shape.ts';
import { substanceOf } from '../data/tables/substances.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid, NotFound } from './failure.ts';
import { PointInput } from './geometry-input.ts';
import { readingOf } from './reading.ts';
import { peopleWithin, type Reached, reachedBy, type ZoneShape } from './scenario-reach.ts';
import type { Services } from './services.ts';

const scenarioIds = SCENARIOS.map(({ id }) => id) as [ScenarioId, ...ScenarioId[]];

const WeatherInput = z
  .strictObject({
    windMS: z.number().min(0.1).max(60).describe('10 m 高处风速 wind at 10 m'),
    windFromDeg: z
      .number()
      .min(0)
      .max(360)
      .describe('风的来向，自北顺时针 where it comes from, clockwise from north'),
    stability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).describe('Pasquill'),
    tempC: z.number().min(-60).max(60).default(20),
    rh: z.number().min(1).max(100).default(70).describe('相对湿度 % relative humidity'),
  })
  .openapi('WeatherInput');

export const ScenarioInputs = z
  .strictObject({
    model: z
      .undefined()
      .optional()
      .openapi({ type: 'string', not: {}, description: '此形式不给出 absent in this form' }),
    unitId: z
      .string()
      .max(200)
      .optional()
      .describe('重大危险源编号：取其存量和位置 a major hazard source: its inventory and place'),
    substance: z
      .string()
      .max(200)
      .optional()
      .describe(
        '物质（GB 18218 编号、名称）；有 unitId 时选取其存量中的一种 substance; with unitId one of its inventory',
      ),
    massKg: z
      .number()
      .positive()
      .max(1e9)
      .optional()
      .describe('缺省为该单元的存量 the inventory when absent'),
    scenario: z
      .enum(scenarioIds)
      .describe(SCENARIOS.map(({ id, zh, en }) => `${id}: ${zh} ${en}`).join('; ')),
    point: PointInput.optional().openapi({
      description: '泄漏位置；缺省为单元的位置 where; the unit when absent',
    }),
    weather: WeatherInput,
    terrain: z.enum(['rural', 'urban']).default('rural'),
    holeDiameterM: z
      .number()
      .positive()
      .max(2)
      .optional()
      .describe('孔径；缺省为全部存量泄出 diameter of the hole; the whole content when absent'),
    durationS: z
      .number()
      .min(1)
      .max(86_400)
      .optional()
      .describe('泄漏时长：孔口至多 1800 s，全部存量 600 s until closed; whole content within'),
    storagePressurePa: z
      .number()
      .positive()
      .max(1e8)
      .optional()
      .describe('压缩气体，绝对压力 compressed gas, absolute'),
    liquidHeadM: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('液面高出孔口，缺省 5 m head of liquid, 5 m when absent'),
    bundAreaM2: z.number().positive().max(1e7).optional().describe('围堰面积 area of the bund'),
  })
  .openapi('ScenarioInputs');
export type ScenarioInputs = z.output<typeof ScenarioInputs>;

const TextOutput = z.object({ zh: z.string(), en: z.string() });
const People = z.object({ day: z.number().nullable(), night: z.number().nullable() });
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) });
const Objects = z.object({ count: z.int(), features: Collection });

export const ScenarioOutputs = z
  .object({
    scenario: z.enum(scenarioIds),
    substance: TextOutput.extend({ id: z.string() }),
    massKg: z.number(),
    source: z.record(z.string(), z.number()).openapi({ description: 'Source term; units in the names' }),
    zones: Collection.openapi({
      description:
        'Polygons, lightest level first: {endpoint, threshold, unit, kind, label, arrivalS, extentM, escalation, people}',
    }),
    uncertainty: Collection.openapi({
      description: 'Outlines that the zones cover while the wind turns by ±turnDeg: {endpoint, turnDeg}',
    }),
    unreached: z.array(z.any()).openapi({ description: 'Levels that are reached nowhere' }),
    profile: z.object({ distanceM: z.array(z.number()), value: z.array(z.number()), unit: z.string() }),
    people: People.openapi({ description: 'Inside the outermost zone, area-weighted; null = not computed' }),
    targets: z.object({
      byClass: z.record(z.string(), z.object({ count: z.int(), day: z.int(), night: z.int() })),
      count: z.int(),
      features: Collection,
    }),
    pipelines: Objects,
    majorHazards: Objects,
    models: z.array(
      z.object({ id: z.string(), version: z.string(), validity: z.enum(['in', 'edge', 'out']) }),
    ),
    tables: z.record(z.string(), z.string()),
    possible: z
      .array(z.enum(scenarioIds))
      .openapi({ description: 'Scenarios of this substance in this weather' }),
    validity: z
      .enum(['in', 'edge', 'out'])
      .nullable()
      .openapi({ description: 'The worst of the chain; null = no data, nothing was computed' }),
    reasons: z.array(TextOutput),
    assumptions: z.array(TextOutput),
    sources: z.array(z.string()),
  })
  .openapi('ScenarioOutputs');

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
    targets: { byClass: byClass(reached.targets), ...objects(reached.targets) },
    pipelines: objects(reached.pipelines),
    majorHazards: objects(reached.majorHazards),
    ...outcome,
    models: [...outcome.models],
    possible: [...outcome.possible],
    reasons: [...outcome.reasons],
    assumptions: [...asked.remarks, ...outcome.assumptions, ...(effects ? PEOPLE_ASSUMPTIONS : [])],
    sources: [...outcome.sources],
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
