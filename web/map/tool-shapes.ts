/** The shapes of tools as style layers: fills under lines, marks and labels above the register's objects. */
import type { Feature, Position } from 'geojson';
import type {
  AddLayerObject,
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSource,
  Map as MapLibreMap,
} from 'maplibre-gl';
import { textStack } from '../../tiles/style-labels.ts';
import { MAP_COLOURS, SURFACE_COLOURS, type Theme } from '../../tiles/tokens.ts';
import type { DrawnShape, ShapeLook, ToolDrawing } from './drawn.ts';
import type { LonLat } from './props.ts';
import { LOOK_STYLES } from './tool-looks.ts';

const SHAPES = 'tool-shapes';
const LABELS = 'tool-labels';
/** The lowest overlay of questions: what tools draw lies under it. */
export const BELOW_AREAS = 'hexagon-areas';
/** Rings of hover and selection stay above. */
const BELOW_MARKS = 'hover-casing';
const HATCH_PX = 8;
const LOOKS = Object.keys(LOOK_STYLES) as ShapeLook[];

/** Shows the shapes of all drawings; adds sources and layers where a new style dropped them. */
export function showShapes(map: MapLibreMap, drawings: readonly ToolDrawing[], theme: Theme): void {
  const data = {
    [SHAPES]: drawings.flatMap(({ shapes }) => shapes.map(featureOf)),
    [LABELS]: drawings.flatMap(labelsOf),
  };
  for (const [id, features] of Object.entries(data)) {
    const source = map.getSource<GeoJSONSource>(id);
    const collection = { type: 'FeatureCollection' as const, features };
    if (source) source.setData(collection);
    else map.addSource(id, { type: 'geojson', data: collection });
  }
  for (const layer of layersOf(map, theme)) {
    if (map.getLayer(layer.id)) continue;
    const below = layer.id.startsWith('tool-mark') || layer.id === LABELS ? BELOW_MARKS : BELOW_AREAS;
    map.addLayer(layer, map.getLayer(below) ? below : undefined);
  }
}

/** Takes the layers off, so that they come back in the colours of another theme. */
export function hideShapes(map: MapLibreMap): void {
  for (const { id } of map.getStyle().layers)
    if (id === LABELS || id.startsWith('tool-mark') || id.startsWith('tool-shape')) map.removeLayer(id);
  for (const look of LOOKS) if (map.hasImage(hatchName(look))) map.removeImage(hatchName(look));
}

const featureOf = ({ id, look, geometry }: DrawnShape): Feature => ({
  type: 'Feature',
  geometry,
  properties: { id, look },
});

function layersOf(map: MapLibreMap, theme: Theme): AddLayerObject[] {
  const fills = LOOKS.filter((look) => LOOK_STYLES[look].fillAlpha > 0).map((look): AddLayerObject => {
    const { colour, fillAlpha, hatched } = LOOK_STYLES[look];
    if (hatched && !map.hasImage(hatchName(look)))
      map.addImage(hatchName(look), hatch(colour[theme]), { pixelRatio: 2 });
    return {
      id: `tool-shape-fill-${look}`,
      type: 'fill',
      source: SHAPES,
      filter: has(look, 'Polygon'),
      paint: {
        ...(hatched ? { 'fill-pattern': hatchName(look) } : { 'fill-color': colour[theme] }),
        'fill-opacity': fillAlpha,
      },
    };
  });
  const lines = LOOKS.map((look): AddLayerObject => {
    const { colour, widthPx, dashPx } = LOOK_STYLES[look];
    return {
      id: `tool-shape-line-${look}`,
      type: 'line',
      source: SHAPES,
      filter: ['all', ['==', ['get', 'look'], look], ['!=', ['geometry-type'], 'Point']],
      layout: { 'line-join': 'round', 'line-cap': dashPx && dashPx[0] < 2 ? 'round' : 'butt' },
      paint: {
        'line-color': colour[theme],
        'line-width': widthPx,
        ...(dashPx && { 'line-dasharray': dashPx.map((px) => px / widthPx) }),
      },
    };
  });
  return [...fills, ...lines, ...marks(theme)];
}

/** A place that breaks a rule carries a mark of its own shape; one that keeps it a dot. */
function marks(theme: Theme): AddLayerObject[] {
  const { surface } = SURFACE_COLOURS[theme];
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'look'],
    ...LOOKS.flatMap((look) => [look, LOOK_STYLES[look].colour[theme]]),
    LOOK_STYLES.contour.colour[theme],
  ] as unknown as ExpressionSpecification;
  return [
    {
      id: 'tool-mark-plates',
      type: 'circle',
      source: SHAPES,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['match', ['get', 'look'], 'breach', 8, 4.5],
        'circle-color': ['match', ['get', 'look'], 'breach', surface, colour],
        'circle-stroke-color': ['match', ['get', 'look'], 'breach', colour, surface],
        'circle-stroke-width': ['match', ['get', 'look'], 'breach', 2.25, 1.5],
      },
    },
    {
      id: 'tool-mark-signs',
      type: 'symbol',
      source: SHAPES,
      filter: has('breach', 'Point'),
      layout: {
        'text-field': '!',
        'text-font': textStack('Bold'),
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour },
    },
    {
      id: LABELS,
      type: 'symbol',
      source: LABELS,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': textStack('Bold'),
        'text-size': 12,
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': ['match', ['get', 'look'], 'breach', 0.9, 0.5],
        'text-justify': 'auto',
        'text-padding': 1,
      },
      paint: {
        'text-color': colour,
        'text-halo-color': MAP_COLOURS[theme].labelHalo,
        'text-halo-width': 2.4,
      },
    },
  ];
}

const has = (look: ShapeLook, type: 'Polygon' | 'Point'): FilterSpecification => [
  'all',
  ['==', ['get', 'look'], look],
  ['==', ['geometry-type'], type],
];

const hatchName = (look: ShapeLook) => `tool-hatch-${look}`;

/** Diagonal lines on nothing, twice as fine as they are drawn. */
function hatch(colour: string): ImageData {
  const side = HATCH_PX * 2;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas for the hatch');
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 2, side + 2);
    context.lineTo(shift + side + 2, -2);
  }
  context.stroke();
  return context.getImageData(0, 0, side, side);
}

/** Each label stands where its outline is farthest from where the drawing begins, so that zones in zones are told apart. */
function labelsOf({ shapes, handles }: ToolDrawing): Feature[] {
  const from = handles[0]?.at;
  return shapes.flatMap(({ look, label, geometry }) => {
    const at = label === undefined ? null : labelPlace(geometry, from);
    return at
      ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { look, label } }]
      : [];
  });
}

/** The outline's corner farthest from `from`, or the northernmost; null for a shape without corners. */
export function labelPlace(geometry: DrawnShape['geometry'], from: LonLat | undefined): Position | null {
  const corners = cornersOf(geometry);
  const lonScale = Math.cos((((from ?? corners[0])?.[1] ?? 0) * Math.PI) / 180);
  const rank = ([lon = 0, lat = 0]: Position) =>
    from ? Math.hypot((lon - from[0]) * lonScale, lat - from[1]) : lat;
  return corners.reduce<Position | null>(
    (best, corner) => (best === null || rank(corner) > rank(best) ? corner : best),
    null,
  );
}

function cornersOf(geometry: DrawnShape['geometry']): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    case 'GeometryCollection':
      return geometry.geometries.flatMap(cornersOf);
  }
}
