/** Drawing on the map by hand: terra-draw on a map, told what lies there and telling what a hand does to it. */
import type { Geometry, Position } from 'geojson';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures,
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { OVERLAY_COLOURS } from '../../tiles/tokens.ts';
import { nearestOf } from './draw-snap.ts';
import { type Board, type BoardKind, type BoardShape, type BoardTold, DRAW_PREFIX } from './draw-types.ts';
import type { Theme } from './props.ts';

/** A hand on glass is not nearer than this, px. */
const REACH_PX = 24;
/** terra-draw keeps so many decimals and refuses more: 0.1 mm. */
const DECIMALS = 9;

export function createBoard(map: MapLibreMap, theme: () => Theme, told: BoardTold): Board {
  const colour = (): `#${string}` => OVERLAY_COLOURS[theme()].query;
  const paper = (): `#${string}` => OVERLAY_COLOURS[theme()].selectInner;
  const snapping = { toCoordinate: true, toLine: true, toCustom: nearestOf(map) };
  const area = {
    fillColor: colour,
    fillOpacity: 0.14,
    outlineColor: colour,
    outlineWidth: 2,
    closingPointColor: colour,
    closingPointOutlineColor: paper,
    snappingPointColor: colour,
    snappingPointOutlineColor: paper,
  };
  const simple = (feature: GeoJSONStoreFeatures) => ValidateNotSelfIntersecting(feature);
  const edited = (resizable?: 'center-fixed' | 'opposite-fixed') => ({
    feature: {
      draggable: true,
      validation: simple,
      coordinates: resizable
        ? { resizable }
        : { draggable: true, midpoints: true, deletable: true, snappable: snapping },
    },
  });
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: DRAW_PREFIX, coordinatePrecision: DECIMALS }),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    modes: [
      new TerraDrawSelectMode({
        pointerDistance: REACH_PX,
        // deleting a shape is the list's, which can take it back
        keyEvents: { deselect: 'Escape', delete: null, rotate: null, scale: null },
        flags: {
          point: { feature: { draggable: true } },
          linestring: {
            feature: {
              draggable: true,
              coordinates: { draggable: true, midpoints: true, deletable: true, snappable: snapping },
            },
          },
          polygon: edited(),
          rectangle: edited('opposite-fixed'),
          circle: edited('center-fixed'),
        },
        styles: {
          selectedPointColor: colour,
          selectedPointOutlineColor: paper,
          selectedPointWidth: 8,
          selectedLineStringColor: colour,
          selectedLineStringWidth: 4,
          selectedPolygonColor: colour,
          selectedPolygonFillOpacity: 0.2,
          selectedPolygonOutlineColor: colour,
          selectedPolygonOutlineWidth: 3,
          selectionPointColor: paper,
          selectionPointOutlineColor: colour,
          selectionPointOutlineWidth: 2,
          selectionPointWidth: 6,
          midPointColor: colour,
          midPointOutlineColor: paper,
          midPointWidth: 4,
        },
      }),
      new TerraDrawPointMode({
        styles: { pointColor: colour, pointOutlineColor: paper, pointOutlineWidth: 2, pointWidth: 7 },
      }),
      new TerraDrawLineStringMode({
        snapping,
        styles: {
          lineStringColor: colour,
          lineStringWidth: 3,
          closingPointColor: colour,
          closingPointOutlineColor: paper,
          snappingPointColor: colour,
          snappingPointOutlineColor: paper,
        },
      }),
      new TerraDrawPolygonMode({
        snapping,
        styles: area,
        validation: (feature, { updateType }) =>
          updateType === 'finish' || updateType === 'commit' ? simple(feature) : { valid: true },
      }),
      new TerraDrawRectangleMode({
        styles: { fillColor: colour, fillOpacity: 0.14, outlineColor: colour, outlineWidth: 2 },
      }),
      new TerraDrawCircleMode({
        styles: { fillColor: colour, fillOpacity: 0.14, outlineColor: colour, outlineWidth: 2 },
      }),
    ],
  });
  draw.start();
  draw.setMode('select');

  let dressed = theme();
  const followTheme = () => {
    if (theme() === dressed) return;
    dressed = theme();
    // a change of nothing draws everything again, in the colours of the theme
    draw.setModeStyles('point', { pointColor: colour() });
  };
  map.on('styledata', followTheme);

  /** While the board is told what lies there, it tells nothing. */
  let silent = false;
  const quietly = (work: () => void) => {
    silent = true;
    try {
      work();
    } finally {
      silent = false;
    }
  };
  const shapeOf = (id: string | number): BoardShape | null => {
    const feature = draw.getSnapshotFeature(id);
    const kind = feature && kindOf(feature.properties.mode);
    return feature && kind ? { id: String(id), kind, geometry: feature.geometry } : null;
  };
  draw.on('change', (ids, type) => {
    if (silent || type === 'delete') return;
    for (const id of ids) {
      const shape = draw.hasFeature(id) && shapeOf(id);
      if (shape) told.onLive(shape);
    }
  });
  draw.on('finish', (id, { action }) => {
    const shape = shapeOf(id);
    if (shape) told.onDone(shape, action === 'draw');
  });
  draw.on('select', (id) => !silent && told.onSelect(String(id)));
  draw.on('deselect', () => !silent && told.onSelect(null));

  return {
    setMode(mode) {
      if (draw.getMode() !== mode) draw.setMode(mode);
    },
    show(shapes) {
      quietly(() => {
        const wanted = new Map(shapes.filter(isSimple).map((shape) => [shape.id, shape]));
        const gone = draw
          .getSnapshot()
          .filter(
            ({ id, properties }) => kindOf(properties.mode) && isOwn(properties) && !wanted.has(String(id)),
          )
          .map(({ id }) => id!);
        if (gone.length > 0) draw.removeFeatures(gone);
        for (const shape of wanted.values()) {
          const feature = featureOf(shape);
          const before = draw.hasFeature(shape.id) && draw.getSnapshotFeature(shape.id);
          if (!before) draw.addFeatures([feature]);
          else if (JSON.stringify(before.geometry) !== JSON.stringify(feature.geometry))
            draw.updateFeatureGeometry(shape.id, feature.geometry);
        }
      });
    },
    select(id) {
      quietly(() => {
        const [now] = draw.getSnapshot().filter(({ properties }) => properties.selected === true);
        if (String(now?.id ?? '') === (id ?? '')) return;
        if (now) draw.deselectFeature(now.id!);
        if (id && draw.hasFeature(id)) draw.selectFeature(id);
      });
    },
    undoVertex: () => draw.canUndo() && draw.undo(),
    redoVertex: () => draw.canRedo() && draw.redo(),
    follow(onPointer) {
      const tell = ({ lngLat }: MapMouseEvent) => onPointer([lngLat.lng, lngLat.lat]);
      map.on('mousemove', tell);
      return () => map.off('mousemove', tell);
    },
    remove() {
      silent = true;
      map.off('styledata', followTheme);
      draw.stop();
      map.getCanvas().style.removeProperty('cursor');
    },
  };
}

