/** 视频监控 of the demo city: 165 connected enterprises with enough or too few channels, and what else is watched. 模拟数据. */
import type { CAMERA_KINDS } from '../../layers/cameras.ts';
import { type DemoObject, scaled } from '../ground.ts';
import { mulberry32, type Random } from '../random.ts';
import type { DemoMajorHazards } from './major-hazards.ts';
import type { Site, Sites, Wishes } from './sites.ts';

type Kind = (typeof CAMERA_KINDS)[number]['id'];

/** Connected enterprises of one district's report: major risk, other key enterprises, filling stations. */
export const CONNECTED = { total: 165, major: 58, fuel: 42 } as const;
/** Channels that each of them must have at least. */
export const LEAST_CHANNELS = { major: 10, key: 5, fuel: 4 } as const;

// biome-ignore format: a table; our choice
const OTHERS: readonly { kind: Kind; count: number; where: Wishes; atRoad: number; word: string }[] = [
  { kind: 'road', count: 860, where: { people: 0.6, fringe: 0.3, port: 0.1 }, atRoad: 1, word: '道路监控' },
  { kind: 'public_place', count: 640, where: { centre: 0.6, people: 0.4 }, atRoad: 0.7, word: '广场监控' },
  { kind: 'reservoir', count: 150, where: { open: 0.6, hill: 0.4 }, atRoad: 0.2, word: '水位监控' },
  { kind: 'forest', count: 120, where: { hill: 1 }, atRoad: 0, word: '林火监控' },
];

const state = (random: Random) => {
  const drawn = random();
  return drawn < 0.91 ? 'online' : drawn < 0.98 ? 'offline' : 'unknown';
};

/** Enterprises that are connected, by why they must be. */
function connected(sites: Sites, hazards: DemoMajorHazards) {
  const { enterprises, scale } = sites.ground;
  const withSource = new Set(hazards.objects.map(({ values }) => values.enterprise_id));
  const indices = enterprises.map((_, i) => i);
  const fuel = indices.filter((i) => enterprises[i]!.sector === 'fuel_station');
  const rest = indices.filter((i) => enterprises[i]!.sector !== 'fuel_station');
  const sourced = (i: number) => withSource.has(`demo:${enterprises[i]!.sourceId}`);
  const major = rest
    .filter((i) => enterprises[i]!.grade === 1)
    .sort((a, b) => Number(sourced(b)) - Number(sourced(a)) || a - b);
  const key = rest.filter((i) => enterprises[i]!.grade === 2);
  const total = scaled(CONNECTED.total, scale);
  const chosen = [
    ...major.slice(0, scaled(CONNECTED.major, scale)).map((index) => ({ index, duty: 'major' as const })),
    ...fuel.slice(0, scaled(CONNECTED.fuel, scale)).map((index) => ({ index, duty: 'fuel' as const })),
  ];
  return [
    ...chosen,
    ...key.slice(0, Math.max(0, total - chosen.length)).map((index) => ({ index, duty: 'key' as const })),
  ].map((one) => ({ ...one, sourced: sourced(one.index) }));
}

/** Invents the camera sites; about one connected enterprise in nine has fewer channels than it must. */
export function buildCameras(sites: Sites, hazards: DemoMajorHazards): readonly DemoObject[] {
  const random = mulberry32(800);
  const objects: DemoObject[] = [];
  const add = (
    kind: Kind,
    site: Site,
    name: string,
    channels: number,
    owner?: { id: string; name: string },
  ) => {
    objects.push({
      sourceId: `V${String(objects.length + 1).padStart(5, '0')}`,
      geometry: { type: 'Point', coordinates: site.point },
      values: {
        name,
        kind,
        state: state(random),
        owner_id: owner?.id ?? null,
        owner_name: owner?.name ?? null,
        channels,
      },
    });
  };
  connected(sites, hazards).forEach(({ index, duty, sourced }, n) => {
    const enterprise = sites.ground.enterprises[index]!;
    const least = LEAST_CHANNELS[duty];
    const channels =
      n % 9 === 4
        ? Math.max(1, least - 1 - Math.floor(random() * 3))
        : least + Math.floor(random() * (duty === 'fuel' ? 3 : 6));
    const kind: Kind = duty === 'fuel' ? 'filling_station' : sourced ? 'hazmat' : 'enterprise';
    add(kind, sites.near(sites.enterprise(index), 30, random), `${enterprise.name}视频监控`, channels, {
      id: `demo:${enterprise.sourceId}`,
      name: enterprise.name,
    });
  });
  for (const { kind, count, where, atRoad, word } of OTHERS) {
    const choose = sites.chooser(where, 0.7);
    for (let i = 0; i < scaled(count, sites.ground.scale); i++) {
      const site = sites.stand(choose(random), atRoad, random);
      const place = kind === 'road' ? site.street : sites.townshipOf(site.face);
      add(kind, site, `${place}${word}${i + 1}`, 1 + Math.floor(random() * 4));
    }
  }
  return objects;
}
