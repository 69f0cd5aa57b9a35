/** The risk surface on the map: asked for a little more than is seen, so that panning uses the same answer. */
import type { CanvasSource, Map as MapLibreMap } from 'maplibre-gl';
import { AREA_FACTOR } from '../../tiles/tokens.ts';
import type { CityMapProps } from './props.ts';
import { bandsOf, type Grid, paintBands } from './surface-bands.ts';
import { drawClipped, landTiles } from './surface-clip.ts';
import { type Box, gridFor } from './surface-grid.ts';

const ID = 'surface';
/** The lowest layer above the grades. */
const BELOW = 'base-river';
const FINER = 5;
const KEPT_ANSWERS = 12;

interface Answer {
  readonly bbox: Box;
  readonly grid: Grid;
}

export interface Surface {
  /** Brings the picture in step with the props and the camera. */
  renew(): void;
  /** Cuts the picture at the shore of the tiles that are loaded by now. */
  settle(): void;
  /** Takes the picture off the map; `renew` puts it back. */
  remove(): void;
}

export function createSurface(map: MapLibreMap, props: () => CityMapProps): Surface {
  const answers = new Map<string, Promise<Answer>>();
  let drawn = '';
  let asked = '';
  let picture: Picture | undefined;

  const remove = () => {
    drawn = '';
    takeOff(map);
  };

  const renew = () => {
    const { shown, theme, versions, readerKey } = props();
    if (!shown.surface) {
      if (drawn) remove();
      asked = '';
      return;
    }
    const { bbox, width, height } = gridFor(map);
    const query = new URLSearchParams({ bbox: bbox.join(), width: String(width), height: String(height) });
    const { grades, kinds } = shown.layers.enterprises ?? {};
    if (grades) query.set('grade', grades.join());
    if (kinds) query.set('sector', kinds.join());
    const url = `/api/surface?${query}`;
    const key = `${readerKey} ${versions.enterprises ?? ''} ${url}`;
    const wanted = `${theme} ${key}`;
    if (drawn === wanted) {
      strengthen(map, props());
      return;
    }
    asked = key;
    void answerTo(answers, key, url)
      .then((answer) => {
        // the reader went on meanwhile: only the last question is drawn
        if (asked !== key || !props().shown.surface || !map.getLayer(BELOW)) return;
        picture = put(map, answer, props());
        drawn = wanted;
      })
      .catch(() => {
        answers.delete(key);
        props().onProblem('tiles');
      });
  };
  const settle = () => {
    if (drawn && picture) clip(map, picture);
  };
  return { renew, settle, remove };
}

function answerTo(answers: Map<string, Promise<Answer>>, key: string, url: string): Promise<Answer> {
  const known = answers.get(key);
  if (known) return known;
  const asked = ask(url);
  answers.set(key, asked);
  for (const oldest of answers.keys()) {
    if (answers.size <= KEPT_ANSWERS) break;
    answers.delete(oldest);
  }
  return asked;
}

async function ask(url: string): Promise<Answer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Surface: ${response.status}`);
  const { bbox, width, height, values } = (await response.json()) as {
    bbox: Box;
    width: number;
    height: number;
    values: string;
  };
  return { bbox, grid: { width, height, values: Uint8Array.from(atob(values), (c) => c.charCodeAt(0)) } };
}

interface Picture {
  readonly bbox: Box;
  /** The whole surface. */
  readonly bands: HTMLCanvasElement;
  /** What the map shows of it. */
  readonly canvas: HTMLCanvasElement;
  /** Tiles of land at which it was cut. */
  land: string | undefined;
}

/** Draws the answer under the water and the roads, in place of the picture before. */
function put(map: MapLibreMap, { bbox, grid }: Answer, props: CityMapProps): Picture {
  const bands = document.createElement('canvas');
  const canvas = document.createElement('canvas');
  for (const one of [bands, canvas]) {
    one.width = grid.width * FINER;
    one.height = grid.height * FINER;
  }
  const pixels = paintBands(bandsOf(grid, FINER), canvas.width, props.theme);
  bands.getContext('2d')?.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
  drawClipped(map, canvas, bands, bbox);
  const [west, south, east, north] = bbox;
  const coordinates: CanvasSource['coordinates'] = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
  takeOff(map);
  map.addSource(ID, { type: 'canvas', canvas, coordinates, animate: false });
  map.addLayer({ id: ID, type: 'raster', source: ID, paint: { 'raster-fade-duration': 0 } }, BELOW);
  strengthen(map, props);
  return { bbox, bands, canvas, land: landTiles(map) };
}

/** Cuts again once the land under a new view is loaded. */
function clip(map: MapLibreMap, picture: Picture): void {
  const land = landTiles(map);
  if (!land || land === picture.land) return;
  picture.land = land;
  drawClipped(map, picture.canvas, picture.bands, picture.bbox);
  const source = map.getSource<CanvasSource>(ID);
  // a canvas that does not play is read once; this reads it once more
  source?.play();
  source?.pause();
}

function strengthen(map: MapLibreMap, { theme, shown, sketch, drawings }: CityMapProps): void {
  if (!map.getLayer(ID)) return;
  const aside = sketch || drawings.length > 0 ? 0.4 : 1;
  map.setPaintProperty(ID, 'raster-opacity', AREA_FACTOR[theme] * shown.opacity * aside);
}

function takeOff(map: MapLibreMap): void {
  if (map.getLayer(ID)) map.removeLayer(ID);
  if (map.getSource(ID)) map.removeSource(ID);
}
