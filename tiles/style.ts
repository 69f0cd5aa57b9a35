/** The MapLibre style of the city's map for one theme, language and role. */
import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { REGISTER_READERS, type Role } from '../data/layer.ts';
import { areaLayers, borderLayers } from './style-areas.ts';
import { groundLayers, roadLayers, waterLayers } from './style-base.ts';
import { enterpriseLabelLayer, groundLabelLayers, regionLabelLayers } from './style-labels.ts';
import { cellLayers, enterpriseLayers } from './style-points.ts';
import type { Lang, Theme } from './tokens.ts';

export interface MapStyleOptions {
  readonly theme: Theme;
  readonly lang: Lang;
  /** Where the tiles come from, without a slash at the end. */
  readonly origin: string;
  readonly role: Role;
}

/**
 * Layers bottom-up: sea, land, area grades, water, roads, borders, names, counted cells and enterprises (worst on top).
 * There are no `glyphs`: text is drawn with the reader's fonts. There is no `sprite`: names of pictures say how
 * they are drawn (tiles/image-id.ts).
 */
export function mapStyle({ theme, lang, origin, role }: MapStyleOptions): StyleSpecification {
  const readsRegister = REGISTER_READERS.some((reader) => reader === role);
  const source = (id: string) => ({ type: 'vector', url: `${origin}/tiles/${id}.json` }) as const;
  return {
    version: 8,
    name: lang === 'zh' ? '四色图' : 'Fourcolor',
    sources: { base: source('base'), regions: source('regions'), enterprises: source('enterprises') },
    layers: [
      ...groundLayers(theme),
      ...areaLayers(theme),
      ...waterLayers(theme),
      ...roadLayers(theme),
      ...borderLayers(theme),
      ...groundLabelLayers(theme, lang),
      ...cellLayers(theme, lang),
      ...(readsRegister ? enterpriseLayers(theme, lang) : []),
      ...regionLabelLayers(theme, lang),
      ...(readsRegister ? [enterpriseLabelLayer(theme)] : []),
    ],
  };
}
