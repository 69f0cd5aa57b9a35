/** Consultation zones and planning advice in the manner of HSE: the processes `consultation-zones` and `planning-advice`. */
import type { z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import { contoursOf } from '../data/risk/contours.ts';
import { largestDistanceM } from '../data/risk/siting.ts';
import { unitPoints } from '../data/risk/societal-people.ts';
import {
  ADVICE_ASSUMPTIONS,
  ADVICE_SOURCE,
  adviceFor,
  ZONE_LEVELS,
  ZONES,
  type Zone,
  zoneOf,
  zoneOfShares,
} from '../data/safety/planning-advice.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid, NotFound } from './failure.ts';
import { checkShape, type GeometryInput, shapeOf } from './geometry-input.ts';
import { declareProcess } from './process.ts';
import { type Box, readingOf } from './reading.ts';
import { boxOf } from './risk-inputs.ts';
import { sumField } from './risk-sum.ts';
import {
  AdviceInputs,
  AdviceOutputs,
  ConsultationInputs,
  ConsultationOutputs,
} from './safety-distance-contract.ts';
import { gridAround } from './safety-distance-zones.ts';
import type { Services } from './services.ts';
import { basisOf, readyIn, readyRiskAt, unitShares } from './siting-basis.ts';

const LITERATURE = ['HSE’s land use planning methodology (United Kingdom), hse.gov.uk/landuseplanning'];
const UNITS_ONLY = {
  zh: '咨询区只计重大危险源单元，不含管道；边界按网格插值',
  en: 'The zones are of the major hazard units, without pipelines; their borders are interpolated on a grid',
};
/** Cells of the grid in which zones are drawn. */
const CELLS = 600_000;

/** The process: the zones around a unit, or around all units in a box together. */
export const consultationZones = declareProcess({
  id: 'consultation-zones',
  title: { zh: '土地利用咨询区', en: 'Consultation zones' },
  description: {
    zh: '内、中、外区：个人风险 1×10⁻⁵、1×10⁻⁶、3×10⁻⁷ 每年（英国 HSE 的做法，不是中国法规）；一个单元，或范围内的全部单元合计。决策参考。',
    en: 'Inner, middle and outer zone at 1e-5, 1e-6 and 3e-7 a year (practice of HSE, not Chinese law), of one unit or of all units in a box together. Decision support.',
  },
  inputs: ConsultationInputs,
  outputs: ConsultationOutputs,
  run: async (services, who, { unitId, bbox }) => {
    const hazards = readingOf('major_hazards', who);
    if (!unitId === !bbox) throw new Invalid(valueProblem('/inputs/bbox', bbox ? 'choice' : 'required'));
    const box = bbox ? boxOf(bbox, '/inputs/bbox') : await placeOf(services, who, hazards.table, unitId!);
    const ready = await readyIn(services, who, box, { add: [], remove: [], pipelines: false });
    const asked = ready.units.filter(({ id, lon, lat }) =>
      unitId ? id === unitId : lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3],
    );
    const computed = asked.filter(({ kernel }) => kernel.nodes > 0);
    const zones = computed.length > 0 ? await zonesOf(services, who, computed) : [];
    return JSON.stringify({
      zones: { type: 'FeatureCollection', features: zones },
      source: ADVICE_SOURCE,
      ...basisOf(
        services,
        { ...ready, units: asked },
        { assumptions: [UNITS_ONLY, ...ADVICE_ASSUMPTIONS], literature: LITERATURE },
      ),
    } satisfies z.input<typeof ConsultationOutputs>);
  },
});

async function placeOf(services: Services, who: Who, table: string, unitId: string): Promise<Box> {
  // a zero byte is in no id, and PostgreSQL refuses it
  if (unitId.includes('\0')) throw new NotFound();
  const [row] = await services.database.as(
    who,
    (session) =>
      session.query<{ lon: number; lat: number }>(
        `select st_x(geom) as lon, st_y(geom) as lat
from ${table}
where id = $1::text`,
        [unitId],
      ),
    { readOnly: true },
  );
  if (!row) throw new NotFound();
  return [row.lon, row.lat, row.lon, row.lat];
}

async function zonesOf(services: Services, who: Who, units: Parameters<typeof sumField>[0]) {
  // several units add up, so that their lines lie a little farther out than those of each
  const farthest = Math.max(...units.map(({ kernel }) => largestDistanceM(kernel, ZONE_LEVELS.outer / 4)));
  const grid = gridAround(units, farthest + 200, CELLS);
  const values = await sumField(units, [], grid);
  const lines = contoursOf(values, grid, [ZONE_LEVELS.outer, ZONE_LEVELS.middle, ZONE_LEVELS.inner]);
  return services.database.as(
    who,
    async (session) => {
      const features = [];
      for (const zone of ['outer', 'middle', 'inner'] as const) {
        const line = lines.features.find(({ properties }) => properties.irPerYr === ZONE_LEVELS[zone]);
        if (!line) continue;
        const area = await areaWithin(session, line.geometry);
        if (area)
          features.push({
            type: 'Feature' as const,
            properties: { zone, irPerYr: ZONE_LEVELS[zone], areaKm2: area.km2 },
            geometry: JSON.parse(area.shape) as object,
          });
      }
      return features;
    },
    { readOnly: true },
  );
}

