/** How strongly each layer is drawn: the reader's factor over the opacities of the style. */
import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import type { Shown } from './props.ts';
import { layerOf } from './style-layer.ts';

const OPACITIES = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
} as const;
type Strong = keyof typeof OPACITIES;
const isStrong = (type: string): type is Strong => Object.hasOwn(OPACITIES, type);

/** Counted cells of all layers, drawn from one source whose features say of which layer they are. */
const COUNTED = [
  ['donuts', 'symbol'],
  ['bubbles', 'circle'],
  ['donut-words', 'symbol'],
] as const;

/** An opacity of the style (absent = 1) times the factor; what depends on the zoom stays an interpolation or steps. */
export function times(opacity: unknown, factor: number): unknown {
  if (opacity === undefined) return factor;
  if (typeof opacity === 'number') return opacity * factor;
  if (!Array.isArray(opacity)) return factor;
  const [kind, first, second] = opacity;
  const isZoom = (part: unknown) => Array.isArray(part) && part[0] === 'zoom';
  if (kind === 'interpolate' && isZoom(second))
    return opacity.map((part, at) => (at >= 4 && at % 2 === 0 ? times(part, factor) : part));
  if (kind === 'step' && isZoom(first))
    return opacity.map((part, at) => (at >= 2 && at % 2 === 0 ? times(part, factor) : part));
  return ['*', factor, opacity];
}

/** Applies the factors that changed; `applied` remembers those in use and begins empty with every style. */
export function showStrength(
  map: MapLibreMap,
  style: StyleSpecification,
  shown: Shown,
  applied: Map<LayerId, number>,
): void {
  const changed = new Set<LayerId>();
  for (const layer of style.layers) {
    const id = layerOf(layer);
    if (!id || id === 'regions' || !isStrong(layer.type) || !map.getLayer(layer.id)) continue;
    const factor = shown.layers[id]?.opacity ?? 1;
    if ((applied.get(id) ?? 1) === factor) continue;
    changed.add(id);
    for (const name of OPACITIES[layer.type]) set(map, layer.id, name, times(paintOf(layer)[name], factor));
  }
  if (changed.size === 0) return;
  for (const id of changed) applied.set(id, shown.layers[id]?.opacity ?? 1);
  const weak = [...applied].filter(([, factor]) => factor !== 1).flat();
  const opacity = weak.length === 0 ? 1 : ['match', ['get', 'of'], ...weak, 1];
  for (const [id, type] of COUNTED)
    if (map.getLayer(id)) for (const name of OPACITIES[type]) set(map, id, name, opacity);
}

const paintOf = (layer: LayerSpecification) =>
  ('paint' in layer ? (layer.paint ?? {}) : {}) as Readonly<Record<string, unknown>>;

/** Names and values come from the style itself. */
function set(map: MapLibreMap, id: string, name: string, value: unknown): void {
  map.setPaintProperty(id, name as Parameters<MapLibreMap['setPaintProperty']>[1], value as never);
}
