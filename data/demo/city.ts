/** 望澜市 (Wanglan), the invented demo city: the same city for the same scale and day, on every machine. 模拟数据. */
import type { Text } from '../layer.ts';
import { type BaseFeature, buildBase, waterRings } from './base.ts';
import { addDays } from './days.ts';
import { buildEnterprises, type DemoEnterprise, ENTERPRISE_COUNT } from './enterprises.ts';
import { CITY, HARBOUR, INDUSTRY } from './geography.ts';
import type { DemoGround } from './ground.ts';
import { buildHierarchy, type Hierarchy } from './hierarchy.ts';
import type { Character } from './leaning.ts';
import { buildMesh, type Mesh } from './mesh.ts';
import { buildObjects, type DemoObjects } from './objects/all.ts';
import { hash2 } from './random.ts';
import { buildRegions, type DemoRegion } from './regions.ts';
import { buildRoads } from './routes.ts';
import { prepareSettling } from './settling.ts';
import { buildStreets } from './streets.ts';
import { buildTerrain, harbourBlock, harbourLand } from './terrain.ts';

export type { BaseFeature } from './base.ts';
export type { DemoEnterprise } from './enterprises.ts';
export type { DemoRegion } from './regions.ts';

export interface DemoCity {
  name: Text;
  /** [west, south, east, north] of the land. */
  bbox: [number, number, number, number];
  /** Parents before children. */
  regions: DemoRegion[];
  enterprises: DemoEnterprise[];
  base: BaseFeature[];
  objects: DemoObjects;
}

/** What leans the grades of each township: the chemical park, industrial parks, towns, or quiet country. */
function characters(mesh: Mesh, hierarchy: Hierarchy): Character[] {
  return hierarchy.levels.township.map((township, index) => {
    let chemical = 0;
    for (const face of township.faces) {
      const [x, y] = mesh.sites[face]!;
      if (harbourLand(x, y) === 1 && harbourBlock(x, y)[1] >= HARBOUR.chemicalFromRow) chemical++;
    }
    if (chemical > 20) return 'hot';
    const park = INDUSTRY.some(({ centre }) =>
      township.faces.some(
        (face) => Math.hypot(mesh.sites[face]![0] - centre[0], mesh.sites[face]![1] - centre[1]) < 0.7,
      ),
    );
    if (park) return 'busy';
    const rural = !township.name.zh.endsWith('街道');
    const chance = hash2(index, 31) % 100;
    if (rural) return chance < 60 ? 'calm' : chance < 84 ? 'mild' : 'plain';
    return chance < 20 ? 'calm' : chance < 80 ? 'mild' : 'plain';
  });
}

/** Two quiet country townships that nobody has assessed yet. */
function unassessedTownships(hierarchy: Hierarchy): Set<number> {
  const rural = hierarchy.levels.township
    .map((unit, i) => ({ unit, i }))
    .filter(({ unit }) => unit.name.zh.endsWith('乡'));
  return new Set([rural[3]!.i, rural[rural.length - 4]!.i]);
}

/** The land, people, roads, regions and enterprises on which the objects stand; the scale and day are as for the city. */
export function demoGround(options: { scale: number; today: string }): DemoGround {
  const { scale, today } = options;
  if (!(scale > 0 && scale <= 1000)) throw new Error(`Scale out of range: ${scale}`);
  addDays(today, 0);
  const terrain = buildTerrain();
  const mesh = buildMesh(terrain);
  const hierarchy = buildHierarchy(mesh, terrain, scale);
  const roads = [...buildRoads(mesh, terrain, hierarchy), ...buildStreets(terrain)];
  const settling = prepareSettling(mesh, terrain, roads, waterRings(terrain));
  const count = Math.round(ENTERPRISE_COUNT * scale);
  const { enterprises, faceOf } = buildEnterprises(
    count,
    today,
    hierarchy,
    settling,
    characters(mesh, hierarchy),
  );
  const unassessed = unassessedTownships(hierarchy);
  const regions = buildRegions(mesh, hierarchy, settling, enterprises, faceOf, unassessed, today);
  return { scale, today, mesh, terrain, hierarchy, roads, settling, regions, enterprises, faceOf };
}

/**
 * Builds the city. `scale` 1 has 7,067 grid cells, 1,500 villages and 13,309 enterprises; above 1 only enterprises
 * grow, below 1 cells and villages merge. Dates count back from `today` ('YYYY-MM-DD').
 * Throws when the scale is not positive or the day is malformed.
 */
export function demoCity(options: { scale: number; today: string }): DemoCity {
  const ground = demoGround(options);
  const { mesh, terrain, hierarchy, roads, regions, enterprises } = ground;
  const bbox: DemoCity['bbox'] = [180, 90, -180, -90];
  for (const edge of mesh.edges) {
    for (const [lon, lat] of edge.line) {
      bbox[0] = Math.min(bbox[0], lon);
      bbox[1] = Math.min(bbox[1], lat);
      bbox[2] = Math.max(bbox[2], lon);
      bbox[3] = Math.max(bbox[3], lat);
    }
  }
  const objects = buildObjects(ground);
  const base = buildBase(mesh, terrain, hierarchy, roads);
  return { name: CITY.name, bbox, regions: [...regions], enterprises: [...enterprises], base, objects };
}
