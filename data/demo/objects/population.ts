/** 人口 of the demo city: residents and people by day in every grid cell. 模拟数据. */
import { addDays } from '../days.ts';
import type { DemoGround, DemoObject } from '../ground.ts';
import { apportion } from './stock.ts';

/** By day so many of the residents are where they live; the others go where work, shops and schools are. */
const AT_HOME = 0.6;
const HOUSEHOLD = 2.62;

/** One unit a cell; residents are the cell's, and both columns add up to the city's population. */
export function buildPopulation({ hierarchy, regions, settling, today }: DemoGround): readonly DemoObject[] {
  const cells = regions.filter(({ level }) => level === 'cell');
  const { centre, town, industry, port, chemical, fringe } = settling.ground;
  const draws = hierarchy.levels.cell.map(({ faces }) =>
    faces.reduce(
      (sum, face) =>
        sum +
        2600 * centre[face]! +
        700 * industry[face]! +
        500 * town[face]! +
        420 * port[face]! +
        320 * chemical[face]! +
        120 * fringe[face]!,
      0,
    ),
  );
  const total = cells.reduce((sum, { population }) => sum + population, 0);
  const home = cells.map(({ population }) => Math.floor(population * AT_HOME));
  const away = apportion(total - home.reduce((a, b) => a + b, 0), draws);
  return cells.map(({ code, name, geometry, population }, i) => ({
    sourceId: code,
    geometry,
    values: {
      name,
      residents: population,
      people_day: home[i]! + away[i]!,
      households: Math.round(population / HOUSEHOLD),
      counted_on: addDays(today, -146),
    },
  }));
}
