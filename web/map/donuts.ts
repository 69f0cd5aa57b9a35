/** Donuts over the counted cells on screen, renewed when their tiles or the zoom change. */
import type { GeoJSONSource, Map as MapLibreMap, VectorTileSource } from 'maplibre-gl';
import { donutDiameterPx, donutShares, donutTotal, totalOf } from '../../tiles/donut.ts';
import { donutImage } from '../../tiles/image-id.ts';
import { type Block, type Cell, donutBlocks } from './donut-blocks.ts';

const SOURCE = 'enterprises';
const LAYER = 'enterprises_cells';

/** Keeps the source `donuts` in step with the map; call the returned function after a style is loaded anew. */
export function followCells(map: MapLibreMap): () => void {
  let shown = '';
  let hidden = new Set<number>();
  let frame = 0;
  const renew = () => {
    frame = 0;
    const source = map.getSource<VectorTileSource>(SOURCE);
    const target = map.getSource<GeoJSONSource>('donuts');
    // while tiles of two zooms are on screen, keys of cells mean different sizes
    if (!source || !target || !map.isSourceLoaded(SOURCE) || map.isZooming()) return;
    const tileZoom = Math.min(Math.floor(map.getZoom()), source.maxzoom);
    const blocks = donutBlocks(cellsOf(map), map.getZoom(), tileZoom);
    const now = blocks
      .map(({ key, counts }) => `${key}:${totalOf(counts)}`)
      .sort()
      .join();
    const inDonut = new Set(blocks.flatMap((block) => block.cells.map((cell) => cell.key)));
    for (const id of hidden) if (!inDonut.has(id)) mark(map, id, false);
    for (const id of inDonut) if (!hidden.has(id)) mark(map, id, true);
    hidden = inDonut;
    if (now === shown) return;
    shown = now;
    target.setData({ type: 'FeatureCollection', features: blocks.map(featureOf) });
  };
  const soon = () => {
    frame ||= requestAnimationFrame(renew);
  };
  map.on('sourcedata', (event) => {
    if (event.sourceId === SOURCE && event.isSourceLoaded) soon();
  });
  map.on('moveend', soon);
  map.on('idle', soon);
  map.on('remove', () => cancelAnimationFrame(frame));
  return () => {
    shown = '';
    hidden = new Set();
    // the source may have been kept together with its states
    map.removeFeatureState({ source: SOURCE, sourceLayer: LAYER });
    soon();
  };
}

function mark(map: MapLibreMap, id: number, inDonut: boolean): void {
  map.setFeatureState({ source: SOURCE, sourceLayer: LAYER, id }, { inDonut });
}

/** Cells of the loaded tiles, once each. */
function cellsOf(map: MapLibreMap): Cell[] {
  const cells = new Map<number, Cell>();
  for (const feature of map.querySourceFeatures(SOURCE, { sourceLayer: LAYER })) {
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

function featureOf({ key, counts, at }: Block): GeoJSON.Feature {
  const n = totalOf(counts);
  const shares = donutShares(counts);
  const diameterPx = donutDiameterPx(n);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [at[0], at[1]] },
    properties: {
      ...counts,
      key,
      n,
      diameterPx,
      total: donutTotal(n),
      light: donutImage(shares, diameterPx, 'light'),
      dark: donutImage(shares, diameterPx, 'dark'),
    },
  };
}
