/** 重大危险源 of the demo city: levels computed from inventories, plant boundaries, and the four persons. 模拟数据. */
import type { MultiPolygon } from 'geojson';
import type { Grade } from '../../grade.ts';
import { gradeMajorHazard } from '../../grading/major-hazard.ts';
import { addDays } from '../days.ts';
import { HARBOUR } from '../geography.ts';
import { type DemoDetail, type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { type Km, toKm, toLonLat } from '../plane.ts';
import { mulberry32, type Random } from '../random.ts';
import { harbourBlock, harbourLand } from '../terrain.ts';
import { HAZARD_UNITS, type HazardUnit } from './hazard-units.ts';
import type { Sites } from './sites.ts';
import { assessed } from './stamps.ts';

/** 重大危险源 that one city's report counts, each with a chief. */
export const MAJOR_HAZARD_COUNT = 95;
/** Residents are those within so far outward of the boundary (GB 18218-2018). */
const EXPOSED_KM = 0.5;
const SAMPLE_KM = 0.05;
const REASSESS_DAYS = 3 * 365;

/** A fenced rectangle around an enterprise. */
interface Plant {
  readonly enterprise: number;
  readonly centre: Km;
  /** Half lengths of the sides, kilometres, and the turn of the first, radians. */
  readonly half: readonly [number, number];
  readonly turn: number;
  readonly residents: number;
  readonly boundary: MultiPolygon;
  sources: number;
}

export interface DemoMajorHazards {
  readonly objects: readonly DemoObject[];
  readonly inventories: readonly DemoDetail[];
  readonly responsibilities: readonly DemoDetail[];
}

function corner(plant: Pick<Plant, 'centre' | 'turn'>, u: number, v: number): Km {
  const [cos, sin] = [Math.cos(plant.turn), Math.sin(plant.turn)];
  return [plant.centre[0] + u * cos - v * sin, plant.centre[1] + u * sin + v * cos];
}

/** A rectangle with one corner cut for the gate, anticlockwise. */
function outline(plant: Pick<Plant, 'centre' | 'turn' | 'half'>): MultiPolygon {
  const [a, b] = plant.half;
  const ring = (
    [
      [-a, -b],
      [a, -b],
      [a, b * 0.7],
      [a * 0.8, b],
      [-a, b],
      [-a, -b],
    ] as const
  ).map(([u, v]) => toLonLat(...corner(plant, u, v)));
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}

/** Residents within 500 m outward of the fence, from the people per km² of the faces around it. */
function residentsAround(ground: DemoGround, plant: Pick<Plant, 'centre' | 'turn' | 'half'>): number {
  const { mesh, settling } = ground;
  const [a, b] = plant.half;
  let hint = 0;
  let people = 0;
  for (let u = -a - EXPOSED_KM; u <= a + EXPOSED_KM; u += SAMPLE_KM) {
    for (let v = -b - EXPOSED_KM; v <= b + EXPOSED_KM; v += SAMPLE_KM) {
      const out = Math.hypot(Math.max(0, Math.abs(u) - a), Math.max(0, Math.abs(v) - b));
      if (out === 0 || out > EXPOSED_KM) continue;
      const face = mesh.nearest(...corner(plant, u, v), hint);
      if (face < 0) continue;
      hint = face;
      people += (settling.population[face]! / settling.areaKm2[face]!) * SAMPLE_KM * SAMPLE_KM;
    }
  }
  return Math.ceil(people);
}

/** The fence: as large as the land and the neighbours allow. */
function fence(
  ground: DemoGround,
  enterprise: number,
  unit: HazardUnit,
  others: readonly Plant[],
  random: Random,
): Plant {
  const { mesh, settling, enterprises } = ground;
  const centre = toKm(enterprises[enterprise]!.point);
  const harbour = harbourLand(...centre) === 1;
  const large = unit.kind === 'production' || unit.kind === 'tank_farm';
  const room = others.reduce(
    (least, other) =>
      Math.min(
        least,
        Math.hypot(other.centre[0] - centre[0], other.centre[1] - centre[1]) - Math.hypot(...other.half),
      ),
    1,
  );
  const turn = harbour ? (-HARBOUR.turnDegrees * Math.PI) / 180 : (random() - 0.5) * 1.2;
  let long = large ? 0.11 + 0.13 * random() : 0.04 + 0.05 * random();
  const shape = 0.6 + 0.35 * random();
  long = Math.min(long, (room * 0.95) / Math.hypot(1, shape));
  const dry = (at: Km) => {
    const face = mesh.nearest(...at);
    return face >= 0 && settling.dry(face, at);
  };
  for (;;) {
    const half = [long, long * shape] as const;
    // a little beyond the fence, as borders of faces are crooked
    const around = [-1.3, 0, 1.3].flatMap((u) =>
      [-1.3, 0, 1.3].map((v) => corner({ centre, turn }, u * half[0], v * half[1])),
    );
    if (long < 0.03 || around.every(dry)) {
      const place = { centre, half, turn };
      return {
        ...place,
        enterprise,
        residents: residentsAround(ground, place),
        boundary: outline(place),
        sources: 0,
      };
    }
    long *= 0.8;
  }
}

/** Plants of a trade, worst graded first, that stand well apart from those already chosen. */
function nextPlant(
  ground: DemoGround,
  unit: HazardUnit,
  pools: Map<string, number[]>,
  plants: Plant[],
  random: Random,
): Plant {
  const shared = plants.find(
    ({ enterprise, sources }) => sources < 3 && ground.enterprises[enterprise]!.sector === unit.sector,
  );
  if (shared && unit.sector.startsWith('hazmat_') && random() < 0.35) return shared;
  let pool = pools.get(unit.sector);
  if (!pool) {
    pool = ground.enterprises
      .map((_, i) => i)
      .filter((i) => ground.enterprises[i]!.sector === unit.sector && ground.enterprises[i]!.grade !== null)
      .sort((a, b) => ground.enterprises[b]!.grade! - ground.enterprises[a]!.grade! || b - a);
    pools.set(unit.sector, pool);
  }
  while (pool.length > 0) {
    const enterprise = pool.pop()!;
    const centre = toKm(ground.enterprises[enterprise]!.point);
    const near = plants.some(
      (other) => Math.hypot(other.centre[0] - centre[0], other.centre[1] - centre[1]) < 0.32,
    );
    if (near) continue;
    const plant = fence(ground, enterprise, unit, plants, random);
    plants.push(plant);
    return plant;
  }
  if (plants.length > 0) return shared ?? plants[plants.length - 1]!;
  // a very small city may lack the trade: then any enterprise has the unit
  const plant = fence(ground, 0, unit, plants, random);
  plants.push(plant);
  return plant;
}

const GRADE_OF_LEVEL: Readonly<Record<1 | 2 | 3 | 4, Grade>> = { 1: 1, 2: 1, 3: 2, 4: 3 };
const OFFICES = ['副市长', '副区长', '管委会副主任', '应急管理局局长', '经信局局长'];
const DUTIES = {
  chief: '统筹督导重大危险源安全管理，每季度至少督查一次',
  principal: '组织建立重大危险源安全包保责任制并保证安全投入',
  technical: '组织实施安全监测监控系统建设与风险评估',
  operation: '负责日常巡检、作业管理和异常处置',
} as const;

/** Invents the sources: S, R and level come from the inventories, never the other way round. */
export function buildMajorHazards(sites: Sites): DemoMajorHazards {
  const { ground } = sites;
  const random = mulberry32(18_218);
  const pools = new Map<string, number[]>();
  const plants: Plant[] = [];
  const objects: DemoObject[] = [];
  const inventories: DemoDetail[] = [];
  const responsibilities: DemoDetail[] = [];
  const names = new Map<string, number>();
  for (let i = 0; i < scaled(MAJOR_HAZARD_COUNT, ground.scale); i++) {
    const unit = HAZARD_UNITS[i % HAZARD_UNITS.length]!;
    const plant = nextPlant(ground, unit, pools, plants, random);
    plant.sources++;
    const enterprise = ground.enterprises[plant.enterprise]!;
    const sourceId = `M${String(i + 1).padStart(4, '0')}`;
    const held = unit.held.map((one) => {
      const [least, most] = one.quantityT;
      const drawn = least + (most - least) * random();
      return { ...one, q: most < 100 ? Math.round(drawn * 10) / 10 : Math.round(drawn) };
    });
    const result = gradeMajorHazard(
      held.map(({ q, thresholdT, beta }) => ({ quantityT: q, thresholdT, beta })),
      plant.residents,
    );
    const home = sites.enterprise(plant.enterprise);
    const site = sites.near(home, Math.min(...plant.half) * 900, random);
    const first = `${enterprise.name}${unit.name}`;
    const again = (names.get(first) ?? 0) + 1;
    names.set(first, again);
    const [, row] = harbourBlock(...plant.centre);
    const inPark = harbourLand(...plant.centre) === 1 && row >= HARBOUR.chemicalFromRow;
    const recordedOn = addDays(ground.today, -20 - Math.floor(random() * 1180));
    const filed = random() > 0.04;
    objects.push({
      sourceId,
      geometry: { type: 'Point', coordinates: site.point },
      boundary: plant.boundary,
      values: {
        name: again === 1 ? first : `${first}（${again}）`,
        kind: unit.kind,
        sector: enterprise.sector,
        enterprise_id: `demo:${enterprise.sourceId}`,
        enterprise_name: enterprise.name,
        substances: held.map(({ zh, q }) => `${zh} ${q} t`).join('、'),
        s_value: result.s,
        r_value: result.r,
        exposed_people: plant.residents,
        level: result.level,
        record_no: filed ? `望危备〔${recordedOn.slice(0, 4)}〕${String(i + 1).padStart(3, '0')}号` : null,
        recorded_on: filed ? recordedOn : null,
        reassessment_due: filed ? addDays(recordedOn, REASSESS_DAYS) : null,
        online_monitoring: random() < 0.93 ? 'yes' : 'no',
        in_park: inPark ? 'yes' : 'no',
        ...assessed(
          result.level === null || i % 24 === 17 ? null : GRADE_OF_LEVEL[result.level],
          ground.today,
          random,
        ),
      },
    });
    for (const { zh, cas, hazardClass, q, thresholdT, beta, state } of held) {
      inventories.push({
        owner_id: `demo:${sourceId}`,
        substance: zh,
        cas,
        class_symbol: hazardClass,
        quantity_t: q,
        threshold_t: thresholdT,
        beta,
        state,
      });
    }
    for (const kind of ['chief', 'principal', 'technical', 'operation'] as const) {
      const idle = random();
      responsibilities.push({
        owner_layer: 'major_hazards',
        owner_id: `demo:${sourceId}`,
        kind,
        name: personName(random),
        organisation:
          kind === 'chief'
            ? `望澜市${result.level === 1 ? OFFICES[i % 2]! : OFFICES[1 + (i % 4)]!}`
            : `${enterprise.name}${{ principal: '总经理', technical: '总工程师', operation: '车间主任' }[kind]}`,
        phone: telephone(random),
        duties: DUTIES[kind],
        last_performed_on:
          idle < 0.05
            ? null
            : addDays(ground.today, -Math.floor((idle < 0.15 ? 200 : kind === 'chief' ? 80 : 14) * random())),
      });
    }
  }
  return { objects, inventories, responsibilities };
}
