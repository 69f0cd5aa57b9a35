/** Donuts over the counted cells on screen, renewed when their tiles or the zoom change; plain bubbles without grades. */
import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import { donutDiameterPx, donutShares, donutTotal, totalOf } from '../../tiles/donut.ts';
import { donutImage } from '../../tiles/image-id.ts';
import { type Block, type Cell, donutBlocks } from './donut-blocks.ts';
import type { LonLat } from './props.ts';
import { spreadApart } from './spread.ts';

/** A layer whose tiles hold counted cells. */
export interface Counted {
  readonly id: LayerId;
  readonly graded: boolean;
  /** What stands under its donuts while several layers are counted. */
  readonly word: string;
}

export const cellsOf = (id: LayerId) => `${id}_cells`;

export interface Donuts {
  /** Something else is counted now. */
  renew(): void;
  /** A style was loaded anew: its sources have no states. */
  restart(): void;
}

/** Keeps the source `donuts` in step with the map. `counted` names the layers that are on. */
export function followCells(map: MapLibreMap, counted: () => readonly Counted[]): Donuts {
  let shown = '';
  const hidden = new Map<LayerId, Set<number>>();
  let frame = 0;
  const renew = () => {
    frame = 0;
    const target = map.getSource<GeoJSONSource>('donuts');
    const layers = counted();
    // while tiles of two zooms are on screen, keys of cells mean different sizes
    if (!target || map.isZooming() || layers.some(({ id }) => map.getSource(id) && !map.isSourceLoaded(id)))
      return;
    const blocks = layers.flatMap((layer) => blocksOf(map, layer));
    for (const { id } of layers) {
      const before = hidden.get(id) ?? new Set();
      const own = blocks.filter((block) => block.layer.id === id);
      const inDonut = new Set(own.flatMap((block) => block.cells.map((cell) => cell.key)));
      for (const key of before) if (!inDonut.has(key)) mark(map, id, key, false);
      for (const key of inDonut) if (!before.has(key)) mark(map, id, key, true);
      hidden.set(id, inDonut);
    }
    const several = layers.length > 1;
    const now = `${several}${Math.floor(map.getZoom())}|${blocks
      .map(({ layer, key, counts }) => `${layer.word}:${key}:${totalOf(counts)}`)
      .sort()
      .join()}`;
    if (now === shown) return;
    shown = now;
    const places = several ? apart(map, blocks) : blocks.map(({ at }) => at);
    target.setData({
      type: 'FeatureCollection',
      features: blocks.map((block, index) => featureOf(block, places[index] ?? block.at, several)),
    });
  };
  const soon = () => {
    frame ||= requestAnimationFrame(renew);
  };
  map.on('sourcedata', (event) => {
    if (event.isSourceLoaded && counted().some(({ id }) => id === event.sourceId)) soon();
  });
  map.on('moveend', soon);
  map.on('idle', soon);
  map.on('remove', () => cancelAnimationFrame(frame));
  return {
    renew: soon,
    restart() {
      shown = '';
      hidden.clear();
      // the sources may have been kept together with their states
      for (const { id } of counted())
        if (map.getSource(id)) map.removeFeatureState({ source: id, sourceLayer: cellsOf(id) });
      soon();
    },
  };
}

interface LayerBlock extends Block {
  readonly layer: Counted;
}

function blocksOf(map: MapLibreMap, layer: Counted): LayerBlock[] {
  const source = map.getSource<VectorTileSource>(layer.id);
  if (!source) return [];
  const tileZoom = Math.min(Math.floor(map.getZoom()), source.maxzoom);
  return donutBlocks(countedCells(map, layer.id), map.getZoom(), tileZoom).map((block) => ({
    ...block,
    layer,
  }));
}

function mark(map: MapLibreMap, source: LayerId, id: number, inDonut: boolean): void {
  if (map.getSource(source)) map.setFeatureState({ source, sourceLayer: cellsOf(source), id }, { inDonut });
}

/** Cells of a layer's loaded tiles, once each. */
export function countedCells(map: MapLibreMap, id: LayerId): Cell[] {
  const cells = new Map<number, Cell>();
  for (const feature of map.querySourceFeatures(id, { sourceLayer: cellsOf(id) })) {
    if (typeof feature.id !== 'number' || feature.geometry.type !== 'Point') continue;
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    const count = (name: string) => Number(feature.properties[name] ?? 0);
    const counts = {
      '1': count('g1'),
      '2': count('g2'),
      '3': count('g3'),
      '4': count('g4'),
      null: count('g0'),
    };
    cells.set(feature.id, { key: feature.id, counts, at: [lon, lat] });
  }
  return [...cells.values()];
}

/** Donuts of different layers side by side instead of over each other; those with more objects move less. */
function apart(map: MapLibreMap, blocks: readonly LayerBlock[]): LonLat[] {
  const discs = blocks.map(({ at, counts }) => {
    const { x, y } = map.project([at[0], at[1]]);
    const n = totalOf(counts);
    return { x, y, radius: donutDiameterPx(n) / 2 + 3, weight: n };
  });
  return spreadApart(discs).map(({ x, y }) => {
    const { lng, lat } = map.unproject([x, y]);
    return [lng, lat];
  });
}

function featureOf({ layer, key, counts }: LayerBlock, at: LonLat, named: boolean): GeoJSON.Feature {
  const n = totalOf(counts);
  const diameterPx = donutDiameterPx(n);
  const shares = donutShares(counts);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [at[0], at[1]] },
    properties: {
      ...counts,
      of: layer.id,
      key,
      n,
      diameterPx,
      total: donutTotal(n),
      graded: layer.graded,
      ...(named && { word: layer.word }),
      ...(layer.graded && {
        light: donutImage(shares, diameterPx, 'light'),
        dark: donutImage(shares, diameterPx, 'dark'),
      }),
    },
  };
}
