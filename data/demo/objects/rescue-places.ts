/** Places that help in the demo city: depots, shelters, hospitals, stations, water, helipads, lookouts. 模拟数据. */
import { scaled } from '../ground.ts';
import { telephone } from '../persons.ts';
import { pick, type Random } from '../random.ts';
import { squareAt } from '../raster.ts';
import type { Institution } from './institutions.ts';
import { RESOURCE_COUNTS, type ResourceDraft, usable } from './resource-draft.ts';
import type { Site, Sites, Wishes } from './sites.ts';

const SHELTER_LEVELS = ['紧急避难场所', '紧急避难场所', '固定避难场所', '中心避难场所'];

export function* shelters(
  sites: Sites,
  institutions: readonly Institution[],
  random: Random,
): Generator<ResourceDraft> {
  const hosts = institutions.filter(({ kind }) => kind === 'school' || kind === 'sports');
  const upgraded = scaled(RESOURCE_COUNTS.sheltersUpgraded, sites.ground.scale);
  const count = upgraded + scaled(RESOURCE_COUNTS.sheltersOther, sites.ground.scale);
  const choose = sites.chooser({ people: 1 }, 0.7);
  const first = Math.floor(random() * hosts.length);
  for (let i = 0; i < count; i++) {
    const hosted = i % 3 !== 2 && i < hosts.length;
    const host = hosts[(first + i) % hosts.length]!;
    const site = hosted ? sites.near(host.site, 60, random) : sites.stand(choose(random), 0.6, random);
    const place = hosted
      ? host.name
      : `${sites.townshipOf(site.face)}${pick(['公园', '广场', '文化广场', '绿地'], random)}`;
    const level = i < upgraded ? '固定避难场所（已提升）' : pick(SHELTER_LEVELS, random);
    const areaM2 = Math.round(
      (level.startsWith('中心') ? 50_000 : level.startsWith('固定') ? 9000 : 1500) * (0.7 + 1.6 * random()),
    );
    const each = level.startsWith('中心') ? 4.5 : level.startsWith('固定') ? 3 : 1.2;
    yield {
      kind: 'shelter',
      site,
      name: `${place}避难场所`,
      values: {
        state: random() < 0.96 ? 'ready' : 'unavailable',
        organisation: `${sites.countyOf(site.face)}应急管理局`,
        level,
        area_m2: areaM2,
        capacity: Math.floor(areaM2 / each / 10) * 10,
        public_phone: telephone(random),
      },
    };
  }
}

export function* hospitals(
  sites: Sites,
  institutions: readonly Institution[],
  random: Random,
): Generator<ResourceDraft> {
  for (const { kind, name, site, beds, level } of institutions) {
    if (kind !== 'hospital') continue;
    yield {
      kind: 'hospital',
      site: sites.near(site, 25, random),
      name,
      values: {
        state: 'ready',
        organisation: name,
        level,
        beds,
        skills: level === '三级' ? '烧伤、中毒、创伤急救' : level === '二级' ? '创伤急救' : '基本医疗',
        vehicles: level === '三级' ? 8 : level === '二级' ? 4 : 1,
        public_phone: telephone(random),
      },
    };
  }
}

export function* stations(sites: Sites, random: Random): Generator<ResourceDraft> {
  const { hierarchy, settling, scale } = sites.ground;
  const { county, township } = hierarchy.levels;
  const people = township.map((unit) =>
    unit.faces.reduce((sum, face) => sum + settling.population[face]!, 0),
  );
  const busiest = township.map((_, i) => i).sort((a, b) => people[b]! - people[a]! || a - b);
  // one each, then a second one where most people live
  for (let i = 0; i < scaled(RESOURCE_COUNTS.safetyStations, scale); i++) {
    const unit = township[busiest[i % busiest.length]!]!;
    const round = Math.floor(i / busiest.length);
    const face =
      round === 0
        ? unit.seat
        : pick(
            unit.faces.filter((one) => settling.population[one]! > 0),
            random,
          );
    yield {
      kind: 'safety_station',
      site: sites.stand(face, 0.8, random),
      name: `${unit.name.zh}应急（安监）站${round === 0 ? '' : `第${round + 1}站`}`,
      values: {
        state: 'ready',
        organisation: `${unit.name.zh}人民政府`.replace('街道人民政府', '街道办事处'),
        level: '乡镇（街道）级',
        headcount: 3 + Math.floor(random() * 9),
        vehicles: 1,
      },
    };
  }
  const seats = [
    { face: hierarchy.levels.city[0]!.seat, name: '望澜市应急指挥中心', level: '市级' },
    ...county.map((unit) => ({ face: unit.seat, name: `${unit.name.zh}应急指挥中心`, level: '县（区）级' })),
    { face: sites.chooser({ port: 1 })(random), name: '东港港区应急指挥中心', level: '园区级' },
    { face: sites.chooser({ chemical: 1 })(random), name: '望澜化工园区应急指挥中心', level: '园区级' },
  ];
  for (const { face, name, level } of seats.slice(
    0,
    scaled(RESOURCE_COUNTS.commandCentres, Math.min(1, scale)),
  )) {
    yield {
      kind: 'command_centre',
      site: sites.stand(face, 0.8, random),
      name,
      values: {
        state: 'ready',
        organisation: name.replace('指挥中心', '管理局'),
        level,
        headcount: 12 + Math.floor(random() * 40),
      },
    };
  }
}