/** The area inside closed lines; a line inside another is a hole. */
async function areaWithin(session: Session, lines: object) {
  const [row] = await session.query<{ shape: string | null; km2: number }>(
    `select st_asgeojson(st_multi(area), 7) as shape,
  round((st_area(area::geography) / 1e6)::numeric, 4)::double precision as km2
from (select st_buildarea(st_setsrid(st_geomfromgeojson($1::text), 4326)) as area) as built`,
    [JSON.stringify(lines)],
  );
  return row?.shape ? { shape: row.shape, km2: row.km2 } : null;
}

/** The process: whether to advise against a development. */
export const planningAdvice = declareProcess({
  id: 'planning-advice',
  title: { zh: '规划意见', en: 'Planning advice' },
  description: {
    zh: '按英国 HSE 的做法：建设项目的敏感级别（1–4）与所在咨询区 → 建议不予建设或不反对，附理由。不是中国法规的结论。决策参考。',
    en: 'As HSE does: sensitivity level of the development (1–4) by the zone it lies in → advise against or do not advise against, with the reason. Not a finding under Chinese law. Decision support.',
  },
  inputs: AdviceInputs,
  outputs: AdviceOutputs,
  run: async (services, who, inputs) => {
    readingOf('major_hazards', who);
    const { point, geometry, development } = inputs;
    if (!point === !geometry) throw new Invalid(valueProblem('/inputs/point', point ? 'choice' : 'required'));
    const place = (geometry ?? point) as GeometryInput;
    const shape = shapeOf(place, geometry ? '/inputs/geometry' : '/inputs/point');
    if (geometry)
      await services.database.as(who, (session) => checkShape(session, shape, '/inputs/geometry'), {
        readOnly: true,
      });
    const ready = await readyIn(services, who, shape.box, inputs);
    const points = pointsOf(place);
    const risks = points.map(([lon, lat]) => readyRiskAt(ready, lon, lat));
    const shares = { inner: 0, middle: 0, outer: 0, outside: 0 } satisfies Record<Zone, number>;
    for (const risk of risks) shares[zoneOf(risk)] += 1 / risks.length;
    for (const zone of ZONES) shares[zone] = Number(shares[zone].toFixed(4));
    const worst = points[risks.indexOf(Math.max(...risks))]!;
    return JSON.stringify({
      ...adviceFor(development, zoneOfShares(shares)),
      maxIrPerYr: Math.max(...risks),
      shares,
      units: unitShares(ready, ...worst).units,
      source: ADVICE_SOURCE,
      ...basisOf(services, ready, { assumptions: [...ADVICE_ASSUMPTIONS], literature: LITERATURE }),
    } satisfies z.input<typeof AdviceOutputs>);
  },
});

/** Lines are asked every so many metres, areas at some forty points and their corners. */
const STEP_M = 25;
const MOST_POINTS = 2_000;

function pointsOf(place: GeometryInput): [number, number][] {
  const flat = (line: readonly (readonly number[])[]) =>
    line.map(([lon, lat]): [number, number] => [lon!, lat!]);
  switch (place.type) {
    case 'Point':
      return flat([place.coordinates]);
    case 'MultiPoint':
      return flat(place.coordinates).slice(0, MOST_POINTS);
    case 'LineString':
      return along(flat(place.coordinates));
    case 'MultiLineString':
      return place.coordinates.flatMap((line) => along(flat(line))).slice(0, MOST_POINTS);
    case 'Polygon':
      return unitPoints({ polygons: [place.coordinates], day: 0, night: 0 });
    case 'MultiPolygon':
      return unitPoints({ polygons: place.coordinates, day: 0, night: 0 });
  }
}

function along(line: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = [[...line[0]!]];
  for (let i = 1; i < line.length; i++) {
    const [[aLon, aLat], [bLon, bLat]] = [line[i - 1]!, line[i]!];
    const metres = Math.hypot((bLon - aLon) * Math.cos((aLat * Math.PI) / 180), bLat - aLat) * 111_195;
    const steps = Math.min(MOST_POINTS, Math.max(1, Math.ceil(metres / STEP_M)));
    for (let k = 1; k <= steps && found.length < MOST_POINTS; k++)
      found.push([aLon + (k / steps) * (bLon - aLon), aLat + (k / steps) * (bLat - aLat)]);
  }
  return found;
}
