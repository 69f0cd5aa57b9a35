/** One map and everything on it, kept in step with the props: what changed is applied, the rest stays. */
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { LayerId } from '../../data/layers/all.ts';
import { donutDiameterPx, totalOf } from '../../tiles/donut.ts';
import { mapStyle } from '../../tiles/style.ts';
import { isDrawn } from '../layers.ts';
import type { Pair } from './compare-pair.ts';
import { createMap, type PaperMap } from './create-map.ts';
import { createDensity } from './density.ts';
import { type Counted, followCells } from './donuts.ts';
import type { createBoard } from './draw-board.ts';
import type { followNear } from './draw-near.ts';
import { type Board, type BoardTold, DRAW_PREFIX, type NearTold } from './draw-types.ts';
import { createDrawing } from './drawing.ts';
import { regionFillOf } from './drawn.ts';
import { followTiles, isNarrowed, showAreas, showLayers, tilesUrl } from './filters.ts';
import { followHere } from './here.ts';
import { followingOf, goTo, showBox } from './motion.ts';
import { showOrder } from './order.ts';
import { NO_REGION, withOverlays } from './overlays.ts';
import { type MarkPlace, setMarks } from './picking.ts';
import { followPointer } from './pointer.ts';
import type { Camera, CityMapProps, Pick } from './props.ts';
import { retryTiles } from './retry.ts';
import { dragSketch, drawSketch } from './sketch.ts';
import type { MapPicture } from './snapshot.ts';
import { showStrength } from './strength.ts';
import { drawsCells, layerOf, layersOfStyle, withOnly } from './style-layer.ts';
import { createSurface } from './surface.ts';
import { createToolLayers } from './tool-layers.ts';

export interface Scene {
  update(props: CityMapProps): void;
  /** The map as it is drawn now; a PNG data URL. */
  snapshot(): Promise<string>;
  /** The same as pixels, with what of the register is in it; waits until everything is drawn. */
  picture(): Promise<MapPicture>;
  /** A board of `create` on this map. */
  board(create: typeof createBoard, told: BoardTold): Promise<Board>;
  /** The nearest point of a line, by `follow`, on this map. */
  followNear(follow: typeof followNear, told: NearTold): Promise<() => void>;
  /** Moves with the other maps of a pair from now on; ends with the function returned. */
  join(pair: Pair, side: string): () => void;
  remove(): void;
}

const TITLE = { zh: '城市安全风险地图', en: 'Map of the city’s safety risk' } as const;

