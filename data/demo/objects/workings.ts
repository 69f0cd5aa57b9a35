/** Mines, filling stations and fireworks of the demo city: dangerous goods and workings with an address. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { addDays } from '../days.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { nameSupply } from '../names.ts';
import type { Km } from '../plane.ts';
import { mulberry32, pick, weightedChoice } from '../random.ts';
import { centreOf, squareAt } from '../raster.ts';
import { person } from './contacts.ts';
import { countryOf, peopleWithin, serial } from './country.ts';
import { Apart, dot } from './shapes.ts';
import { assessed, inspected } from './stamps.ts';

/** From a provincial-level city's work-safety report: 20 with outburst danger, 11 high-gas, 431 other mines. */
export const OUTBURST_MINES = 20;
export const HIGH_GAS_MINES = 11;
export const OTHER_MINES = 431;
/** The same report: wholesalers and retail points. */
export const FIREWORKS_WHOLESALE = 87;
export const FIREWORKS_SHOPS = 8635;

/** Coal under the western ranges; stone, sand and ore in all hills, where a road is near. */
export function buildMines(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(431);
  const supply = nameSupply(random);
  const taken = new Apart();
  const hills = (square: number) => {
    const high = terrain.height[square]!;
    if (high < 0.08 || high > 0.65 || terrain.urban[square]! > 0.12) return 0;
    return 1 / (0.4 + country.roadKm[square]!);
  };
  const coalPlace = country.squares((square) => (centreOf(square)[0] < -11 ? hills(square) : 0));
  const place = country.squares(hills);
  const out: DemoObject[] = [];
  const add = (count: number, apartKm: number, coal?: '煤与瓦斯突出' | '高瓦斯') => {
    for (let i = scaled(count, ground.scale); i > 0; i--) {
      let at = coal ? coalPlace(random) : place(random);
      for (let tries = 0; tries < 60 && !taken.take(at, apartKm); tries++)
        at = coal ? coalPlace(random) : place(random);
      const home = country.home(at);
      const goods = coal
        ? '煤矿'
        : pick(['采石场', '采石场', '砂石矿', '萤石矿', '铁矿', '高岭土矿', '石灰石矿'], random);
      const pit = !coal && random() < 0.22;
      const idle = random() < 0.12;
      const chance = random();
      const grade: Grade =
        coal === '煤与瓦斯突出'
          ? chance < 0.8
            ? 1
            : 2
          : coal
            ? chance < 0.3
              ? 1
              : 2
            : pit
              ? chance < 0.3
                ? 2
                : 3
              : chance < 0.06
                ? 2
                : chance < 0.6
                  ? 3
                  : 4;
      out.push({
        sourceId: serial(coal ? 'CM' : 'MI', out.length, 4),
        geometry: dot(at),
        values: {
          name: `${home.short}${supply().zh}${goods}`,
          kind: coal ? 'coal_mine' : 'mine',
          sector: coal ? 'coal_mine' : 'mine',
          threatened_people: Math.round((coal ? 120 : pit ? 40 : 14) * (0.4 + 1.6 * random())),
          monitored: coal || pit || random() < 0.3 ? 'yes' : 'no',
          responsible_unit: `${home.county}应急管理局`,
          description: coal
            ? `${coal}矿井${idle ? '，停产' : ''}`
            : `${pit ? '地下开采' : '露天开采'}${idle ? '，停产' : ''}`,
          ...person(random),
          ...inspected(180, today, random, { never: 0.03, overdue: 0.08 }),
          ...assessed(random() < 0.04 ? null : grade, today, random),
        },
      });
    }
  };
  add(OUTBURST_MINES, 0.5, '煤与瓦斯突出');
  add(HIGH_GAS_MINES, 0.5, '高瓦斯');
  add(OTHER_MINES, 0.25);
  return out;
}

