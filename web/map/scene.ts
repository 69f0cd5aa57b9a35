/** One map and everything on it, kept in step with the props: what changed is applied, the rest stays. */
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { donutDiameterPx, totalOf } from '../../tiles/donut.ts';
import { mapStyle } from '../../tiles/style.ts';
import { createMap } from './create-map.ts';
import { followCells } from './donuts.ts';
import { createDrawing } from './drawing.ts';
import { followTiles, showAreas, showEnterprises, tilesUrl } from './filters.ts';
import { followHere } from './here.ts';
import { goTo, showBox } from './motion.ts';
import { NO_REGION, withOverlays } from './overlays.ts';
import { type MarkPlace, setMarks } from './picking.ts';
import { followPointer } from './pointer.ts';
import type { Camera, CityMapProps, Pick } from './props.ts';
import { retryTiles } from './retry.ts';
import { dragSketch, drawSketch } from './sketch.ts';
import { createSurface } from './surface.ts';

export interface Scene {
  update(props: CityMapProps): void;
  remove(): void;
}

const TITLE = { zh: '城市安全风险地图', en: 'Map of the city’s safety risk' } as const;

/** Creates the map in the container. Throws where the browser has no WebGL 2. */
export function createScene(container: HTMLElement, first: CityMapProps): Scene {
  let props = first;
  /** With what the style in use was made. */
  let styled = first;
  let loaded = false;
  let fitted = first.camera !== null;
  let hover: MarkPlace | null = null;
  // tiles of these versions come with the TileJSON itself
  let versionsAtLoad = first.versions;
  const map = createMap(container, styleFor(first), first.camera);
  const surface = createSurface(map, () => props);
  const renewDonuts = followCells(map);
  const showHere = followHere(map);
  const drawing = createDrawing(map, () => props);
  /** While another shape is drawn, the one before it is gone. */
  const sketched = () => (isDrawing(props) ? null : props.sketch);

  const dress = () => {
    title(map, props);
    showAreas(map, props);
    showEnterprises(map, props);
    followFilters();
    setMarks(map, markOf(props.selected), hover);
    outline(map, props.selected);
    map.getSource<GeoJSONSource>('results')?.setData({
      type: 'FeatureCollection',
      features: [...props.results],
    });
    void drawSketch(map, sketched);
    drawing.renew();
    surface.renew();
  };
  const followFilters = () => {
    const { versions, shown } = props;
    const narrowed = shown.grades.enterprises !== null || shown.sectors !== null;
    for (const layer of ['regions', 'enterprises'] as const) {
      const source = map.getSource(layer);
      const renewed = versions[layer] !== versionsAtLoad[layer];
      if (!renewed && !(layer === 'enterprises' && narrowed) && !touched.has(layer)) continue;
      if (!source) continue;
      touched.add(layer);
      followTiles(map, layer, tilesUrl(window.location.origin, layer, versions[layer], shown));
    }
  };
  const touched = new Set<string>();

  const restyle = () => {
    container.dataset.mapState = 'drawing';
    styled = props;
    surface.remove();
    map.setStyle(styleFor(props), { diff: true, transformStyle: keepingSources });
    dress();
  };

  map.on('style.load', () => {
    loaded = true;
    if (!looksAlike(styled, props)) restyle();
    touched.clear();
    versionsAtLoad = props.versions;
    dress();
    renewDonuts();
  });
  map.on('idle', () => {
    container.dataset.mapState = 'drawn';
    // the shore at which the surface ends is known now
    surface.settle();
  });
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    props.onCamera({ lon: lng, lat, zoom: map.getZoom() });
    surface.renew();
  });
  const stopRetrying = retryTiles(map, (missing) => props.onProblem(missing ? 'tiles' : null));
  followPointer(
    map,
    () => props,
    (place) => {
      hover = place;
      if (loaded) setMarks(map, markOf(props.selected), hover);
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
        map.setStyle(styleFor(next), { diff: false });
        return;
      }
      if (!loaded) return;
      if (!looksAlike(next, before)) {
        restyle();
        return;
      }
      if (next.shown !== before.shown || next.versions !== before.versions) {
        showAreas(map, next);
        showEnterprises(map, next);
        followFilters();
        surface.renew();
      }
      if (next.tool !== before.tool) drawing.follow();
      if (next.sketch !== before.sketch || isDrawing(next) !== isDrawing(before)) {
        if ((next.sketch === null) !== (before.sketch === null)) showAreas(map, next);
        void drawSketch(map, sketched);
        surface.renew();
      }
      if (next.selected !== before.selected) {
        setMarks(map, markOf(next.selected), hover);
        outline(map, next.selected);
      }
      if (next.results !== before.results) {
        map.getSource<GeoJSONSource>('results')?.setData({
          type: 'FeatureCollection',
          features: [...next.results],
        });
      }
    },
    remove() {
      stopRetrying();
      surface.remove();
      map.remove();
    },
  };
}

/** The style of a reader of the register: for the public its finer layers find nothing in the tiles. */
function styleFor({ theme, lang }: CityMapProps): StyleSpecification {
  const { origin } = window.location;
  return withOverlays(mapStyle({ theme, lang, origin, role: 'planner' }), theme, lang);
}

function isDrawing({ tool }: CityMapProps): boolean {
  return tool === 'polygon' || tool === 'line';
}

function looksAlike(a: CityMapProps, b: CityMapProps): boolean {
  return a.theme === b.theme && a.lang === b.lang;
}

/** Sources stay as they are, with their filters and data: only colours and words change. */
function keepingSources(
  before: StyleSpecification | undefined,
  next: StyleSpecification,
): StyleSpecification {
  return { ...next, sources: { ...next.sources, ...before?.sources } };
}

function title(map: MapLibreMap, { lang }: CityMapProps): void {
  map.getCanvas().setAttribute('aria-label', TITLE[lang]);
}

/** Tells the controls how much of the map the panels cover. */
function cover(container: HTMLElement, { padding }: CityMapProps): void {
  container.style.setProperty('--map-left', `${padding.left}px`);
  container.style.setProperty('--map-bottom', `${padding.bottom}px`);
}

/** Enterprises and cells get a ring; a region gets an outline instead. */
function markOf(selected: Pick | null): MarkPlace | null {
  if (!selected || selected.layer === 'regions') return null;
  if (selected.layer !== 'cells') return { at: selected.at, radiusPx: 12 };
  return { at: selected.at, radiusPx: donutDiameterPx(totalOf(selected.counts)) / 2 };
}

function outline(map: MapLibreMap, selected: Pick | null): void {
  const id = selected?.layer === 'regions' ? selected.id : NO_REGION;
  for (const part of ['casing', 'ink']) map.setFilter(`selected-region-${part}`, ['==', ['get', 'id'], id]);
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
