/** Pictures of the style, drawn when a tile first needs them from what their name says. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { imageOf } from '../../tiles/image-id.ts';

const PIXEL_RATIO = 2;

/** Answers every picture that the map misses; MapLibre waits for it. */
export function resolveImages(map: MapLibreMap): void {
  const running = new Map<string, Promise<void>>();
  map.setMissingStyleImageResolver((id) => {
    const known = running.get(id);
    if (known) return known;
    const drawing = draw(map, id).finally(() => running.delete(id));
    running.set(id, drawing);
    return drawing;
  });
}

async function draw(map: MapLibreMap, id: string): Promise<void> {
  const svg = imageOf(id);
  if (!svg) return;
  const picture = await rasterise(svg);
  if (!map.hasImage(id)) map.addImage(id, picture, { pixelRatio: PIXEL_RATIO });
}

/** SVG text with a width and a height in px → pixels at twice that size. */
async function rasterise(svg: string): Promise<ImageData> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * PIXEL_RATIO);
  canvas.height = Math.round(image.naturalHeight * PIXEL_RATIO);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas for the pictures of the map');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
