/** The frame and the stairs of the F-N chart. */
import { describe, expect, it } from 'vitest';
import { frameOf, placer, stairs } from './fn-scale.ts';

const UPPER = [
  { n: 1, fPerYr: 1e-3 },
  { n: 1000, fPerYr: 1e-6 },
];

describe('The F-N chart', () => {
  it('shows whole decades around the curve and the lines', () => {
    expect(frameOf([{ n: 40, fPerYr: 2e-5 }], [UPPER])).toEqual({ n: [0, 3], f: [-7, -3] });
    expect(frameOf([{ n: 2500, fPerYr: 3e-14 }], [UPPER])).toEqual({ n: [0, 4], f: [-9, -3] });
  });

  it('places decades at equal distances', () => {
    const { x, y } = placer({ n: [0, 3], f: [-7, -3] }, { left: 10, top: 5, width: 300, height: 100 });
    expect([x(1), x(10), x(1000)]).toEqual([10, 110, 310]);
    expect([y(1e-3), y(1e-5), y(1e-12)]).toEqual([5, 55, 105]);
  });

  it('falls in steps, each F up to its N', () => {
    expect(
      stairs([
        { n: 3, fPerYr: 1e-4 },
        { n: 10, fPerYr: 1e-5 },
      ]),
    ).toEqual([
      { n: 1, fPerYr: 1e-4 },
      { n: 3, fPerYr: 1e-4 },
      { n: 3, fPerYr: 1e-5 },
      { n: 10, fPerYr: 1e-5 },
    ]);
  });
});
