/** Style layers of the base map: ground below the grades, water and roads above them. */
import type {
  DataDrivenPropertyValueSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { MAP_COLOURS, type Theme } from './tokens.ts';

/** Sea, land and what grows or stands on it; no grade hue anywhere. */
export function groundLayers(theme: Theme): LayerSpecification[] {
  const colours = MAP_COLOURS[theme];
  const ground = (
    id: 'hill' | 'farmland' | 'park' | 'beach' | 'built' | 'industrial',
  ): LayerSpecification => ({
    id: `base-${id}`,
    type: 'fill',
    source: 'base',
    'source-layer': id,
    paint: { 'fill-color': colours[id] },
  });
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.water } },
    {
      id: 'base-land',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      paint: { 'fill-color': colours.land },
    },
    {
      ...ground('hill'),
      // higher ground is stacked on lower: each step shows
      paint: { 'fill-color': colours.hill, 'fill-opacity': 0.7, 'fill-antialias': false },
    } as LayerSpecification,
    ground('farmland'),
    ground('beach'),
    ground('built'),
    ground('industrial'),
    ground('park'),
  ];
}

/** Lakes and rivers, and the shore, which is always drawn so that land never reads as sea. */
export function waterLayers(theme: Theme): LayerSpecification[] {
  const { water, waterLine } = MAP_COLOURS[theme];
  const water_ = { source: 'base', 'source-layer': 'water' } as const;
  return [
    {
      id: 'base-river',
      type: 'line',
      source: 'base',
      'source-layer': 'river',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': water,
        'line-width': widthByZoom([8, 0.8], [12, 2], [16, 6]),
      },
    },
    { id: 'base-water', type: 'fill', ...water_, paint: { 'fill-color': water } },
    {
      id: 'base-water-line',
      type: 'line',
      ...water_,
      minzoom: 10,
      paint: { 'line-color': waterLine, 'line-width': 0.7 },
    },
    {
      id: 'base-shore',
      type: 'line',
      source: 'base',
      'source-layer': 'land',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': waterLine, 'line-width': widthByZoom([8, 0.9], [14, 1.4]) },
    },
  ];
}

interface RoadLook {
  readonly classes: readonly string[];
  readonly colour: 'motorway' | 'trunk' | 'primary' | 'minor';
  readonly minzoom: number;
  readonly widths: readonly Stop[];
}
type Stop = readonly [zoom: number, px: number];

/** Least important first; widths in px without the casing. */
const ROADS = [
  {
    classes: ['minor', 'service'],
    colour: 'minor',
    minzoom: 12.5,
    widths: [
      [12, 0.8],
      [14, 2.2],
      [16, 7],
      [18, 16],
    ],
  },
  {
    classes: ['secondary', 'tertiary'],
    colour: 'minor',
    minzoom: 10.5,
    widths: [
      [10, 0.7],
      [12, 1.6],
      [14, 3.4],
      [16, 9],
      [18, 19],
    ],
  },
  {
    classes: ['primary'],
    colour: 'primary',
    minzoom: 8.5,
    widths: [
      [8, 0.5],
      [10, 1.1],
      [12, 2.4],
      [14, 4.6],
      [16, 11],
      [18, 22],
    ],
  },
  {
    classes: ['trunk'],
    colour: 'trunk',
    minzoom: 7,
    widths: [
      [7, 0.6],
      [10, 1.5],
      [12, 3],
      [14, 5.6],
      [16, 13],
      [18, 25],
    ],
  },
  {
    classes: ['motorway'],
    colour: 'motorway',
    minzoom: 6,
    widths: [
      [7, 0.9],
      [10, 2],
      [12, 3.8],
      [14, 6.6],
      [16, 14],
      [18, 27],
    ],
  },
] as const satisfies readonly RoadLook[];
const CASING_PX = 1.6;

/** Railway and roads: all casings below all fills, so that crossings stay open. */
export function roadLayers(theme: Theme): LayerSpecification[] {
  const colours = MAP_COLOURS[theme];
  const line = (road: RoadLook, part: 'case' | 'fill'): LayerSpecification => ({
    id: `base-road-${road.classes[0]}${part === 'case' ? '-case' : ''}`,
    type: 'line',
    source: 'base',
    'source-layer': 'road',
    // casings of thin lines would only darken the map
    minzoom: part === 'case' ? road.minzoom + 0.5 : road.minzoom,
    filter: ofClass(road.classes),
    layout: { 'line-cap': part === 'case' ? 'butt' : 'round', 'line-join': 'round' },
    paint: {
      'line-color': part === 'case' ? colours[`${road.colour}Case`] : colours[road.colour],
      'line-width': widthByZoom(
        ...road.widths.map(([zoom, px]): Stop => [zoom, part === 'case' ? px + CASING_PX : px]),
      ),
    },
  });
  const rail = { source: 'base', 'source-layer': 'rail' } as const;
  return [
    ...ROADS.map((road) => line(road, 'case')),
    ...ROADS.map((road) => line(road, 'fill')),
    {
      id: 'base-rail',
      type: 'line',
      ...rail,
      minzoom: 9,
      paint: { 'line-color': colours.rail, 'line-width': widthByZoom([9, 0.8], [13, 1.4], [16, 2.4]) },
    },
    {
      id: 'base-rail-ties',
      type: 'line',
      ...rail,
      minzoom: 11,
      paint: {
        'line-color': colours.rail,
        'line-width': widthByZoom([11, 3], [14, 5], [16, 7]),
        'line-dasharray': [0.3, 4],
      },
    },
  ];
}

/** Px by zoom, doubling-shaped between stops as ground does. */
export function widthByZoom(...stops: readonly Stop[]): DataDrivenPropertyValueSpecification<number> {
  return [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    ...stops.flat(),
  ] as unknown as DataDrivenPropertyValueSpecification<number>;
}

function ofClass(classes: readonly string[]): FilterSpecification {
  return ['in', ['get', 'class'], ['literal', [...classes]]];
}
