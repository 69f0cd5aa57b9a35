/** A city's own grid found again from its control points. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CGCS2000_ELLIPSOID } from './ellipsoid.ts';
import { type ControlPoint, fitLocalGrid, type GridMethod, localGrid } from './local-grid.ts';
import { transverseMercator } from './transverse-mercator.ts';

const MERIDIAN = 121;
const plane = transverseMercator({
  ellipsoid: CGCS2000_ELLIPSOID,
  centralMeridian: MERIDIAN,
  scale: 1,
  falseEastingM: 500_000,
  falseNorthingM: 0,
});

/** An invented grid: turned, scaled, moved against the plane; `mirrored` writes north first. */
function gridPoint(
  lon: number,
  lat: number,
  grid: { turnDeg: number; scale: number; northFirst: boolean },
): ControlPoint {
  const [e, n] = plane.forward(lon, lat) ?? [0, 0];
  const [u, v] = [(e - 500_000) * grid.scale, (n - 3_300_000) * grid.scale];
  const turn = (grid.turnDeg * Math.PI) / 180;
  const x = 50_000 + u * Math.cos(turn) - v * Math.sin(turn);
  const y = 80_000 + u * Math.sin(turn) + v * Math.cos(turn);
  return grid.northFirst ? { x: y, y: x, lon, lat } : { x, y, lon, lat };
}

const PLACES = [
  [120.9, 29.7],
  [121.3, 29.8],
  [121.1, 30.05],
  [120.8, 30.1],
  [121.2, 29.6],
] as const;

const grid = fc.record({
  turnDeg: fc.double({ min: -40, max: 40, noNaN: true }),
  scale: fc.double({ min: 0.999, max: 1.001, noNaN: true }),
  northFirst: fc.boolean(),
});

describe('a local grid', () => {
  it.each(['helmert', 'affine'] as const)(
    'is found by %s, whichever axis comes first',
    (method: GridMethod) => {
      fc.assert(
        fc.property(grid, (own) => {
          const answer = fitLocalGrid(
            PLACES.map(([lon, lat]) => gridPoint(lon, lat, own)),
            method,
          );
          if (!answer.ok) throw new Error(answer.en);
          expect(answer.fit.rmsM).toBeLessThan(1e-5);
          expect(answer.fit.scale).toBeCloseTo(1 / own.scale, 8);
          expect(answer.fit.axes).toBe(own.northFirst ? 'north_east' : 'east_north');
          expect(answer.fit.rotationDeg).toBeCloseTo(-own.turnDeg, 6);
          const { inverse, forward } = localGrid(answer.fit);
          const other = gridPoint(121.02, 29.91, own);
          const [lon, lat] = inverse(other.x, other.y) ?? [];
          expect(lon).toBeCloseTo(121.02, 9);
          expect(lat).toBeCloseTo(29.91, 9);
          const [x, y] = forward(121.02, 29.91) ?? [];
          expect(x).toBeCloseTo(other.x, 4);
          expect(y).toBeCloseTo(other.y, 4);
        }),
        { numRuns: 50 },
      );
    },
  );

  it('names the point that misses, with its residual', () => {
    const points = PLACES.map(([lon, lat], index) => ({
      ...gridPoint(lon, lat, { turnDeg: 3, scale: 1, northFirst: false }),
      name: `K${index + 1}`,
    }));
    const moved = points.map((point, index) => (index === 2 ? { ...point, x: point.x + 40 } : point));
    const answer = fitLocalGrid(moved, 'helmert');
    if (!answer.ok) throw new Error(answer.en);
    const worst = answer.fit.residuals.toSorted((a, b) => b.distanceM - a.distanceM)[0];
    expect(worst?.index).toBe(2);
    expect(worst?.distanceM).toBeGreaterThan(20);
    expect(answer.fit.warnings.map(({ zh }) => zh).join()).toContain('“K3”的残差');
    expect(answer.fit.redundancy).toBe(6);
  });

  it('least squares: no other parameters of its kind leave smaller residuals', () => {
    const points = PLACES.map(([lon, lat], index) => {
      const exact = gridPoint(lon, lat, { turnDeg: -7, scale: 1.0002, northFirst: false });
      return { ...exact, x: exact.x + [3, -4, 2, 5, -1][index]!, y: exact.y + [-2, 1, 4, -3, 2][index]! };
    });
    const helmert = fitLocalGrid(points, 'helmert');
    const affine = fitLocalGrid(points, 'affine');
    if (!helmert.ok || !affine.ok) throw new Error('not fitted');
    expect(affine.fit.rmsM).toBeLessThanOrEqual(helmert.fit.rmsM);
    const sum = (fit: typeof helmert.fit, matrix: readonly number[]) => {
      let total = 0;
      for (const { x, y, lon, lat } of points) {
        const [e, n] = transverseMercator({
          ellipsoid: CGCS2000_ELLIPSOID,
          centralMeridian: fit.centralMeridian,
          scale: 1,
          falseEastingM: 500_000,
          falseNorthingM: 0,
        }).forward(lon, lat) ?? [0, 0];
        const [u, v] = [x - fit.from[0], y - fit.from[1]];
        total +=
          (fit.to[0] + matrix[0]! * u + matrix[1]! * v - e) ** 2 +
          (fit.to[1] + matrix[2]! * u + matrix[3]! * v - n) ** 2;
      }
      return total;
    };
    const best = sum(affine.fit, affine.fit.matrix);
    for (const step of [1e-5, -1e-5])
      for (const part of [0, 1, 2, 3])
        expect(
          sum(
            affine.fit,
            affine.fit.matrix.map((one, index) => (index === part ? one + step : one)),
          ),
        ).toBeGreaterThan(best);
  });

  it('refuses what cannot carry it, in words', () => {
    const own = { turnDeg: 0, scale: 1, northFirst: false };
    const reason = (places: readonly (readonly [number, number])[], method: GridMethod) => {
      const answer = fitLocalGrid(
        places.map(([lon, lat]) => gridPoint(lon, lat, own)),
        method,
      );
      return answer.ok ? 'fitted' : answer.reason;
    };
    expect(reason([[121, 30]], 'helmert')).toBe('too_few');
    expect(
      reason(
        [
          [121, 30],
          [121.1, 30],
        ],
        'affine',
      ),
    ).toBe('too_few');
    expect(
      reason(
        [
          [121, 30],
          [121, 30],
          [121, 30],
        ],
        'helmert',
      ),
    ).toBe('coincident');
    expect(
      reason(
        [
          [121, 30],
          [121, 30.1],
          [121, 30.2],
          [121, 30.4],
        ],
        'affine',
      ),
    ).toBe('in_line');
    expect(
      reason(
        [
          [121, 30],
          [121, 30.1],
          [121, 30.2],
        ],
        'helmert',
      ),
    ).toBe('fitted');
    expect(
      fitLocalGrid(
        [
          { x: Number.NaN, y: 0, lon: 121, lat: 30 },
          { x: 1, y: 1, lon: 121, lat: 31 },
        ],
        'helmert',
      ),
    ).toMatchObject({ reason: 'invalid' });
  });

  it('says that two points prove nothing', () => {
    const two = PLACES.slice(0, 2).map(([lon, lat]) =>
      gridPoint(lon, lat, { turnDeg: 2, scale: 1, northFirst: true }),
    );
    const answer = fitLocalGrid(two, 'helmert');
    if (!answer.ok) throw new Error(answer.en);
    expect(answer.fit.axes).toBe('north_east');
    expect(answer.fit.warnings[0]?.zh).toContain('不能说明精度');
  });
});
