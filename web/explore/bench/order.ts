/** The order of the layers on the workbench, which is the order in which the map draws them. */
import type { LayerId } from '../../../data/layers/all.ts';

/** `layers` in the reader's order: those that were ordered first, then the others as they were. */
export function inOrder<T extends { readonly id: LayerId }>(
  layers: readonly T[],
  order: readonly LayerId[],
): readonly T[] {
  const place = ({ id }: T) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...layers].sort((a, b) => place(a) - place(b));
}

/** The order once a layer has gone a step up (−1) or down (1); the same where there is no further step. */
export function moved(order: readonly LayerId[], id: LayerId, step: -1 | 1): readonly LayerId[] {
  const at = order.indexOf(id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= order.length) return order;
  return order.with(at, order[to] ?? id).with(to, id);
}
