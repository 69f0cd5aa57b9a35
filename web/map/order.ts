/** The layers in the reader's order: style layers change places among themselves, so that names and water keep theirs. */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import { layerOf } from './style-layer.ts';

interface Named {
  /** Of the style layer. */
  readonly id: string;
  /** Of the layer of the register that it draws. */
  readonly of: LayerId | undefined;
}

/** Ids of style layers bottom up, once the ordered layers (top first) have taken each other's places. */
export function ordered(layers: readonly Named[], order: readonly LayerId[]): string[] {
  const moves = ({ of }: Named) => of !== undefined && of !== 'regions' && order.includes(of);
  const next = order.toReversed().flatMap((of) => layers.filter((layer) => layer.of === of && moves(layer)));
  return layers.map((layer) => (moves(layer) ? (next.shift()?.id ?? layer.id) : layer.id));
}

/** Puts the layers of the map into this order; [] = as in the style. What tools laid between stays where it is. */
export function showOrder(map: MapLibreMap, style: StyleSpecification, order: readonly LayerId[]): void {
  const layers = style.layers.map((layer) => ({ id: layer.id, of: layerOf(layer) }));
  const owners = new Map(layers.map(({ id, of }) => [id, of]));
  const wanted = ordered(layers, order).filter((id) => map.getLayer(id));
  const own = new Set(wanted);
  const now = map.getLayersOrder().filter((id) => own.has(id));
  if (now.length === wanted.length && now.every((id, at) => id === wanted[at])) return;
  for (let at = wanted.length - 2; at >= 0; at--) {
    const id = wanted[at];
    const of = id && owners.get(id);
    if (id && of && of !== 'regions') map.moveLayer(id, wanted[at + 1]);
  }
}
