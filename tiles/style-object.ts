/** What style layers of the register's objects share: to whom they belong, who sees them, values by kind. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { Role } from '../data/layer.ts';
import type { LayerId } from '../data/layers/all.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { defaultOn, type KindLook, LAYER_LOOKS } from './layer-looks.ts';
import type { Lang, Theme } from './tokens.ts';

export interface ObjectStyle {
  readonly theme: Theme;
  readonly lang: Lang;
  readonly role: Role;
  /** Where metres are turned into pixels. */
  readonly latDeg: number;
}

/** Key of `metadata` that says to which layer of the register a style layer belongs. */
export const LAYER_KEY = 'fourcolor:layer';

/** The same style layers, marked as this layer's, hidden where a reader does not see it without asking. */
export function ofLayer(
  id: LayerId,
  { role }: ObjectStyle,
  layers: LayerSpecification[],
): LayerSpecification[] {
  return layers.map(
    (layer) =>
      ({
        ...layer,
        metadata: { [LAYER_KEY]: id },
        ...(!defaultOn(id, role) && { layout: { ...layer.layout, visibility: 'none' } }),
      }) as LayerSpecification,
  );
}

/** Source and, from the layer's own zoom, where objects are found in its tiles. */
export function objectsOf(id: LayerId): { source: string; 'source-layer': string; minzoom?: number } {
  const { fromZoom } = LAYER_FACTS[id];
  return { source: id, 'source-layer': id, ...(fromZoom !== undefined && { minzoom: fromZoom }) };
}

/** A value for each kind of the layer; `other` for words that are none of them. Equal values share a branch. */
export function byKind(
  id: LayerId,
  value: (look: KindLook) => string | number | undefined,
  other: string | number,
): ExpressionSpecification | string | number {
  const { kindField } = LAYER_FACTS[id];
  const branches = new Map<string | number, string[]>();
  for (const [kind, look] of Object.entries(LAYER_LOOKS[id].kinds)) {
    const found = value(look) ?? other;
    if (found !== other) branches.set(found, [...(branches.get(found) ?? []), kind]);
  }
  if (kindField === undefined || branches.size === 0) return other;
  return [
    'match',
    ['get', kindField],
    ...[...branches].flatMap(([found, kinds]) => [kinds, found]),
    other,
  ] as unknown as ExpressionSpecification;
}

/** Objects whose kind is drawn like this; null where none is. */
export function kindsWhere(id: LayerId, wanted: (look: KindLook) => boolean): ExpressionSpecification | null {
  const kinds = Object.entries(LAYER_LOOKS[id].kinds)
    .filter(([, look]) => wanted(look))
    .map(([kind]) => kind);
  const { kindField } = LAYER_FACTS[id];
  if (kindField === undefined || kinds.length === 0) return null;
  return ['in', ['get', kindField], ['literal', kinds]];
}

export const IS_POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];
export const IS_LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
export const IS_AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];

/** All of the conditions; those that are absent do not count. */
export function all(...conditions: readonly (ExpressionSpecification | null)[]): FilterSpecification {
  return ['all', ...conditions.filter((one) => one !== null)] as FilterSpecification;
}
