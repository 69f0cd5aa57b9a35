/** The objects of every layer of the demo city besides regions and enterprises. 模拟数据. */
import type { LayerId } from '../../layers/all.ts';
import type { Detail } from '../../layers/details.ts';
import type { DemoDetail, DemoGround, DemoObject } from '../ground.ts';

export type DemoLayerId = Exclude<LayerId, 'regions' | 'enterprises'> | 'population';

export interface DemoObjects {
  readonly layers: Readonly<Partial<Record<DemoLayerId, readonly DemoObject[]>>>;
  readonly details: Readonly<Record<Detail['id'], readonly DemoDetail[]>>;
}

/** Builds them in the order in which they lean on each other. */
export function buildObjects(_ground: DemoGround): DemoObjects {
  return { layers: {}, details: { responsibilities: [], inventories: [], stock_lines: [] } };
}
