/** The only place that creates a MapLibre map. */
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { Map as MapLibreMap, ScaleControl, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
// a bundler does not keep the path at which MapLibre would look for its worker
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { resolveImages } from './images.ts';
import { prefersStillness } from './motion.ts';
import type { Camera } from './props.ts';

setWorkerUrl(workerUrl);

declare global {
  interface Window {
    /** The last map made but for a second one beside it, for tests and for looking at it from the browser's console. */
    __map?: MapLibreMap;
    /** The last second map. */
    __second?: MapLibreMap;
  }
}

/** A map that is drawn once, to be printed. */
export interface PaperMap {
  /** Pixels of the picture for each CSS pixel of the map. */
  readonly pixelRatio: number;
}

/** A map that looks straight down, north up. Throws where the browser has no WebGL 2. */
export function createMap(
  container: HTMLElement,
  style: StyleSpecification,
  camera: Camera | null,
  paper?: PaperMap,
  second = false,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    ...(camera ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom } : {}),
    minZoom: 5,
    maxZoom: 19,
    attributionControl: false,
    // the server says when data are newer; a tile that is merely old stays, also without a connection
    refreshExpiredTiles: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    ...(prefersStillness() || paper ? { fadeDuration: 0 } : {}),
    ...(paper && {
      pixelRatio: paper.pixelRatio,
      interactive: false,
      maxCanvasSize: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number],
    }),
  });
  resolveImages(map);
  if (paper) return map;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left');
  window[second ? '__second' : '__map'] = map;
  return map;
}
