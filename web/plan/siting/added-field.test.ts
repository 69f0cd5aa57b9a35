/** The field of proposed plants: summed in the browser as the server sums it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIRECTIONS, FIRST_M, type Kernel, RATIO } from '../../../data/risk/polar.ts';
import { latOfWorldY, worldY } from '../../map/mercator.ts';
import { addedAt, addedField } from './added-field.ts';

/** Falls with the distance, and is greater towards the east. */
function kernel(nodes: number): Kernel {
  const values = new Float32Array(nodes * DIRECTIONS);
  for (let node = 0; node < nodes; node++)
    for (let bearing = 0; bearing < DIRECTIONS; bearing++)
      values[node * DIRECTIONS + bearing] =
        node === nodes - 1 ? 0 : 1e-4 * 0.9 ** node * (1 + Math.sin((bearing * Math.PI) / 180));
  return { nodes, reachM: FIRST_M * RATIO ** (nodes - 1), values };
}
const place = fc.tuple(
  fc.double({ min: 100, max: 125, noNaN: true }),
  fc.double({ min: 20, max: 45, noNaN: true }),
);

describe('The field of proposed plants', () => {
  it('has in each cell the sum of the kernels at its centre, and covers all that they reach', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 60, max: 250 }), (at, nodes) => {
        const plants = [
          { at, kernel: kernel(nodes) },
          { at: [at[0] + 0.002, at[1] + 0.001] as const, kernel: kernel(80) },
        ];
        const field = addedField(plants, null, 400)!;
        const { bbox, width, height, values } = field;
        const [y0, y1] = [worldY(bbox[3]), worldY(bbox[1])];
        for (const [column, row] of [
          [0, 0],
          [width >> 1, height >> 1],
          [width - 1, height - 1],
        ] as const) {
          const lon = bbox[0] + ((column + 0.5) / width) * (bbox[2] - bbox[0]);
          const lat = latOfWorldY(y0 + ((row + 0.5) / height) * (y1 - y0));
          expect(values[row * width + column]).toBeCloseTo(addedAt(plants, lon, lat), 9);
        }
        // nothing is left outside
        for (const lon of [bbox[0] - 1e-4, bbox[2] + 1e-4]) expect(addedAt(plants, lon, at[1])).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is nothing for plants that reach nothing, or that lie far from what is seen', () => {
    const empty: Kernel = { nodes: 0, reachM: 0, values: new Float32Array() };
    expect(addedField([{ at: [116, 39], kernel: empty }], null, 100)).toBeNull();
    expect(addedField([{ at: [116, 39], kernel: kernel(100) }], [120, 30, 121, 31], 100)).toBeNull();
  });
});
