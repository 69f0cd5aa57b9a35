/** The question to the server whose answer is what the map shows of a layer: the same filters, day and box. */
import type { LayerId } from '../../../data/layers/all.ts';
import type { RegionLevel } from '../../../data/layers/regions.ts';
import { LAYER_FACTS } from '../../../tiles/layer-facts.ts';
import { dayQuery } from '../../map/past.ts';
import type { LayerShown, Shown } from '../../map/props.ts';

/** More than this nobody reads one by one. */
export const MOST = 200;

export interface Drawn {
  readonly id: LayerId;
  readonly layer: LayerShown;
  readonly graded: boolean;
  /** Which level of regions is filled. */
  readonly level: Exclude<RegionLevel, 'city'>;
  readonly time: Shown['time'];
  /** West, south, east, north. */
  readonly view: readonly [number, number, number, number];
}

/** Query of the items of a layer; worst grade first where there are grades. */
export function drawnQuery({ id, layer, graded, level, time, view }: Drawn): URLSearchParams {
  const query = new URLSearchParams({
    limit: String(MOST),
    f: 'json',
    bbox: view.map((degrees) => degrees.toFixed(6)).join(','),
    sortby: graded ? 'grade,name' : 'name',
  });
  const filter = conditionOf(id, layer, level);
  if (filter) query.set('filter', filter);
  for (const [name, value] of Object.entries(dayQuery(id, time))) query.set(name, value);
  return query;
}

/** CQL2 text; null = everything. */
export function conditionOf(id: LayerId, layer: LayerShown, level: string): string | null {
  const { kindField } = LAYER_FACTS[id];
  const parts = [
    id === 'regions' && `level = '${level}'`,
    layer.where && `(${layer.where})`,
    layer.grades && gradeCondition(layer.grades),
    layer.kinds && kindField && `${kindField} in (${layer.kinds.map((kind) => `'${kind}'`).join(', ')})`,
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' and ');
}

function gradeCondition(grades: NonNullable<LayerShown['grades']>): string {
  const given = grades.filter((grade) => grade !== 'null');
  const parts = [
    given.length > 0 && `grade in (${given.join(', ')})`,
    grades.includes('null') && 'grade is null',
  ].filter((part) => typeof part === 'string');
  return parts.length === 1 ? String(parts[0]) : `(${parts.join(' or ')})`;
}
