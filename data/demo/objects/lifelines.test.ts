import type { Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { LIFELINE_KINDS } from '../../layers/lifelines.ts';
import { demoGround } from '../city.ts';
import type { DemoObject } from '../ground.ts';
import { toKm } from '../plane.ts';
import { squareAt } from '../raster.ts';
import { inShape } from '../shape-check.ts';
import { buildLifelines } from './lifelines.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const ground = demoGround({ scale: 1, today });
const lifelines = buildLifelines(ground);
const ofKind = (kind: string) => lifelines.filter(({ values }) => values.kind === kind);
const vertices = ({ geometry }: DemoObject): Position[] =>
  geometry.type === 'Point'
    ? [geometry.coordinates]
    : geometry.type === 'MultiLineString'
      ? geometry.coordinates.flat()
      : [];

describe('the lifelines of the demo city', () => {
  it('are of every kind, at any scale', () => {
    const kinds = new Set(LIFELINE_KINDS.map(({ id }) => id as string));
    expect(new Set(lifelines.map(({ values }) => String(values.kind)))).toEqual(kinds);
    const small = buildLifelines(demoGround({ scale: 0.01, today }));
    expect(new Set(small.map(({ values }) => String(values.kind)))).toEqual(kinds);
    expect(small.length).toBeLessThan(lifelines.length / 10);
  });

  it('stay on land but for the sea bridges', () => {
    const land = ground.regions[0]!.geometry;
    const wet = lifelines.filter(
      (lifeline) =>
        !String(lifeline.values.name).endsWith('大桥') && vertices(lifeline).some((at) => !inShape(at, land)),
    );
    expect(wet.map(({ values }) => values.name)).toEqual([]);
  });

  it('put bridges where rivers are and tunnels under heights', () => {
    const bridges = ofKind('bridge').filter(({ geometry }) => geometry.type === 'Point');
    expect(bridges.length).toBeGreaterThan(40);
    const dry = bridges.filter(
      (bridge) => ground.terrain.riverKm[squareAt(...toKm(vertices(bridge)[0]!))]! > 0.4,
    );
    expect(dry).toEqual([]);
    const tunnels = ofKind('tunnel');
    expect(tunnels.length).toBeGreaterThan(8);
    const open = tunnels.filter((tunnel) =>
      vertices(tunnel).some((at) => ground.terrain.height[squareAt(...toKm(at))]! < 0.25),
    );
    expect(open).toEqual([]);
  });

  it('hang every power line between two substations', () => {
    const stations = new Set(ofKind('substation').map((station) => String(vertices(station)[0])));
    for (const line of ofKind('power_line')) {
      const ends = vertices(line);
      expect([String(ends[0]), String(ends[ends.length - 1])].every((end) => stations.has(end))).toBe(true);
      expect([110, 220, 500]).toContain(line.values.voltage_kv);
    }
  });

  it('are partly overdue, partly never inspected, and some bridges are poor or not rated', () => {
    expect(lifelines.some(({ values }) => values.last_inspected_on === null)).toBe(true);
    expect(
      lifelines.some(({ values }) => values.inspection_due != null && values.inspection_due < today),
    ).toBe(true);
    const conditions = new Set(ofKind('bridge').map(({ values }) => values.condition));
    for (const condition of ['1', '2', '3', null]) expect(conditions).toContain(condition);
  });
});
