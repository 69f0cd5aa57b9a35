/** One layer summed over the ground, kept in step with its tiles; the library behind them comes with the first. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { totalOf } from '../../tiles/donut.ts';
import { isDrawn } from '../layers.ts';
import { type Bin, binsOf } from './density-bins.ts';
import type { DensityOverlay } from './density-layers.ts';
import { countedPoints } from './density-points.ts';
import { cellClass, cellColour, scoreOf, worstOf } from './density-scale.ts';
import { cellsOf } from './donuts.ts';
import type { CityMapProps, Density as Wish } from './props.ts';

/** The lowest layer above the grades of areas. */
const BELOW = 'base-river';
/** Greys of cells; grades lie over the ground as those of areas do. */
const GREY_OPACITY = 0.72;
const WORST_OPACITY = 0.56;
/** Draws nothing: keeps the tiles of the layer coming while its own symbols are hidden. */
const LOADER = 'density-loader';

export interface Density {
  /** Brings the picture in step with props, tiles and camera. */
  renew(): void;
  remove(): void;
}

export function createDensity(map: MapLibreMap, props: () => CityMapProps): Density {
  let overlay: Promise<DensityOverlay> | undefined;
  let drawn = '';
  let frame = 0;

  const draw = async () => {
    frame = 0;
    const { shown, theme, catalogue } = props();
    const wish = shown.density && isDrawn(shown, shown.density.layer) ? shown.density : null;
    load(map, wish);
    if (!wish) {
      if (overlay && drawn) {
        drawn = '';
        (await overlay).show(null);
        mark(map, []);
      }
      return;
    }
    if (map.isZooming() || !map.getSource(wish.layer) || !map.isSourceLoaded(wish.layer)) return;
    const points = countedPoints(map, wish.layer);
    const graded = catalogue.find(({ id }) => id === wish.layer)?.graded ?? false;
    // what is drawn changes at whole steps of zoom, and with what is counted
    const zoom = wish.as === 'heat' ? map.getZoom() : Math.floor(map.getZoom());
    const total = points.reduce((sum, { counts }) => sum + totalOf(counts), 0);
    const [first, last] = [points[0]?.at, points.at(-1)?.at];
    const next = [
      wish.as,
      wish.layer,
      wish.by,
      graded,
      theme,
      zoom.toFixed(2),
      points.length,
      total,
      first,
      last,
    ].join();
    if (next === drawn) return;
    drawn = next;
    overlay ??= import('./density-layers.ts').then(({ createOverlay }) => createOverlay(map));
    const ready = await overlay;
    // the reader went on while the library came
    if (props().shown.density !== shown.density || drawn !== next) return;
    // what has no grades is counted
    const by = graded ? wish.by : 'count';
    if (wish.as === 'heat') {
      mark(map, []);
      ready.show({
        by: by === 'count' ? 'count' : 'score',
        points,
        theme,
        zoom,
        latDeg: map.getCenter().lat,
        beforeId: BELOW,
      });
      return;
    }
    const bins = binsOf(points, wish.as, zoom).map((bin) => ({
      ...bin,
      colour: cellColour(by, bin.counts, totalOf(bin.counts), theme),
    }));
    const filled = bins.flatMap(({ colour, ...bin }) => (colour ? [{ ...bin, colour }] : []));
    ready.show(
      wish.as === 'clusters'
        ? null
        : { cells: filled, opacity: by === 'worst' ? WORST_OPACITY : GREY_OPACITY, beforeId: BELOW },
    );
    mark(
      map,
      wish.as === 'clusters'
        ? bins.map((bin) => clusterOf(bin, { ...wish, by }, bin.colour))
        : bins.flatMap((bin) => featuresOf(bin, { ...wish, by }, graded)),
    );
  };
  const soon = () => {
    frame ||= requestAnimationFrame(() => void draw());
  };
  map.on('sourcedata', (event) => {
    if (event.isSourceLoaded && event.sourceId === props().shown.density?.layer) soon();
  });
  map.on('idle', soon);
  map.on('moveend', soon);
  map.on('remove', () => cancelAnimationFrame(frame));
  return {
    renew: soon,
    remove() {
      void overlay?.then((ready) => ready.remove());
      overlay = undefined;
    },
  };
}

function load(map: MapLibreMap, wish: Wish | null): void {
  const before = map.getLayer(LOADER);
  if (before && before.source === wish?.layer) return;
  if (before) map.removeLayer(LOADER);
  if (!wish || !map.getSource(wish.layer)) return;
  map.addLayer({
    id: LOADER,
    type: 'circle',
    source: wish.layer,
    'source-layer': cellsOf(wish.layer),
    paint: { 'circle-opacity': 0 },
  });
}

/** The outlines and letters that the map itself draws. */
function mark(map: MapLibreMap, features: GeoJSON.Feature[]): void {
  map.getSource<GeoJSONSource>('hexagons')?.setData({ type: 'FeatureCollection', features });
}

/** What a click and the marks on the map know of a cell. */
function propertiesOf({ key, counts }: Bin, { layer, by }: Wish, graded: boolean) {
  return {
    ...counts,
    of: layer,
    key,
    n: totalOf(counts),
    ...(graded && by !== 'score' && { worst: worstOf(counts) }),
  };
}

function featuresOf(bin: Bin, wish: Wish, graded: boolean): GeoJSON.Feature[] {
  const { ring, centre } = bin;
  const [first] = ring;
  const properties = propertiesOf(bin, wish, graded);
  const corners = [...ring, ...(first ? [first] : [])].map(([lon, lat]) => [lon, lat]);
  return [
    { type: 'Feature', geometry: { type: 'Polygon', coordinates: [corners] }, properties },
    { type: 'Feature', geometry: { type: 'Point', coordinates: [centre[0], centre[1]] }, properties },
  ];
}

/** A disc as large as its class, with the value in it. */
function clusterOf(bin: Bin, wish: Wish, colour: string | null): GeoJSON.Feature {
  const { by } = wish;
  const n = totalOf(bin.counts);
  const value = by === 'score' ? scoreOf(bin.counts) : n;
  const step = Math.max(0, cellClass(by === 'score' ? 'score' : 'count', value));
  const { worst: _worst, ...properties } = propertiesOf(bin, wish, false) as { worst?: string };
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [bin.centre[0], bin.centre[1]] },
    properties: {
      ...properties,
      // a grade is also said by a letter, which the map writes
      cluster: by === 'worst' ? worstOf(bin.counts) : 'plain',
      colour: colour ?? '',
      dark: by !== 'worst' && step >= 3,
      radiusPx: 12 + 3 * step,
      value: String(value),
    },
  };
}
