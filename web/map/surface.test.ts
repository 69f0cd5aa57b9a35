import { describe, expect, it } from 'vitest';
import { bandOf, bandsOf, paintBands } from './surface-bands.ts';
import { gridAround } from './surface-grid.ts';

describe('bands of the risk surface', () => {
  it.each([
    [24.9, '4'],
    [25, '3'],
    [49.9, '3'],
    [50, '2'],
    [74.9, '2'],
    [75, '1'],
    [100, '1'],
  ] as const)('put an index of %f into the colour of grade %s', (index, grade) => {
    expect(bandOf(index)).toBe(grade);
  });

  it('are cut after interpolation: the edge lies between the nodes, not at them', () => {
    const bands = bandsOf({ width: 2, height: 1, values: Uint8Array.from([0, 100]) }, 8);
    const row = bands.slice(0, 16);
    expect(row.filter((band) => band === '2').length).toBe(2);
    expect(row.at(-1)).toBe('1');
  });

  it('leave the map free where nothing is known', () => {
    expect(
      bandsOf({ width: 2, height: 2, values: new Uint8Array(4).fill(255) }, 3).every((band) => band === null),
    ).toBe(true);
    expect(paintBands([null, '1'], 2, 'light')[3]).toBe(0);
  });
});

describe('the grid that is asked for', () => {
  it('is the same after a small move and covers the view', () => {
    const before = gridAround([122.3, 30.2, 122.6, 30.4], 11);
    expect(gridAround([122.301, 30.201, 122.601, 30.401], 11)).toEqual(before);
    expect(before.bbox[0]).toBeLessThanOrEqual(122.3);
    expect(before.bbox[3]).toBeGreaterThanOrEqual(30.4);
  });

  it('never asks for more than the server answers', () => {
    const { width, height } = gridAround([-180, -85, 180, 85], 0);
    expect(Math.max(width, height)).toBeLessThanOrEqual(256);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
  });
});