const kindOf = (mode: unknown): BoardKind | null =>
  mode === 'point' || mode === 'linestring' || mode === 'polygon' || mode === 'rectangle' || mode === 'circle'
    ? mode
    : null;

/** Not a vertex, a midpoint or a guide of terra-draw's own, nor what is being drawn. */
const isOwn = (properties: Readonly<Record<string, unknown>>): boolean =>
  ![
    'selectionPoint',
    'midPoint',
    'closingPoint',
    'snappingPoint',
    'coordinatePoint',
    'currentlyDrawing',
  ].some((guide) => properties[guide]);

const isSimple = ({ geometry }: BoardShape): boolean =>
  geometry.type === 'Point' ||
  geometry.type === 'LineString' ||
  (geometry.type === 'Polygon' && geometry.coordinates.length === 1);

function featureOf({ id, kind, geometry }: BoardShape): GeoJSONStoreFeatures {
  return {
    type: 'Feature',
    id,
    geometry: rounded(geometry) as GeoJSONStoreFeatures['geometry'],
    properties: { mode: kind },
  };
}

function rounded(geometry: Geometry): Geometry {
  if (!('coordinates' in geometry)) return geometry;
  const round = (part: unknown): unknown =>
    Array.isArray(part)
      ? typeof part[0] === 'number'
        ? (part as Position).slice(0, 2).map((degrees) => Number(degrees.toFixed(DECIMALS)))
        : part.map(round)
      : part;
  return { ...geometry, coordinates: round(geometry.coordinates) } as Geometry;
}