/** The filling stations among the enterprises, one object each: the same place, name and grade. */
export function buildFillingStations(ground: DemoGround): DemoObject[] {
  const { enterprises, today } = ground;
  const random = mulberry32(220);
  const stations = enterprises.filter(({ sector }) => sector === 'fuel_station');
  // So small a city may have none by chance: then its first enterprise sells fuel as well.
  const chosen = stations.length > 0 ? stations : enterprises.slice(0, 1);
  return chosen.map((enterprise, index) => ({
    sourceId: serial('FS', index, 4),
    geometry: { type: 'Point', coordinates: [...enterprise.point] },
    values: {
      name: enterprise.name,
      kind: 'filling_station',
      sector: 'fuel_station',
      monitored: random() < 0.8 ? 'yes' : 'no',
      responsible_unit: enterprise.name,
      description: `${pick(['加油站', '加油站', '加油站', '加油加气站', '加气站'], random)}，企业编号 ${enterprise.sourceId}`,
      contact_name: enterprise.contactName,
      contact_phone: enterprise.contactPhone,
      ...inspected(365, today, random, { never: 0.02, overdue: 0.05 }),
      grade: enterprise.grade,
      assessed_on: enterprise.assessedOn,
      review_due: enterprise.reviewDue,
    },
  }));
}

/** Depots in lonely ground at the edge of towns. */
export function buildFireworksDepots(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(87);
  const supply = nameSupply(random);
  const taken = new Apart();
  const place = country.squares((square) => {
    const lonely =
      terrain.urban[square]! < 0.06 && terrain.height[square]! < 0.35 && terrain.industry[square]! < 0.1;
    return lonely ? 1 / (0.3 + country.roadKm[square]!) ** 2 : 0;
  });
  return Array.from({ length: scaled(FIREWORKS_WHOLESALE, ground.scale) }, (_, index): DemoObject => {
    let at = place(random);
    for (let tries = 0; tries < 60 && !taken.take(at, 0.7); tries++) at = place(random);
    const home = country.home(at);
    const chance = random();
    return {
      sourceId: serial('FD', index, 4),
      geometry: dot(at),
      values: {
        name: `${home.short}${supply().zh}烟花爆竹批发仓库`,
        kind: 'fireworks_wholesale',
        sector: 'fireworks',
        threatened_people: peopleWithin(ground, at, 0.3),
        monitored: random() < 0.9 ? 'yes' : 'no',
        responsible_unit: `${home.county}应急管理局`,
        description: `${pick(['1.1 级', '1.3 级', '1.3 级'], random)}仓库 ${2 + Math.floor(random() * 6)} 栋`,
        ...person(random),
        ...inspected(180, today, random, { never: 0.02, overdue: 0.06 }),
        ...assessed(random() < 0.03 ? null : chance < 0.25 ? 1 : chance < 0.8 ? 2 : 3, today, random),
      },
    };
  });
}

/** Shops along the streets where people live; fewer in the heart of the city, where fireworks may not be lit. */
export function buildFireworksShops(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { mesh, settling, terrain, today } = ground;
  const random = mulberry32(8635);
  const weights = mesh.sites.map((site, face) => {
    const core = terrain.urban[squareAt(...site)]! > 0.55 ? 0.25 : 1;
    return settling.roadPoints[face]!.length > 0 ? core * settling.population[face]! ** 0.75 : 0;
  });
  const choose = weightedChoice(weights);
  const keepers = '陈林王李张黄吴周徐朱沈郑胡许何郭叶高罗宋';
  return Array.from({ length: scaled(FIREWORKS_SHOPS, ground.scale) }, (_, index): DemoObject => {
    const face = choose(random);
    const road = pick(settling.roadPoints[face]!, random);
    const at: Km = settling.beside(face, road, random);
    const home = country.home(mesh.sites[face]!);
    const ends = addDays(today, Math.floor(random() * 380) - 20);
    const chance = random();
    return {
      sourceId: serial('FW', index),
      geometry: dot(at),
      values: {
        name: `${home.short}${pick([...keepers], random)}记烟花爆竹零售点 ${index + 1} 号`,
        kind: 'fireworks_shop',
        sector: 'fireworks',
        monitored: 'no',
        responsible_unit: `${home.township}应急管理站`,
        description: `${road.road.name?.zh ?? '村道'}旁；许可证有效期至 ${ends}`,
        ...person(random),
        ...inspected(365, today, random, { never: 0.05, overdue: 0.08 }),
        ...assessed(
          random() < 0.05 ? null : chance < 0.002 ? 1 : chance < 0.07 ? 2 : chance < 0.6 ? 3 : 4,
          today,
          random,
        ),
      },
    };
  });
}
