/** The MapLibre style of the city's map for one theme, language and role. */
import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { REGISTER_READERS, type Role } from '../data/layer.ts';
import type { LayerId } from '../data/layers/all.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { areaLayers, borderLayers } from './style-areas.ts';
import { groundLayers, roadLayers, waterLayers } from './style-base.ts';
import { contourLabelLayers, contourLayers } from './style-contours.ts';
import { groundLabelLayers, regionLabelLayers } from './style-labels.ts';
import { lineSignLayers, protectionZoneLayers } from './style-line-signs.ts';
import { lineLayers } from './style-lines.ts';
import { nameLayers } from './style-names.ts';
import { LAYER_KEY } from './style-object.ts';
import { objectAreaLayers } from './style-object-areas.ts';
import { PLATE_LAYERS, plateLayers } from './style-plates.ts';
import { cellLayers, GRADED_POINT_LAYERS, gradedPointLayers } from './style-points.ts';
import type { Lang, Theme } from './tokens.ts';

export interface MapStyleOptions {
  readonly theme: Theme;
  readonly lang: Lang;
  /** Where the tiles come from, without a slash at the end. */
  readonly origin: string;
  readonly role: Role;
  /** Latitude of the city: zones of protection are drawn as wide as they are there; absent = 30°. */
  readonly latDeg?: number;
}

const LATITUDE_DEG = 30;

/**
 * Layers bottom-up: sea, land, area grades, water, roads, borders, areas and contours, lines, names of the ground,
 * counted cells and objects, names, red objects. A style layer that belongs to a layer of the register says so in
 * `metadata['fourcolor:layer']`, and its id begins with that layer's (regions: `areas-`, `borders-`).
 * What the reader's role may not read is left out. Sources are named like the layers.
 * There are no `glyphs`: text is drawn with the reader's fonts. There is no `sprite`: names of pictures say how
 * they are drawn (tiles/image-id.ts).
 */
export function mapStyle(options: MapStyleOptions): StyleSpecification {
  const { theme, lang, origin, role } = options;
  const style = { theme, lang, role, latDeg: options.latDeg ?? LATITUDE_DEG };
  const points = [
    ...GRADED_POINT_LAYERS.map((id) => cellLayers(id, style)),
    ...PLATE_LAYERS.map((id) => ({ others: plateLayers(id, style), red: [] })),
    ...GRADED_POINT_LAYERS.map((id) => gradedPointLayers(id, style)),
  ];
  const layers = [
    ...groundLayers(theme),
    ...areaLayers(theme),
    ...waterLayers(theme),
    ...roadLayers(theme),
    ...borderLayers(theme),
    ...objectAreaLayers(style),
    ...contourLayers(style),
    ...protectionZoneLayers(style),
    ...lineLayers(style),
    ...groundLabelLayers(theme, lang),
    ...lineSignLayers(style),
    ...contourLabelLayers(style),
    ...points.flatMap(({ others }) => others),
    ...regionLabelLayers(theme, lang),
    ...nameLayers(style),
    // on top, and so placed first: names make room for what is red
    ...points.flatMap(({ red }) => red),
  ].filter((layer) => mayDraw(layer, role));
  const source = (id: string) => [id, { type: 'vector', url: `${origin}/tiles/${id}.json` }] as const;
  return {
    version: 8,
    name: lang === 'zh' ? '四色图' : 'Fourcolor',
    sources: Object.fromEntries(
      [...new Set(['base', ...layers.flatMap((layer) => ('source' in layer ? [layer.source] : []))])].map(
        source,
      ),
    ),
    layers,
  };
}

/** Whether tiles hold anything for this role: all of the register, or what is published of it. */
function mayDraw(layer: LayerSpecification, role: Role): boolean {
  const id = (layer.metadata as Readonly<Record<string, LayerId>> | undefined)?.[LAYER_KEY];
  if (id === undefined || REGISTER_READERS.some((reader) => reader === role)) return true;
  const { publication } = LAYER_FACTS[id];
  if (publication === 'cells') return 'source-layer' in layer && layer['source-layer'] === `${id}_cells`;
  return publication === 'features';
}
