/** Where a danger or task lies and to whom it belongs, as far as its object or risk point says so. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Invalid } from '../failure.ts';

/** Layers whose objects may carry dangers and tasks. */
export const OBJECT_LAYERS = [
  'enterprises',
  'places',
  'parks',
  'risk_points',
  'major_hazards',
  'hazard_points',
  'pipelines',
  'lifelines',
  'resources',
  'protected_targets',
] as const;
export type ObjectLayer = (typeof OBJECT_LAYERS)[number];
const WITH_SECTOR: readonly ObjectLayer[] = [
  'enterprises',
  'places',
  'risk_points',
  'major_hazards',
  'hazard_points',
  'pipelines',
  'lifelines',
];

export const PointInput = z.strictObject({
  type: z.literal('Point'),
  coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)]),
});

export interface Placed {
  readonly objectLayer: string | null;
  readonly objectId: string | null;
  readonly objectName: string | null;
  readonly riskPointId: string | null;
  readonly sector: string | null;
  readonly lon: number;
  readonly lat: number;
}

export interface PlaceInput {
  readonly objectLayer?: ObjectLayer | undefined;
  readonly objectId?: string | undefined;
  readonly riskPointId?: string | undefined;
  readonly sector?: string | undefined;
  readonly geometry?: z.output<typeof PointInput> | undefined;
}

/** Fills in what the risk point or the object knows. @throws {Invalid} nothing says where it is, or it is not seen */
export async function placed(session: Session, asked: PlaceInput): Promise<Placed> {
  let { objectLayer, objectId, riskPointId } = asked as {
    objectLayer?: string;
    objectId?: string;
    riskPointId?: string;
  };
  let point: { name: string; sector: string | null; lon: number; lat: number } | undefined;
  if (objectLayer === 'risk_points' && riskPointId === undefined) riskPointId = objectId;
  if (riskPointId !== undefined) {
    const [found] = await session.query<{
      name: string;
      sector: string | null;
      ownerLayer: string | null;
      ownerId: string | null;
      lon: number;
      lat: number;
    }>(
      `select name, sector, owner_layer as "ownerLayer", owner_id as "ownerId", st_x(geom) as lon, st_y(geom) as lat
from fourcolor.risk_points
where id = $1::text`,
      [riskPointId],
    );
    if (!found) throw new Invalid(valueProblem('/riskPointId', 'unknown'));
    point = found;
    if (objectLayer === undefined || objectLayer === 'risk_points') {
      objectLayer = found.ownerLayer ?? 'risk_points';
      objectId = found.ownerId ?? riskPointId;
    }
  }
  let owner: { name: string; sector: string | null; lon: number; lat: number } | undefined;
  const layer = OBJECT_LAYERS.find((one) => one === objectLayer);
  if (objectLayer !== undefined && layer === undefined)
    throw new Invalid(valueProblem('/objectLayer', 'choice'));
  if (layer !== undefined) {
    if (objectId === undefined) throw new Invalid(valueProblem('/objectId', 'required'));
    [owner] = await session.query(
      `select name, ${WITH_SECTOR.includes(layer) ? 'sector' : 'null::text as sector'},
  st_x(st_pointonsurface(geom)) as lon, st_y(st_pointonsurface(geom)) as lat
from fourcolor.${layer}
where id = $1::text`,
      [objectId],
    );
    if (!owner && !point) throw new Invalid(valueProblem('/objectId', 'unknown'));
  }
  const at =
    asked.geometry?.coordinates ?? ((point ?? owner) ? [(point ?? owner)!.lon, (point ?? owner)!.lat] : null);
  if (at === null) throw new Invalid(valueProblem('/geometry', 'required'));
  return {
    objectLayer: layer ?? null,
    objectId: layer === undefined ? null : (objectId ?? null),
    objectName: owner?.name ?? point?.name ?? null,
    riskPointId: riskPointId ?? null,
    sector: asked.sector ?? point?.sector ?? owner?.sector ?? null,
    lon: at[0]!,
    lat: at[1]!,
  };
}