/** Creates the map in the container. Throws where the browser has no WebGL 2. */
export function createScene(container: HTMLElement, first: CityMapProps, paper?: PaperMap): Scene {
  let props = first;
  /** With what the style in use was made. */
  let styled = first;
  let loaded = false;
  let fitted = first.camera !== null;
  let hover: MarkPlace | null = null;
  // tiles of these versions come with the TileJSON itself
  let versionsAtLoad = first.versions;
  /** Layers that were on since the reader came; the others are not even in the style. */
  let asked = new Set<LayerId>();
  let style = styleFor(first, asked);
  const map = createMap(container, style, first.camera, paper, first.second !== undefined);
  const surface = createSurface(map, () => props);
  const density = createDensity(map, () => props);
  const donuts = followCells(map, () => countedOf(style, props));
  const toolLayers = createToolLayers(map, () => props);
  const showHere = followHere(map);
  const drawing = createDrawing(map, () => props);
  /** While another shape is drawn, the one before it is gone. */
  const sketched = () => (isDrawing(props) ? null : props.sketch);

  const dress = () => {
    title(map, props);
    showAreas(map, props);
    showLayers(map, style, props);
    arrange();
    followFilters();
    setMarks(map, markOf(props), hover ?? listed(props));
    outline(map, props.selected);
    outlineShape(map, props.selectedShape);
    map.getSource<GeoJSONSource>('results')?.setData({
      type: 'FeatureCollection',
      features: [...props.results],
    });
    void drawSketch(map, sketched);
    drawing.renew();
    surface.renew();
    density.renew();
    toolLayers.renew();
  };
  const followFilters = () => {
    const { versions, shown } = props;
    for (const id of layersOfStyle(style)) {
      const renewed = versions[id] !== versionsAtLoad[id];
      if ((!renewed && !isNarrowed(shown, id) && !touched.has(id)) || !map.getSource(id)) continue;
      touched.add(id);
      followTiles(map, id, tilesUrl(window.location.origin, id, versions[id], shown));
    }
  };
  const touched = new Set<LayerId>();
  /** Strength and order as the reader wants them. */
  const arrange = () => {
    showStrength(map, style, props.shown, strengths);
    showOrder(map, style, props.shown.order);
  };
  /** Factors in use since the style was loaded. */
  let strengths = new Map<LayerId, number>();

  const restyle = () => {
    container.dataset.mapState = 'drawing';
    styled = props;
    surface.remove();
    toolLayers.remove();
    style = styleFor(props, asked);
    map.setStyle(style, { diff: true, transformStyle: keepingSources });
    strengths = new Map();
    dress();
  };

  map.on('style.load', () => {
    loaded = true;
    if (!looksAlike(styled, props) || wantsMore(props, asked)) restyle();
    touched.clear();
    strengths = new Map();
    versionsAtLoad = props.versions;
    dress();
    donuts.restart();
  });
  let told = false;
  const tellCamera = () => {
    told = true;
    const { lng, lat } = map.getCenter();
    const bounds = map.getBounds();
    props.onCamera({ lon: lng, lat, zoom: map.getZoom() }, [
      bounds.getWest(),
      bounds.getSouth(),
      bounds.getEast(),
      bounds.getNorth(),
    ]);
  };
  map.on('idle', () => {
    container.dataset.mapState = 'drawn';
    // a map that a link put in its place has not moved
    if (!told) tellCamera();
    // the shore at which the surface ends is known now
    surface.settle();
  });
  map.on('moveend', (event) => {
    const following = followingOf(event);
    if (following !== 'on the way') surface.renew();
    // the map that was moved tells it
    if (following) told = true;
    else tellCamera();
  });
  const stopRetrying = retryTiles(map, (missing) => props.onProblem(missing ? 'tiles' : null));
  followPointer(
    map,
    () => props,
    (place) => {
      hover = place;
      if (loaded) setMarks(map, markOf(props), hover ?? listed(props));
    },
  );
  dragSketch(map, sketched, (sketch) => props.onSketch(sketch));
  drawing.follow();
  title(map, first);
  showHere(first.here);
  cover(container, first);
  if (!fitted && first.bounds) {
    fitted = true;
    showBox(map, first.bounds, first.padding, false);
  }

  return {
    update(next) {
      const before = props;
      props = next;
      cover(container, next);
      if (!fitted && next.bounds) {
        fitted = true;
        showBox(map, next.bounds, next.padding, false);
      }
      const { camera } = next;
      if (camera && camera !== before.camera && !isAt(map, camera)) {
        map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
      }
      if (next.here !== before.here) showHere(next.here);
      if (next.goTo && next.goTo !== before.goTo) goTo(map, next.goTo, next.padding);
      if (next.readerKey !== before.readerKey) {
        container.dataset.mapState = 'drawing';
        loaded = false;
        styled = next;
        asked = new Set();
        style = styleFor(next, asked);
        map.setStyle(style, { diff: false });
        return;
      }
      if (!loaded) return;
      if (!looksAlike(next, before) || wantsMore(next, asked)) {
        restyle();
        donuts.renew();
        return;
      }
      if (next.shown !== before.shown || next.versions !== before.versions) {
        showAreas(map, next);
        showLayers(map, style, next);
        arrange();
        followFilters();
        donuts.renew();
        surface.renew();
        density.renew();
        if (next.shown.opacity !== before.shown.opacity) toolLayers.renew();
      }
      if (next.tool !== before.tool) drawing.follow();
      if (next.sketch !== before.sketch || isDrawing(next) !== isDrawing(before)) {
        if ((next.sketch === null) !== (before.sketch === null)) showAreas(map, next);
        void drawSketch(map, sketched);
        surface.renew();
      }
      if (next.drawings !== before.drawings) {
        if (
          (next.drawings.length === 0) !== (before.drawings.length === 0) ||
          (regionFillOf(next.drawings) === null) !== (regionFillOf(before.drawings) === null)
        ) {
          showAreas(map, next);
          surface.renew();
        }
        toolLayers.renew();
      }
      if (next.hovered !== before.hovered) setMarks(map, markOf(next), hover ?? listed(next));
      if (next.selected !== before.selected || next.selectedShape !== before.selectedShape) {
        setMarks(map, markOf(next), hover ?? listed(next));
        outline(map, next.selected);
      }
      if (next.selectedShape !== before.selectedShape) outlineShape(map, next.selectedShape);
      if (next.results !== before.results) {
        map.getSource<GeoJSONSource>('results')?.setData({
          type: 'FeatureCollection',
          features: [...next.results],
        });
      }
    },
    snapshot: async () => (await import('./snapshot.ts')).takeSnapshot(map),
    picture: async () => (await import('./snapshot.ts')).takePicture(map, () => props),
    board: async (create, told) => {
      if (!loaded) await map.once('style.load');
      return create(map, () => props.theme, told);
    },
    followNear: async (follow, told) => {
      if (!loaded) await map.once('style.load');
      return follow(map, () => props.theme, told);
    },
    join: (pair, side) => pair.join(map, side),
    remove() {
      stopRetrying();
      surface.remove();
      density.remove();
      toolLayers.remove();
      map.remove();
    },
  };
}

