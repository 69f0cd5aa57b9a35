/** The sun against a published position, and where it must be by symmetry. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observedStability } from './observed-stability.ts';
import { solarElevationDeg } from './sun.ts';

describe('the elevation of the sun', () => {
  it('is that of the published example of NREL/TP-560-34302, table A5.1 (Golden, 17 October 2003)', () => {
    const at = solarElevationDeg(new Date('2003-10-17T12:30:30-07:00'), [-105.1786, 39.742476]);
    expect(at).toBeCloseTo(39.872, 1);
    expect(Math.abs(at - 39.872046)).toBeLessThan(0.02);
  });

  it('is almost 90° at noon under the equinox sun, and negative at midnight', () => {
    // equinox of March 2026: 20 March 14:46 UTC, when the sun stands over about 40° W
    const noonLon = -(14 + 46 / 60 - 12 - 7.5 / 60) * 15;
    expect(solarElevationDeg(new Date('2026-03-20T14:46:00Z'), [noonLon, 0])).toBeGreaterThan(89.5);
    expect(solarElevationDeg(new Date('2026-03-20T14:46:00Z'), [noonLon + 180, 0])).toBeLessThan(-89.5);
  });

  it('is the opposite on the opposite side of the earth, at every moment', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (when, lon, lat) => {
          const here = solarElevationDeg(when, [lon, lat]);
          expect(solarElevationDeg(when, [lon + 180, -lat])).toBeCloseTo(-here, 6);
          expect(Math.abs(here)).toBeLessThanOrEqual(90);
        },
      ),
    );
  });
});

describe('the stability of an observation', () => {
  const summerNoon = new Date('2026-06-21T12:00:00+08:00');
  const winterNight = new Date('2026-12-21T23:00:00+08:00');
  const here = [122.2, 30] as const;

  it('follows sun, cloud and wind as in the table of Pasquill', () => {
    expect(observedStability(summerNoon, here, 1, 0).class).toBe('A');
    expect(observedStability(summerNoon, here, 7, 0).class).toBe('C');
    expect(observedStability(winterNight, here, 1.5, 1).class).toBe('F');
    expect(observedStability(winterNight, here, 4, 6).class).toBe('D');
  });

  it('takes the more stable sky where no cloud is reported, and says so', () => {
    expect(observedStability(summerNoon, here, 2, null)).toMatchObject({ class: 'D', validity: 'edge' });
    const night = observedStability(winterNight, here, 2, null);
    expect(night).toMatchObject({ class: 'F', cloudOktas: 0 });
    expect(night.reasons.at(-1)?.en).toContain('no cloud');
  });
});
