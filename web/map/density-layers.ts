/** Density and filled cells by deck.gl, on fixed scales; loaded when one of them is first asked for. */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Color, Layer } from '@deck.gl/core';
import { SolidPolygonLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../../tiles/tokens.ts';
import type { Bin } from './density-bins.ts';
import { type CountedPoint, weightOf } from './density-points.ts';
import { densityRamp, HEAT_STEP, HEAT_STOPS } from './density-scale.ts';

/** A cell and its colour, `#rrggbb`. */
export interface Filled extends Bin {
  readonly colour: string;
}

interface Placed {
  /** Style layer over which nothing of it may lie. */
  readonly beforeId: string;
}
export interface HeatPicture extends Placed {
  readonly by: 'count' | 'score';
  readonly points: readonly CountedPoint[];
  readonly theme: Theme;
  /** Zoom of the map. */
  readonly zoom: number;
  readonly latDeg: number;
}
export interface CellPicture extends Placed {
  readonly cells: readonly Filled[];
  /** 0–1 */
  readonly opacity: number;
}
export type DensityPicture = HeatPicture | CellPicture;

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
  return 'cells' in picture ? cellsOf(picture) : heatOf(picture);
}

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

function heatOf({ points, by, theme, zoom, latDeg, beforeId }: HeatPicture): Layer {
  // whole steps of zoom: between two, the picture is stretched like the map
  const radiusPx = kernelRadiusPx(zoom, latDeg);
  const at = (perKm2: number) => sumAtDensity(perKm2, radiusPx, zoom, latDeg);
  return new DensityLayer({
    id: 'density',
    data: points,
    getPosition: ({ at: [lon, lat] }: CountedPoint) => [lon, lat, 0],
    getWeight: (point: CountedPoint) => weightOf(point, by),
    radiusPixels: radiusPx,
    colorRange: rampOf(theme, by),
    fixedDomain: [at(HEAT_STEP[by]), at(HEAT_STOPS[by].at(-1) ?? 0)],
    debounceTimeout: 100,
    parameters: FLAT,
    opacity: 0.85,
    updateTriggers: { getWeight: [by] },
    ...below(beforeId),
  });
}

/** Colours at every step of the scale, its stops joined in straight lines. */
export function rampOf(theme: Theme, by: 'count' | 'score'): Color[] {
  const colours = densityRamp(theme).map(parts);
  const stops = HEAT_STOPS[by];
  const step = HEAT_STEP[by];
  return Array.from({ length: (stops.at(-1) ?? 0) / step }, (_, i) => {
    const value = (i + 1) * step;
    const upper = stops.findIndex((stop) => stop >= value);
    const [from = 0, to = 1] = [stops[upper - 1], stops[upper]];
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

function cellsOf({ cells, opacity, beforeId }: CellPicture): Layer {
  return new SolidPolygonLayer({
    id: 'cells',
    data: cells,
    getPolygon: ({ ring }: Filled) => ring.map(([lon, lat]) => [lon, lat] as [number, number]),
    getFillColor: ({ colour }: Filled) => parts(colour) as unknown as Color,
    extruded: false,
    parameters: FLAT,
    opacity,
    ...below(beforeId),
  });
}

/** The map has no heights: what was drawn before is always behind. */
const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const;

/** A property of the overlay that the layers' types do not know. */
function below(beforeId: string): object {
  return { beforeId };
}
