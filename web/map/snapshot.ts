/** A picture of the map as it is drawn: taken within a frame, while the drawing buffer still holds it. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { drawnLayers } from './drawn-layers.ts';
import type { CityMapProps, DrawnLayer } from './props.ts';

export interface MapPicture {
  readonly canvas: HTMLCanvasElement;
  /** False when something was still missing as the time was up. */
  readonly complete: boolean;
  readonly drawn: readonly DrawnLayer[];
}

/** How long nothing may change before the map counts as drawn, and how long that is waited for. */
const QUIET_MS = 800;
const PATIENCE_MS = 90_000;
const LOOK_MS = 100;

/** A PNG data URL of the canvas with the draggable marks painted in. */
export async function takeSnapshot(map: MapLibreMap): Promise<string> {
  return (await painted(map)).toDataURL('image/png');
}

/** The canvas once everything is drawn. */
export async function takePicture(map: MapLibreMap, props: () => CityMapProps): Promise<MapPicture> {
  const complete = await settled(map, props);
  return { complete, canvas: await painted(map), drawn: drawnLayers(map, props()) };
}

/** Whether tiles, pictures, donuts, surface and density came to rest in time. */
async function settled(map: MapLibreMap, props: () => CityMapProps): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  let quietSince = performance.now();
  const restless = () => {
    quietSince = performance.now();
  };
  map.on('dataloading', restless);
  map.on('data', restless);
  try {
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const surfaceIsThere = !props().shown.surface || map.getSource('surface') !== undefined;
      if (!map.loaded() || !surfaceIsThere) restless();
      if (performance.now() - quietSince >= QUIET_MS) return true;
    }
    return false;
  } finally {
    map.off('dataloading', restless);
    map.off('data', restless);
  }
}

function painted(map: MapLibreMap): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    map.once('render', () => {
      const canvas = map.getCanvas();
      const picture = document.createElement('canvas');
      picture.width = canvas.width;
      picture.height = canvas.height;
      const context = picture.getContext('2d', { alpha: false });
      if (!context) throw new Error('No 2D canvas for the picture of the map');
      context.drawImage(canvas, 0, 0);
      const scale = canvas.width / canvas.clientWidth;
      for (const mark of map.getContainer().querySelectorAll<HTMLElement>('.map-handle-mark'))
        paintMark(context, mark, canvas.getBoundingClientRect(), scale);
      resolve(picture);
    });
    map.triggerRepaint();
  });
}

/** A mark as a plate with its tag: pictures of DOM elements cannot be taken. */
function paintMark(
  context: CanvasRenderingContext2D,
  mark: HTMLElement,
  frame: DOMRect,
  scale: number,
): void {
  const box = mark.getBoundingClientRect();
  const look = getComputedStyle(mark);
  const [x, y] = [(box.left - frame.left) * scale, (box.top - frame.top) * scale];
  context.fillStyle = look.backgroundColor;
  context.strokeStyle = look.borderTopColor;
  context.lineWidth = 2 * scale;
  context.beginPath();
  context.roundRect(x, y, box.width * scale, box.height * scale, 5 * scale);
  context.fill();
  context.stroke();
  const image = mark.querySelector('img');
  if (image?.complete) {
    const own = image.getBoundingClientRect();
    context.drawImage(
      image,
      (own.left - frame.left) * scale,
      (own.top - frame.top) * scale,
      own.width * scale,
      own.height * scale,
    );
  }
  const tag = mark.parentElement?.querySelector<HTMLElement>('.map-handle-tag');
  if (!tag?.textContent) return;
  const at = tag.getBoundingClientRect();
  const words = getComputedStyle(tag);
  context.fillStyle = words.backgroundColor;
  context.fillRect(
    (at.left - frame.left) * scale,
    (at.top - frame.top) * scale,
    at.width * scale,
    at.height * scale,
  );
  context.fillStyle = words.color;
  context.font = `${words.fontWeight} ${Number.parseFloat(words.fontSize) * scale}px ${words.fontFamily}`;
  context.textBaseline = 'middle';
  context.fillText(
    tag.textContent,
    (at.left - frame.left + Number.parseFloat(words.paddingLeft)) * scale,
    (at.top - frame.top + at.height / 2) * scale,
  );
}
