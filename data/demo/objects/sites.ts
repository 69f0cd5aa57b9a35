/** Where objects of the demo city stand: choosing ground, keeping points apart, writing addresses. */
import type { DemoGround } from '../ground.ts';
import { type Km, type LonLat, toKm, toLonLat } from '../plane.ts';
import { pick, type Random, weightedChoice } from '../random.ts';
import { GROUNDS, type Ground } from '../sectors.ts';

/** A dry place of its own inside a face of the mesh. */
export interface Site {
  readonly face: number;
  readonly at: Km;
  /** WGS84 lon/lat; no other site of the city has the same. */
  readonly point: LonLat;
  /** Name of the street it stands at. */
  readonly street: string;
}

/** How much each kind of ground attracts; `people` is where people live. */
export type Wishes = Readonly<Partial<Record<Ground | 'people', number>>>;

export interface Sites {
  readonly ground: DemoGround;
  /** Draws faces by what stands there; `even` below 1 spreads them out. Throws when no ground fits. */
  chooser(wishes: Wishes, even?: number): (random: Random) => number;
  /** A place on the face, at a road with this likelihood. */
  stand(face: number, atRoad: number, random: Random): Site;
  /** Another place on the same face, at most so many metres away. */
  near(site: Pick<Site, 'face' | 'at' | 'street'>, mostM: number, random: Random): Site;
  /** Where an enterprise stands, by its index. */
  enterprise(index: number): Pick<Site, 'face' | 'at' | 'street'>;
  /** Name of the township without its kind: 海澄 of 海澄街道. */
  townshipOf(face: number): string;
  countyOf(face: number): string;
  address(site: Pick<Site, 'face' | 'street'>, random: Random): string;
}

const stem = (name: string) => name.replace(/(街道|镇|乡)$/, '');
const SIDES = [...'东西南北中新'];

/** Prepares the ground. The sites remember the points they gave out, so that no two objects share one. */
export function prepareSites(ground: DemoGround): Sites {
  const { settling, hierarchy, enterprises, faceOf } = ground;
  const { township, county } = hierarchy.levels;
  const townshipIndex = new Int32Array(settling.areaKm2.length);
  township.forEach((unit, i) => {
    for (const face of unit.faces) townshipIndex[face] = i;
  });
  const unitOf = (face: number) => township[townshipIndex[face]!]!;
  const amounts: Record<Ground | 'people', Float64Array> = {
    ...settling.ground,
    people: settling.population,
  };
  const totals = Object.fromEntries(
    [...GROUNDS, 'people' as const].map((kind) => [kind, amounts[kind].reduce((a, b) => a + b, 0)]),
  );

  const taken = new Set<number>();
  const claim = ([lon, lat]: readonly number[]) => {
    const key = Math.round((lon! - 121) * 1e6) * 4e6 + Math.round((lat! - 29) * 1e6);
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
  for (const { point } of enterprises) claim(point);

  const townRoad = (face: number, random: Random) => `${stem(unitOf(face).name.zh)}${pick(SIDES, random)}路`;
  const stand = (face: number, atRoad: number, random: Random): Site => {
    for (let tries = 0; ; tries++) {
      const roads = settling.roadPoints[face]!;
      // a short road between waters has few dry places: whoever finds them taken stands off the road
      const road = tries < 3 && roads.length > 0 && random() < atRoad ? pick(roads, random) : undefined;
      let at = road ? settling.beside(face, road, random) : settling.point(face, random);
      // a face that is nearly all water may have one dry place: then a few steps beside it
      if (tries > 20) at = [at[0] + 0.02 * (random() - 0.5), at[1] + 0.02 * (random() - 0.5)];
      const point = toLonLat(...at);
      if (claim(point)) return { face, at, point, street: road?.road.name?.zh ?? townRoad(face, random) };
    }
  };
  const near: Sites['near'] = ({ face, at, street }, mostM, random) => {
    for (let tries = 0; tries < 12; tries++) {
      const goal = settling.point(face, random);
      const length = Math.hypot(goal[0] - at[0], goal[1] - at[1]);
      const step = Math.min(length, (mostM / 1000) * (0.15 + 0.85 * random()));
      if (length < 1e-6) continue;
      const next: Km = [
        at[0] + ((goal[0] - at[0]) * step) / length,
        at[1] + ((goal[1] - at[1]) * step) / length,
      ];
      if (!settling.dry(face, next)) continue;
      const point = toLonLat(...next);
      if (claim(point)) return { face, at: next, point, street };
    }
    return { ...stand(face, 0, random), street };
  };

  return {
    ground,
    stand,
    near,
    chooser(wishes, even = 1) {
      const weights = new Float64Array(settling.areaKm2.length);
      for (const [kind, wish] of Object.entries(wishes) as [Ground | 'people', number][]) {
        for (let face = 0; face < weights.length; face++)
          weights[face]! += (wish * amounts[kind][face]!) / totals[kind]!;
      }
      return weightedChoice(even === 1 ? weights : weights.map((weight) => weight ** even));
    },
    enterprise(index) {
      const face = faceOf[index]!;
      const { point, address } = enterprises[index]!;
      const street = /(?:街道|镇|乡)([^街道镇乡].*?)\d+号$/.exec(address)?.[1] ?? '';
      return { face, at: toKm(point), street };
    },
    townshipOf: (face) => stem(unitOf(face).name.zh),
    countyOf: (face) => county[unitOf(face).parent]!.name.zh,
    address(site, random) {
      const unit = unitOf(site.face);
      const place = `望澜市${county[unit.parent]!.name.zh}${unit.name.zh}${site.street}`;
      return `${place}${1 + Math.floor(random() * 399)}号`;
    },
  };
}
