/** Density and hexagons by deck.gl, on fixed scales; loaded when one of them is first asked for. */
import { HeatmapLayer, HexagonLayer } from '@deck.gl/aggregation-layers';
import { type Color, type Layer, WebMercatorViewport } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Counts } from '../../tiles/donut.ts';
import { totalOf } from '../../tiles/donut.ts';
import type { Theme } from '../../tiles/tokens.ts';
import { type CountedPoint, sumOf, weightOf } from './density-points.ts';
import { DENSITY_STOPS, densityRamp, HEXAGON_COUNTS, hexagonClass, hexagonRamp } from './density-scale.ts';
import type { LonLat } from './props.ts';

/** A hexagon with what lies in it. */
export interface Hexagon {
  readonly key: string;
  readonly ring: readonly LonLat[];
  readonly centre: LonLat;
  readonly counts: Counts;
}

export interface DensityPicture {
  readonly as: 'heat' | 'hexagons';
  readonly points: readonly CountedPoint[];
  readonly graded: boolean;
  readonly theme: Theme;
  /** Zoom of the map. */
  readonly zoom: number;
  readonly latDeg: number;
  /** Style layer over which nothing of it may lie. */
  readonly beforeId: string;
  readonly onHexagons: (hexagons: readonly Hexagon[]) => void;
}

export interface DensityOverlay {
  show(picture: DensityPicture | null): void;
  remove(): void;
}

/** Draws into the map's own canvas, under its waters and roads. */
export function createOverlay(map: MapLibreMap): DensityOverlay {
  const isPlaced = () => map.getLayersOrder().some((id) => id.startsWith(GROUP));
  // the overlay finds its place among the layers only while nothing loads; until then it would lie over everything
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [], layerFilter: isPlaced });
  let shown: DensityPicture | null = null;
  const put = () => overlay.setProps({ layers: shown ? [layerOf(shown)] : [] });
  const place = () => {
    if (shown && !isPlaced() && map.isStyleLoaded()) put();
  };
  map.addControl(overlay);
  map.on('sourcedata', place);
  map.on('idle', place);
  return {
    show(picture) {
      shown = picture;
      put();
    },
    remove() {
      map.off('sourcedata', place);
      map.off('idle', place);
      map.removeControl(overlay);
    },
  };
}
/** How the overlay names the custom layer that draws into the style. */
const GROUP = 'deck-maplibre-layer-group';

function layerOf(picture: DensityPicture): Layer {
  return picture.as === 'heat' ? heatOf(picture) : hexagonsOf(picture);
}

/** Equal steps of the ramp, as fine as the finest stop: colours of the scale stand at their stops. */
const STEP = 25;
/** Width of the Gaussian on the ground, metres: as in the graded surface. */
const SIGMA_M = 600;
/** Kernel of deck.gl: e^(−u²/0.05555) / 0.2954 of u = distance / radius, which is a Gaussian of σ = radius / 6. */
const SIGMAS_PER_RADIUS = 6;
/** ∫ of that kernel over the disc of radius 1. */
export const KERNEL_VOLUME = (Math.PI * 0.05555) / (1.77245385 * 0.166666);
const RADIUS_PX = { least: 14, most: 220 } as const;
const EARTH_M = 40_075_016.7;

/** Metres of ground in one px of the map. */
export const metresPerPx = (zoom: number, latDeg: number) =>
  (EARTH_M * Math.cos((latDeg * Math.PI) / 180)) / (512 * 2 ** zoom);

/** Radius of the kernel on the screen, px. */
export function kernelRadiusPx(zoom: number, latDeg: number): number {
  const wanted = (SIGMA_M * SIGMAS_PER_RADIUS) / metresPerPx(zoom, latDeg);
  return Math.min(RADIUS_PX.most, Math.max(RADIUS_PX.least, wanted));
}

/** What the kernels of even ground with this density per km² add up to at one px. */
export function sumAtDensity(perKm2: number, radiusPx: number, zoom: number, latDeg: number): number {
  const radiusKm = (radiusPx * metresPerPx(zoom, latDeg)) / 1000;
  return perKm2 * radiusKm ** 2 * KERNEL_VOLUME;
}

/** The layer stretches its scale by the zoom at which it was made; ours says density per km² at every zoom. */
class DensityLayer extends HeatmapLayer<CountedPoint, { readonly fixedDomain: readonly [number, number] }> {
  static override layerName = 'DensityLayer';
  static override defaultProps = {
    ...HeatmapLayer.defaultProps,
    radiusPixels: { type: 'number' as const, min: 1, max: RADIUS_PX.most, value: 50 },
    fixedDomain: { type: 'array' as const, value: [0, 1], compare: true },
  };

  override _updateWeightmap(): void {
    super._updateWeightmap();
    const [least, most] = this.props.fixedDomain;
    this.state.colorDomain = [least * this.state.weightsScale, most * this.state.weightsScale];
  }
}

function heatOf({ points, graded, theme, zoom, latDeg, beforeId }: DensityPicture): Layer {
  // whole steps of zoom: between two, the picture is stretched like the map
  const radiusPx = kernelRadiusPx(zoom, latDeg);
  const at = (perKm2: number) => sumAtDensity(perKm2, radiusPx, zoom, latDeg);
  return new DensityLayer({
    id: 'density',
    data: points,
    getPosition: ({ at: [lon, lat] }: CountedPoint) => [lon, lat, 0],
    getWeight: (point: CountedPoint) => weightOf(point, graded),
    radiusPixels: radiusPx,
    colorRange: rampOf(theme),
    fixedDomain: [at(STEP), at(DENSITY_STOPS.at(-1) ?? 0)],
    debounceTimeout: 100,
    parameters: FLAT,
    opacity: 0.85,
    updateTriggers: { getWeight: [graded] },
    ...below(beforeId),
  });
}

