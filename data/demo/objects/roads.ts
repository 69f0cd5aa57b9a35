/** The roads of the demo city as a connected network with classes, speeds and lanes. 模拟数据. */
import type { ROAD_CLASSES } from '../../layers/roads.ts';
import { addDays } from '../days.ts';
import type { DemoGround, DemoObject } from '../ground.ts';
import { hash2 } from '../random.ts';
import { squareAt } from '../raster.ts';
import type { Road } from '../routes.ts';
import { harbourLand } from '../terrain.ts';
import { serial } from './country.ts';
import { type Piece, roadNetwork } from './road-network.ts';
import { lines } from './shapes.ts';

type RoadClass = (typeof ROAD_CLASSES)[number]['id'];

/** Free-flow speed in km/h (town, country) and lanes by class: our own defaults, below the design speeds of JTG B01-2014. */
const HABITS: Readonly<
  Record<RoadClass, { readonly town: number; readonly country: number; readonly lanes: number }>
> = {
  motorway: { town: 80, country: 100, lanes: 6 },
  trunk: { town: 60, country: 70, lanes: 6 },
  primary: { town: 50, country: 60, lanes: 4 },
  secondary: { town: 40, country: 50, lanes: 4 },
  tertiary: { town: 30, country: 40, lanes: 2 },
  residential: { town: 25, country: 30, lanes: 2 },
  service: { town: 20, country: 20, lanes: 2 },
  track: { town: 15, country: 15, lanes: 1 },
};

/** The class in the register of a drawn road; small streets differ by the zoom at which they appear. */
function classOf({ class: drawn, minZoom }: Road, harbour: boolean): RoadClass {
  if (drawn !== 'minor') return drawn;
  if (minZoom <= 12) return 'tertiary';
  return harbour ? 'service' : minZoom === 13 ? 'tertiary' : 'residential';
}

/** Below full size small streets are left out first, then the lanes between hamlets: what is left still hangs together. */
function keptAt(scale: number, { class: drawn, minZoom }: Road): boolean {
  return drawn !== 'minor' || scale >= 0.75 || (scale >= 0.3 && minZoom <= 12);
}

function record({ road, line }: Piece, index: number, { terrain, today }: DemoGround): DemoObject {
  const middle = line[line.length >> 1]!;
  const cls = road ? classOf(road, harbourLand(...middle) === 1) : 'tertiary';
  const town = terrain.urban[squareAt(...middle)]! > 0.25;
  const { lanes, town: slow, country: fast } = HABITS[cls];
  const built = road ? hash2(road.line.length, Math.round(road.line[0]![0] * 1000)) % 5000 : 900;
  return {
    sourceId: serial('RD', index),
    geometry: lines([line]),
    values: {
      name: road?.name?.zh ?? null,
      class: cls,
      speed_kmh: town ? slow : fast,
      oneway: 'both',
      lanes: cls === 'secondary' && !town ? 2 : lanes,
      valid_from: addDays(today, -400 - built),
    },
  };
}

/** One object between each two junctions; pieces that meet share their end points exactly. */
export function buildRoadPieces(ground: DemoGround): DemoObject[] {
  const roads = ground.roads.filter((road) => keptAt(ground.scale, road));
  return roadNetwork(roads, ground.terrain)
    .map((piece, index) => record(piece, index, ground))
    .filter(({ geometry }) => geometry.type === 'MultiLineString' && geometry.coordinates.length > 0);
}