/** The style with the layers that are on now or were before; adds those to `asked`. */
function styleFor(
  { theme, lang, role, shown, catalogue, bounds }: CityMapProps,
  asked: Set<LayerId>,
): StyleSpecification {
  for (const { id } of catalogue) if (isDrawn(shown, id)) asked.add(id);
  const latDeg = bounds ? (bounds[1] + bounds[3]) / 2 : undefined;
  const { origin } = window.location;
  const whole = mapStyle({ theme, lang, origin, role, ...(latDeg !== undefined && { latDeg }) });
  return withOverlays(withOnly(whole, asked), theme, lang);
}

/** Whether a layer is on that the style does not hold yet. */
function wantsMore({ shown, catalogue }: CityMapProps, asked: ReadonlySet<LayerId>): boolean {
  return catalogue.some(({ id }) => isDrawn(shown, id) && !asked.has(id));
}

/** The layers that are drawn as donuts or bubbles. */
function countedOf(style: StyleSpecification, { shown, catalogue }: CityMapProps): Counted[] {
  const withCells = new Set(style.layers.filter(drawsCells).map(layerOf));
  return catalogue
    .filter(({ id }) => withCells.has(id) && isDrawn(shown, id) && shown.density?.layer !== id)
    .map(({ id, graded, label, short }) => ({ id, graded, word: short ?? label }));
}

function isDrawing({ tool }: CityMapProps): boolean {
  return tool === 'polygon' || tool === 'line';
}

function looksAlike(a: CityMapProps, b: CityMapProps): boolean {
  return a.theme === b.theme && a.lang === b.lang;
}

/** Sources stay as they are, with their filters and data, and so does what is drawn by hand: only colours and words change. */
function keepingSources(
  before: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  const drawn = before?.layers.filter(({ id }) => id.startsWith(DRAW_PREFIX)) ?? [];
  return { ...next, sources: { ...next.sources, ...before?.sources }, layers: [...next.layers, ...drawn] };
}

function title(map: MapLibreMap, { lang, second }: CityMapProps): void {
  map.getCanvas().setAttribute('aria-label', second ?? TITLE[lang]);
}

/** Tells the controls how much of the map the panels cover. */
function cover(container: HTMLElement, { padding }: CityMapProps): void {
  container.style.setProperty('--map-left', `${padding.left}px`);
  container.style.setProperty('--map-bottom', `${padding.bottom}px`);
}

/** What is drawn as a symbol gets a ring; lines and areas get an outline instead. */
function markOf({ selected, selectedShape }: CityMapProps): MarkPlace | null {
  if (selectedShape && selectedShape.type !== 'Point') return null;
  if (!selected || selected.layer === 'regions' || selected.layer === 'several') return null;
  if (selected.layer !== 'cells') return { at: selected.at, radiusPx: 12 };
  return { at: selected.at, radiusPx: donutDiameterPx(totalOf(selected.counts)) / 2 };
}

function outline(map: MapLibreMap, selected: Pick | null): void {
  const id = selected?.layer === 'regions' ? selected.id : NO_REGION;
  for (const part of ['casing', 'ink']) map.setFilter(`selected-region-${part}`, ['==', ['get', 'id'], id]);
}

function outlineShape(map: MapLibreMap, shape: CityMapProps['selectedShape']): void {
  const drawn = shape && shape.type !== 'Point';
  map.getSource<GeoJSONSource>('selection')?.setData({
    type: 'FeatureCollection',
    features: drawn ? [{ type: 'Feature', geometry: shape, properties: {} }] : [],
  });
}

function isAt(map: MapLibreMap, camera: Camera): boolean {
  const { lng, lat } = map.getCenter();
  const near = 1e-6 * 2 ** Math.max(0, 20 - camera.zoom);
  return (
    Math.abs(lng - camera.lon) < near &&
    Math.abs(lat - camera.lat) < near &&
    Math.abs(map.getZoom() - camera.zoom) < 0.01
  );
}

/** The ring around the object of a list's row. */
function listed({ hovered }: CityMapProps): MarkPlace | null {
  return hovered ? { at: hovered, radiusPx: 9 } : null;
}
