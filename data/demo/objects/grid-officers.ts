/** Grid officers of the demo city: one or two for most grids, a few grids without any. 模拟数据. */
import { addDays } from '../days.ts';
import { type DemoDetail, type DemoGround, scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { hash2, mulberry32 } from '../random.ts';

/** 专兼职网格员 of a city with 7,067 grids, and the grids that nobody looks after (our choice). */
export const OFFICERS = { total: 12_000, gridsWithout: 60 } as const;

/** Rows of responsibilities: at scale 1 exactly 12,000 officers in all grids but 60. */
export function buildGridOfficers({ hierarchy, scale, today }: DemoGround): DemoDetail[] {
  const random = mulberry32(12_000);
  const cells = hierarchy.levels.cell;
  const { village, township } = hierarchy.levels;
  const size = Math.min(1, scale);
  // who goes without and who has two is drawn by the grid's number, so that it does not follow the map
  const order = cells.map((_, i) => i).sort((a, b) => hash2(a, 12) - hash2(b, 12) || a - b);
  const staffed = cells.length - Math.min(scaled(OFFICERS.gridsWithout, size), cells.length - 1);
  const total = Math.max(staffed, Math.min(2 * staffed, scaled(OFFICERS.total, size)));
  return order.slice(0, staffed).flatMap((index, rank): DemoDetail[] => {
    const cell = cells[index]!;
    const home = village[cell.parent]!;
    const organisation = `${township[home.parent]!.name.zh}${home.name.zh}`;
    return Array.from({ length: rank < total - staffed ? 2 : 1 }, (_, n): DemoDetail => {
      const idle = random();
      return {
        owner_layer: 'regions',
        // a region's id is its code
        owner_id: cell.code,
        kind: 'grid_officer',
        name: personName(random),
        organisation: `${organisation}${n === 0 ? '专职网格员' : '兼职网格员'}`,
        phone: telephone(random),
        duties: n === 0 ? '网格日常巡查、隐患上报与复查' : '协助巡查与入户宣传',
        last_performed_on:
          idle < 0.04 ? null : addDays(today, -Math.floor(random() * (idle < 0.12 ? 60 : 7))),
      };
    });
  });
}
