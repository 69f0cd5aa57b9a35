/** Where a building that exceeds its limit would keep it: the nearest such place of a computed field. */
import type { FieldDrawing } from '../../map/drawn.ts';
import { latOfWorldY, worldY } from '../../map/mercator.ts';
import type { LonLat } from '../../map/props.ts';
import type { Box } from '../risk/risk-answers.ts';

const DEGREE_M = 111_195;
/** Searched so far around. */
export const SEARCHED_M = 6_000;
export const SEARCHED_CELLS = 240;

export interface Refuge {
  readonly at: LonLat;
  readonly distanceM: number;
  /** Clockwise from north. */
  readonly bearingDeg: number;
}

/** The square that is searched about a place. */
export function searchedBox([lon, lat]: LonLat): Box {
  const dLat = SEARCHED_M / DEGREE_M;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  const six = (degrees: number) => Number(degrees.toFixed(6));
  return [six(lon - dLon), six(lat - dLat), six(lon + dLon), six(lat + dLat)];
}

/**
 * The nearest cell whose centre and whose eight neighbours keep the limit, so that a building there does not stand on
 * the line; null where the searched square has none.
 */
export function nearestCompliant(
  field: Omit<FieldDrawing, 'added'>,
  [lon, lat]: LonLat,
  limitPerYr: number,
): Refuge | null {
  const { bbox, width, height, values } = field;
  const [y0, y1] = [worldY(bbox[3]), worldY(bbox[1])];
  const lonM = DEGREE_M * Math.cos((lat * Math.PI) / 180);
  const keeps = (column: number, row: number) => {
    for (let down = -1; down <= 1; down++)
      for (let right = -1; right <= 1; right++)
        if ((values[(row + down) * width + column + right] ?? Number.POSITIVE_INFINITY) > limitPerYr)
          return false;
    return true;
  };
  let best: Refuge | null = null;
  for (let row = 1; row < height - 1; row++) {
    const cellLat = latOfWorldY(y0 + ((row + 0.5) / height) * (y1 - y0));
    for (let column = 1; column < width - 1; column++) {
      const cellLon = bbox[0] + ((column + 0.5) / width) * (bbox[2] - bbox[0]);
      const [eastM, northM] = [(cellLon - lon) * lonM, (cellLat - lat) * DEGREE_M];
      const distanceM = Math.hypot(eastM, northM);
      if ((best && distanceM >= best.distanceM) || !keeps(column, row)) continue;
      const bearingDeg = ((Math.atan2(eastM, northM) * 180) / Math.PI + 360) % 360;
      best = { at: [cellLon, cellLat], distanceM, bearingDeg };
    }
  }
  return best;
}

/** Index of one of eight compass words, north first, clockwise. */
export const compassIndex = (bearingDeg: number): number => Math.round(bearingDeg / 45) % 8;