export function* worksAndWater(sites: Sites, random: Random): Generator<ResourceDraft> {
  const { scale, terrain } = sites.ground;
  const each = function* (count: number, where: Wishes, even: number, atRoad: number): Generator<Site> {
    const choose = sites.chooser(where, even);
    for (let i = 0; i < scaled(count, scale); i++) yield sites.stand(choose(random), atRoad, random);
  };
  for (const site of each(RESOURCE_COUNTS.lookouts, { hill: 1 }, 0.7, 0.05)) {
    yield {
      kind: 'lookout',
      site,
      name: `${sites.townshipOf(site.face)}森林防火瞭望台`,
      values: { state: usable(random), organisation: '望澜市林业局', headcount: 2 },
    };
  }
  for (const site of each(RESOURCE_COUNTS.helipads, { people: 0.4, hill: 0.3, coast: 0.3 }, 0.6, 0.4)) {
    yield {
      kind: 'helipad',
      site,
      name: `${sites.townshipOf(site.face)}直升机临时起降点`,
      values: { state: usable(random), area_m2: 400 + 100 * Math.floor(random() * 12) },
    };
  }
  for (const site of each(
    RESOURCE_COUNTS.waterSources,
    { people: 0.4, open: 0.35, hill: 0.15, industry: 0.1 },
    0.7,
    0.5,
  )) {
    const natural = terrain.riverKm[squareAt(...site.at)]! < 0.8;
    yield {
      kind: 'water_source',
      site,
      name: `${sites.townshipOf(site.face)}${natural ? '河道消防取水点' : '消防水池'}`,
      values: {
        state: usable(random),
        level: natural ? '天然水源' : '人工水源',
        organisation: `${sites.townshipOf(site.face)}消防安全委员会`,
      },
    };
  }
  const towns: Wishes = { centre: 0.3, people: 0.45, industry: 0.12, port: 0.05, chemical: 0.08 };
  let number = 0;
  for (const site of each(RESOURCE_COUNTS.hydrants, towns, 0.75, 1)) {
    number++;
    yield {
      kind: 'hydrant',
      site,
      name: `${site.street}${number}号消火栓`,
      values: {
        state: usable(random),
        level: random() < 0.85 ? '室外地上式' : '室外地下式',
        organisation: '望澜市水务集团',
      },
    };
  }
}

export function* depots(sites: Sites, random: Random): Generator<ResourceDraft> {
  const { hierarchy, scale } = sites.ground;
  const choose = sites.chooser({ people: 0.5, fringe: 0.5 }, 0.6);
  const seats = [hierarchy.levels.city[0]!, ...hierarchy.levels.county];
  for (let i = 0; i < scaled(RESOURCE_COUNTS.depots, scale); i++) {
    const unit = seats[i];
    const site = sites.stand(
      unit
        ? pick(
            unit.faces.filter((face) => sites.ground.settling.population[face]! > 0),
            random,
          )
        : choose(random),
      0.8,
      random,
    );
    yield {
      kind: 'depot',
      site,
      name: unit ? `${unit.name.zh}救灾物资储备库` : `${sites.townshipOf(site.face)}救灾物资储备点`,
      values: {
        state: 'ready',
        organisation: unit ? `${unit.name.zh}应急管理局` : `${sites.countyOf(site.face)}应急管理局`,
        level: i === 0 ? '市级' : unit ? '县（区）级' : '乡镇级',
        area_m2: Math.round((i === 0 ? 6200 : unit ? 1500 : 480) * (0.8 + 0.5 * random())),
        headcount: i === 0 ? 18 : 4,
        vehicles: i === 0 ? 6 : 1,
      },
    };
  }
}