/** Colours at every 25 per km², the stops of the scale joined in straight lines. */
export function rampOf(theme: Theme): Color[] {
  const colours = densityRamp(theme).map(parts);
  const last = DENSITY_STOPS.at(-1) ?? 0;
  return Array.from({ length: last / STEP }, (_, i) => {
    const value = (i + 1) * STEP;
    const upper = DENSITY_STOPS.findIndex((stop) => stop >= value);
    const [from = 0, to = 1] = [DENSITY_STOPS[upper - 1], DENSITY_STOPS[upper]];
    const share = (value - from) / (to - from);
    const [a, b] = [colours[upper - 1] ?? [], colours[upper] ?? []];
    return [0, 1, 2, 3].map((k) =>
      Math.round((a[k] ?? 0) * (1 - share) + (b[k] ?? 0) * share),
    ) as unknown as Color;
  });
}

/** Red, green, blue 0–255 and alpha 0–255 of `#rrggbb` or `rgba(…)`. */
function parts(colour: string): number[] {
  if (colour.startsWith('#'))
    return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).concat(255);
  const [r = 0, g = 0, b = 0, a = 1] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  return [r, g, b, a * 255];
}

/** Distance from the middle of a hexagon to its corners at a whole zoom, px. */
const HEXAGON_PX = 26;

/** The bins with what lies in them, for outlines and letters that the map draws. */
class CountedHexagons extends HexagonLayer<
  CountedPoint,
  { readonly onHexagons: (hexagons: readonly Hexagon[]) => void }
> {
  static override layerName = 'CountedHexagons';

  override renderLayers() {
    const layers = super.renderLayers();
    const { aggregator, radiusCommon, hexOriginCommon, aggregatorViewport } = this.state;
    const points = this.props.data as readonly CountedPoint[];
    const place = ([x, y]: readonly [number, number]): LonLat => {
      const [lon = 0, lat = 0] = aggregatorViewport.unprojectFlat([x, y]);
      return [lon, lat];
    };
    const hexagons = Array.from({ length: aggregator.binCount }, (_, index): Hexagon[] => {
      const bin = aggregator.getBin(index);
      if (!bin?.pointIndices) return [];
      const [i = 0, j = 0] = bin.id;
      const x = (i + (j & 1) / 2) * radiusCommon * DIST_X + hexOriginCommon[0];
      const y = j * radiusCommon * DIST_Y + hexOriginCommon[1];
      const counts = sumOf(bin.pointIndices.flatMap((at) => points[at] ?? []));
      const ring = CORNERS.map(([dx, dy]) => place([x + dx * radiusCommon, y + dy * radiusCommon]));
      return [{ key: `${i} ${j}`, ring, centre: place([x, y]), counts }];
    }).flat();
    this.props.onHexagons(hexagons);
    return layers;
  }
}
const DIST_X = Math.sqrt(3);
const DIST_Y = 1.5;
const CORNERS = Array.from({ length: 6 }, (_, i) => {
  const angle = (i * Math.PI) / 3;
  return [Math.sin(angle), -Math.cos(angle)] as const;
});

function hexagonsOf({ points, theme, zoom, beforeId, onHexagons }: DensityPicture): Layer {
  return new CountedHexagons({
    id: 'hexagons',
    data: points,
    gpuAggregation: false,
    radius: hexagonRadiusM(points, zoom),
    getPosition: ({ at: [lon, lat] }: CountedPoint) => [lon, lat, 0],
    // the class of the count, so that the steps of the scale are exact
    getColorValue: (inside: CountedPoint[]) => hexagonClass(totalOf(sumOf(inside))),
    colorRange: hexagonRamp(theme).map((colour) => parts(colour).slice(0, 3) as unknown as Color),
    colorDomain: [0, HEXAGON_COUNTS.length - 1],
    colorScaleType: 'quantize',
    extruded: false,
    parameters: FLAT,
    opacity: 0.72,
    onHexagons,
    ...below(beforeId),
  });
}

/**
 * Metres that make hexagons of the same size in the plane of the map wherever the points lie: the layer reckons metres
 * at the middle of its data, and a grid that follows the data would jump whenever the map is moved.
 */
export function hexagonRadiusM(points: readonly CountedPoint[], zoom: number): number {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { at } of points) {
    [west, east] = [Math.min(west, at[0]), Math.max(east, at[0])];
    [south, north] = [Math.min(south, at[1]), Math.max(north, at[1])];
  }
  const middle = [(west + east) / 2, (south + north) / 2];
  const viewport = new WebMercatorViewport({ longitude: middle[0] ?? 0, latitude: middle[1] ?? 0, zoom });
  const [unitsPerMetre = 1] = viewport.getDistanceScales(middle).unitsPerMeter;
  return HEXAGON_PX / 2 ** Math.floor(zoom) / unitsPerMetre;
}

/** The map has no heights: what was drawn before is always behind. */
const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const;

/** A property of the overlay that the layers' types do not know. */
function below(beforeId: string): object {
  return { beforeId };
}
