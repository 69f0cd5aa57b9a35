/** The field on the map's side: values by place, lines in latitudes, the screen as a part of the grid. */
import { describe, expect, it } from 'vitest';
import { within } from './field-layer.ts';
import { tracedLines, valueAt } from './field-values.ts';
import { latOfWorldY, worldX, worldY } from './mercator.ts';

const bbox = [122, 30, 122.2, 30.2] as const;
const [width, height] = [100, 116];

/** Risk that depends on the latitude alone: 1e-4 in the south, ten times less each twentieth of a degree. */
const risk = (lat: number) => 1e-4 * 10 ** (-20 * (lat - 30));
const values = Float32Array.from({ length: width * height }, (_, i) => {
  const t = (Math.floor(i / width) + 0.5) / height;
  return risk(latOfWorldY(worldY(30.2) + t * (worldY(30) - worldY(30.2))));
});
const field = { bbox, width, height, values };

describe('The risk field on the map', () => {
  it('is read at a place, and is nothing outside', () => {
    for (const lat of [30.02, 30.1, 30.18])
      expect(Math.log10(valueAt(field, 122.1, lat) / risk(lat))).toBeCloseTo(0, 1);
    expect(valueAt(field, 122.3, 30.1)).toBe(0);
    expect(valueAt(field, 122.1, 29.9)).toBe(0);
  });

  it('adds a second field where that lies', () => {
    const added = {
      bbox: [122.05, 30.05, 122.1, 30.1] as const,
      width: 1,
      height: 1,
      values: Float32Array.of(1),
    };
    expect(valueAt({ ...field, added }, 122.07, 30.07)).toBeGreaterThan(1);
    expect(valueAt({ ...field, added }, 122.15, 30.07)).toBeLessThan(1);
  });

  it('has its lines at the latitudes of the levels, through the whole width', () => {
    const lines = tracedLines(field);
    expect(lines.map(({ properties }) => properties.irPerYr)).toEqual([3e-7, 1e-6, 3e-6, 1e-5, 3e-5]);
    for (const { properties, geometry } of lines) {
      const lat = 30 - Math.log10(properties.irPerYr / 1e-4) / 20;
      for (const [, y] of geometry.coordinates.flat()) expect(Math.abs((y ?? 0) - lat)).toBeLessThan(5e-4);
    }
  });

  it('places the screen in the grid from its north-west, to a fraction of a cell', () => {
    const screen = [worldX(122.05), worldY(30.2), worldX(122.15), worldY(30)] as const;
    const [left, top, right, bottom] = within(screen, bbox);
    expect([left, top, right, bottom].map((one) => Number(one.toFixed(9)))).toEqual([0.25, 0, 0.75, 1]);
  });
});
