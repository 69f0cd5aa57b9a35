/** Which layer of the register a layer of the style draws. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import { isLayerId } from '../layers.ts';

/** Undefined for the ground and for what the screens lay over it. */
export function layerOf(layer: LayerSpecification): LayerId | undefined {
  const named = (layer.metadata as Record<string, unknown> | undefined)?.['fourcolor:layer'];
  const id = named ?? ('source' in layer ? layer.source : undefined);
  return typeof id === 'string' && isLayerId(id) ? id : undefined;
}

/** The layer of the tiles that a layer of the style draws. */
export const sourceLayerOf = (layer: LayerSpecification) =>
  'source-layer' in layer ? layer['source-layer'] : undefined;

/** Whether a layer of the style draws counted cells. */
export function drawsCells(layer: LayerSpecification): boolean {
  return sourceLayerOf(layer)?.endsWith('_cells') === true;
}

/** The layers of the register that the style draws. */
export function layersOfStyle(style: StyleSpecification): LayerId[] {
  return [...new Set(style.layers.flatMap((layer) => layerOf(layer) ?? []))];
}

/** The style without the layers of the register that nobody has asked for yet: they cost not even a request. */
export function withOnly(style: StyleSpecification, wanted: ReadonlySet<LayerId>): StyleSpecification {
  const layers = style.layers.filter((layer) => {
    const id = layerOf(layer);
    return id === undefined || id === 'regions' || wanted.has(id);
  });
  const used = new Set(layers.map((layer) => ('source' in layer ? layer.source : undefined)));
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([id]) => used.has(id)));
  return { ...style, layers, sources };
}
