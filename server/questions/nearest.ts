/** The nearest objects of several layers to a place, along the geodesic: the process `nearest`. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid, NotFound } from '../failure.ts';
import { PointInput, shapeOf } from '../geometry-input.ts';
import { type FeatureRow, featureColumns, featureText } from '../ogc/feature.ts';
import { declareProcess } from '../process.ts';
import { type AddParam, parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { type Area, inArea, metresSql } from './area.ts';
import { type Asked, askedOf, checkAsked, narrowed } from './asked.ts';
import { FeaturesOutput, FilterInput, KindsInput, LayersInput } from './inputs.ts';
import { holdsStock, StockInput, type StockLine, stockOf } from './stock.ts';

/**
 * Radii of the rings that are searched in turn, metres; beyond the last the whole layer is asked. The order by `<->`
 * of the spatial index is planar in degrees and would name the wrong neighbour east or north.
 */
const RINGS_M = [250, 1_000, 4_000, 16_000, 64_000, 256_000];

const NearestInputs = z
  .strictObject({
    layers: LayersInput,
    point: PointInput,
    limit: z.int().min(1).max(100).default(5).openapi({ description: 'Objects in all / 总数' }),
    by: z.enum(['straight', 'road']).default('straight'),
    filter: FilterInput.optional(),
    kinds: KindsInput.optional(),
    stock: StockInput.optional(),
  })
  .openapi('NearestInputs');
type NearestInputs = z.output<typeof NearestInputs>;

/** The process: the nearest objects to a point. */
export const nearest = declareProcess({
  id: 'nearest',
  title: { zh: '最近的是什么', en: 'What is nearest' },
  description: {
    zh: '离一点最近的要素，按测地直线距离排列；可按类别、过滤条件和库存物资（stock）缩小。',
    en: 'Objects nearest to a point by geodesic distance; narrowed by kinds, filter and goods in stock.',
  },
  inputs: NearestInputs,
  outputs: FeaturesOutput.openapi('NearestOutputs'),
  run: answer,
});

interface Found {
  readonly layer: string;
  readonly row: FeatureRow & { readonly distance_m: number };
  readonly asked: Asked;
}

/**
 * A FeatureCollection as JSON text, nearest first, of equally near ones by layer and id. `distanceM` and `straightM`
 * are geodesic metres to the object's nearest point, 0 inside. Throws NotFound, Invalid.
 */
async function answer(services: Services, who: Who, inputs: NearestInputs): Promise<string> {
  if (inputs.by === 'road') {
    throw new Invalid(
      valueProblem('/inputs/by', 'choice', {
        zh: '尚不能按道路距离查询，请用 straight',
        en: 'Distances by road are not available yet; use straight',
      }),
    );
  }
  const asked = askedOf(inputs, who);
  // goods are known to the staff only
  if (inputs.stock && who.role === 'public') throw new NotFound();
  if (inputs.stock && !inputs.layers.includes('resources'))
    throw new Invalid(valueProblem('/inputs/layers', 'choice', STOCK_NEEDS_RESOURCES));
  const shape = shapeOf(inputs.point, '/inputs/point');
  return services.database.as(
    who,
    async (session) => {
      for (const one of asked) await checkAsked(session, one);
      let found: Found[] = [];
      for (const radiusM of [...RINGS_M, undefined]) {
        found = await ring(session, asked, inputs, { shape, radiusM: radiusM ?? 0 }, radiusM === undefined);
        const farthest = found[inputs.limit - 1];
        // distances are rounded to millimetres: one that rounds to the ring's edge may have equals outside
        if (farthest && radiusM !== undefined && farthest.row.distance_m < radiusM - 0.001) break;
      }
      const stock = inputs.stock ? await stockOf(session, inputs.stock, idsOfResources(found)) : new Map();
      return `{"type":"FeatureCollection","features":[${found.map((one) => text(one, stock)).join(',')}]}`;
    },
    { readOnly: true },
  );
}

const STOCK_NEEDS_RESOURCES = {
  zh: '只有应急资源（resources）有库存',
  en: 'Only the layer resources has goods in stock',
};

/** The nearest of all layers inside a ring, or anywhere. */
async function ring(
  session: Session,
  asked: readonly Asked[],
  { limit, stock }: NearestInputs,
  area: Area,
  anywhere: boolean,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of asked) {
    const { values, add } = parameters();
    const conditions = [
      ...(anywhere ? [] : [inArea(one.reading, area, add)]),
      ...narrowed(one, add),
      ...(stock && one.reading.layer.id === 'resources' ? [holdsStock(stock, add)] : []),
    ];
    const rows = await session.query<Found['row']>(
      `select ${featureColumns(one.reading)}, ${distance(area, add)} as distance_m
from ${one.reading.table}
${conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : ''}
order by distance_m, id collate "C"
limit ${add(limit)}::integer`,
      values,
    );
    found.push(...rows.map((row) => ({ layer: one.reading.layer.id, row, asked: one })));
  }
  // the sort is stable: of equally near objects the layer asked first comes first, then the smaller id
  return found.sort((a, b) => a.row.distance_m - b.row.distance_m).slice(0, limit);
}

const distance = ({ shape }: Area, add: AddParam) => metresSql('geom', shape.sql(add));

const idsOfResources = (found: readonly Found[]) =>
  found.filter(({ layer }) => layer === 'resources').map(({ row }) => row.id);

function text({ layer, row, asked }: Found, stock: ReadonlyMap<string, readonly StockLine[]>): string {
  const distanceM = row.distance_m;
  const goods = stock.get(row.id);
  return featureText(row, asked.reading.fields, {
    layer,
    distanceM,
    straightM: distanceM,
    ...(layer === 'resources' && goods ? { stock: goods } : {}),
  });
}
