/** From a tile's name, reader, address and filter to the statements that select its rows. */
import type { Field, Layer, Reader } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { regions } from '../data/layers/regions.ts';
import { MAX_ZOOM, type TileAddress } from './address.ts';
import { tileAttributes } from './attributes.ts';
import { baseRows } from './base.ts';
import { PUBLIC_CELLS_TO_ZOOM } from './cells.ts';
import type { TileFilter } from './filter.ts';
import { mvtLayers, objectRows } from './objects.ts';
import { regionRows } from './regions.ts';
import type { TileRows } from './rows.ts';

/** A kind of tile that the server makes: the registers' layers and the base map. */
export interface TileSet {
  readonly id: string;
  /** Names of the layers inside its tiles. */
  readonly layers: readonly string[];
  /** Names of the data versions whose change makes the reader's tiles old. */
  follows(reader: Reader): readonly string[];
  maxZoom(reader: Reader): number;
  rows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows[];
}

/** Attributes of one layer inside a tile set and what each holds, for TileJSON. */
export function tileFields(layerName: string, reader: Reader): Record<string, string> {
  if (layerName.endsWith('_cells')) {
    return {
      n: 'Number',
      g1: 'Number',
      g2: 'Number',
      g3: 'Number',
      g4: 'Number',
      g0: 'Number',
      worst: 'Number',
    };
  }
  if (layerName === 'major_hazards_boundaries') return { id: 'String', level: 'Number' };
  const layer = LAYERS.find((one) => layerName === one.id || layerName === `${one.id}_labels`);
  if (!layer) return { class: 'String', name: 'String', name_en: 'String' };
  return Object.fromEntries(
    tileAttributes(layer, reader, MAX_ZOOM).map((name) => [
      name,
      (layer.fields as Readonly<Record<string, Field>>)[name]?.type === 'text' ? 'String' : 'Number',
    ]),
  );
}

export const TILE_SETS: readonly TileSet[] = [
  {
    id: regions.id,
    layers: ['regions', 'regions_labels'],
    follows: (reader) => [reader.role === 'public' ? 'published.regions' : 'regions'],
    maxZoom: (reader) => (reader.role === 'public' ? 14 : 16),
    rows: regionRows,
  },
  ...LAYERS.filter((layer) => layer.id !== regions.id).map(
    (layer: Layer): TileSet => ({
      id: layer.id,
      layers: mvtLayers(layer),
      follows: (reader) => [reader.role === 'public' ? `published.${layer.id}` : layer.id],
      maxZoom: (reader) =>
        reader.role === 'public' && layer.publication === 'cells' ? PUBLIC_CELLS_TO_ZOOM : 16,
      rows: (reader, at, filter) => objectRows(layer, reader, at, filter),
    }),
  ),
  {
    id: 'base',
    layers: [
      'land',
      'hill',
      'farmland',
      'park',
      'beach',
      'built',
      'industrial',
      'water',
      'river',
      'road',
      'rail',
      'place',
    ],
    follows: () => ['base'],
    maxZoom: () => 15,
    rows: (_reader, at) => baseRows(at),
  },
];

/** Whether this reader sees tiles of the set: accounts' keepers and enterprises none yet, visitors what is published. */
export function maySeeTiles(reader: Reader, setId: string): boolean {
  if (setId === 'base') return true;
  if (reader.role === 'public')
    return LAYERS.some(({ id, publication }) => id === setId && publication !== 'never');
  return reader.role !== 'security' && reader.role !== 'enterprise';
}
