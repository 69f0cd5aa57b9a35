/** The nearest place that keeps a limit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latOfWorldY, worldY } from '../../map/mercator.ts';
import { compassIndex, nearestCompliant, SEARCHED_CELLS, searchedBox } from './move-away.ts';

const METRES = 111_195;

/** Risk that falls with the distance from a source so many metres east and north of the middle. */
function fieldAbout(at: readonly [number, number], eastM: number, northM: number) {
  const bbox = searchedBox(at);
  const size = SEARCHED_CELLS;
  const [y0, y1] = [worldY(bbox[3]), worldY(bbox[1])];
  const values = Float32Array.from({ length: size * size }, (_, index) => {
    const lon = bbox[0] + (((index % size) + 0.5) / size) * (bbox[2] - bbox[0]);
    const lat = latOfWorldY(y0 + ((Math.floor(index / size) + 0.5) / size) * (y1 - y0));
    const x = (lon - at[0]) * METRES * Math.cos((at[1] * Math.PI) / 180) - eastM;
    const y = (lat - at[1]) * METRES - northM;
    return 1e-4 * Math.exp(-Math.hypot(x, y) / 300);
  });
  return { bbox, width: size, height: size, values };
}

describe('The nearest place that complies', () => {
  it('lies straight away from a single source, just beyond the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), (degrees) => {
        const angle = (degrees * Math.PI) / 180;
        const [eastM, northM] = [400 * Math.sin(angle), 400 * Math.cos(angle)];
        const found = nearestCompliant(fieldAbout([122.4, 30.2], eastM, northM), [122.4, 30.2], 3e-7)!;
        const lineM = 300 * Math.log(1e-4 / 3e-7);
        expect(found.distanceM).toBeGreaterThan(lineM - 400);
        expect(found.distanceM).toBeLessThan(lineM - 400 + 160);
        const turned = Math.abs(((found.bearingDeg - degrees - 180 + 540) % 360) - 180);
        // cells beside the straight line may be a metre nearer
        expect(turned).toBeLessThan(20);
      }),
      { numRuns: 20 },
    );
  });

  it('is none where the whole square exceeds the limit', () => {
    const field = fieldAbout([122.4, 30.2], 0, 0);
    expect(nearestCompliant(field, [122.4, 30.2], 1e-30)).toBeNull();
  });

  it('is told by eight words', () => {
    expect([0, 44, 46, 180, 359].map(compassIndex)).toEqual([0, 1, 1, 4, 0]);
  });
});
