/** The field of proposed plants, summed in the browser from their kernels while they are moved. */
import { offsetM } from '../../../data/risk/field.ts';
import { type Kernel, riskOf } from '../../../data/risk/polar.ts';
import type { FieldDrawing } from '../../map/drawn.ts';
import { latOfWorldY, worldX, worldY } from '../../map/mercator.ts';
import type { LonLat } from '../../map/props.ts';

type Raster = Omit<FieldDrawing, 'added'>;
type Box = FieldDrawing['bbox'];

export interface PlacedKernel {
  readonly at: LonLat;
  readonly kernel: Kernel;
}

const DEGREE_M = 111_195;

/** The box that a kernel reaches. */
function reachOf({ at: [lon, lat], kernel: { reachM } }: PlacedKernel): Box {
  const dLat = reachM / DEGREE_M;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}

/** Risk of the plants at a place, per year. */
export function addedAt(plants: readonly PlacedKernel[], lon: number, lat: number): number {
  let sum = 0;
  for (const { at, kernel } of plants)
    sum += riskOf(kernel, ...offsetM({ lon: at[0], lat: at[1] }, lon, lat));
  return sum;
}

/**
 * The sum of the kernels on a grid over what they reach inside `within`, rows regular in Web Mercator; null where they
 * reach nothing of it. At most `cells` cells.
 */
export function addedField(
  plants: readonly PlacedKernel[],
  within: Box | null,
  cells: number,
): Raster | null {
  const reaching = plants.filter(({ kernel }) => kernel.reachM > 0);
  if (reaching.length === 0) return null;
  const boxes = reaching.map(reachOf);
  const all: Box = [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
  const bbox: Box = within
    ? [
        Math.max(all[0], within[0]),
        Math.max(all[1], within[1]),
        Math.min(all[2], within[2]),
        Math.min(all[3], within[3]),
      ]
    : all;
  if (bbox[0] >= bbox[2] || bbox[1] >= bbox[3]) return null;
  const [y0, y1] = [worldY(bbox[3]), worldY(bbox[1])];
  const ratio = (y1 - y0) / (worldX(bbox[2]) - worldX(bbox[0]));
  const width = Math.max(2, Math.round(Math.sqrt(cells / ratio)));
  const height = Math.max(2, Math.round(width * ratio));
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const lat = latOfWorldY(y0 + ((row + 0.5) / height) * (y1 - y0));
    for (let column = 0; column < width; column++)
      values[row * width + column] = addedAt(
        reaching,
        bbox[0] + ((column + 0.5) / width) * (bbox[2] - bbox[0]),
        lat,
      );
  }
  return { bbox, width, height, values };
}
