/** Everything on which the objects of the demo city stand: its land, people, roads, regions and enterprises. */
import type { Geometry, MultiPolygon } from 'geojson';
import type { DemoEnterprise } from './enterprises.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Mesh } from './mesh.ts';
import type { DemoRegion } from './regions.ts';
import type { Road } from './routes.ts';
import type { Settling } from './settling.ts';
import type { Terrain } from './terrain.ts';

export interface DemoGround {
  readonly scale: number;
  /** 'YYYY-MM-DD', from which all dates count back. */
  readonly today: string;
  readonly mesh: Mesh;
  readonly terrain: Terrain;
  readonly hierarchy: Hierarchy;
  readonly roads: readonly Road[];
  readonly settling: Settling;
  readonly regions: readonly DemoRegion[];
  readonly enterprises: readonly DemoEnterprise[];
  /** Face of the mesh on which each enterprise stands. */
  readonly faceOf: Int32Array;
}

/** One object of a layer: its values under the names of the declared fields; derived fields are left to the database. */
export interface DemoObject {
  /** Unique within the layer; the object's id becomes `demo:<sourceId>`. */
  readonly sourceId: string;
  /** WGS84 lon/lat. */
  readonly geometry: Geometry;
  /** Border of the plant around a major hazard source. */
  readonly boundary?: MultiPolygon;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** Rows of the tables in data/layers/details.ts; `owner_id` is `demo:<sourceId>` of the owner, of a region its code. */
export type DemoDetail = Readonly<Record<string, string | number | null>>;

/** How many objects a full-size list has at this scale: at least one, so that no list is ever empty. */
export const scaled = (count: number, scale: number): number => Math.max(1, Math.round(count * scale));
