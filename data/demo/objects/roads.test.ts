import type { MultiLineString, Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { demoGround } from '../city.ts';
import { inShape } from '../shape-check.ts';
import { lengthKm } from './length.ts';
import { buildRoadPieces } from './roads.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';

/** Share of the length that lies in the largest connected part, by exactly equal end points. */
function connectedShare(lines: readonly (readonly Position[])[]): number {
  const neighbours = new Map<string, number[]>();
  lines.forEach((line, i) => {
    for (const end of [line[0]!, line[line.length - 1]!]) {
      const list = neighbours.get(String(end));
      if (list) list.push(i);
      else neighbours.set(String(end), [i]);
    }
  });
  const seen = new Uint8Array(lines.length);
  let [most, total] = [0, 0];
  lines.forEach((_, start) => {
    if (seen[start]) return;
    let km = 0;
    const open = [start];
    seen[start] = 1;
    for (let i = open.pop(); i !== undefined; i = open.pop()) {
      const line = lines[i]!;
      km += lengthKm(line);
      for (const end of [line[0]!, line[line.length - 1]!]) {
        for (const other of neighbours.get(String(end))!) {
          if (seen[other]) continue;
          seen[other] = 1;
          open.push(other);
        }
      }
    }
    most = Math.max(most, km);
    total += km;
  });
  return most / total;
}

describe.each([1, 0.05])('the roads of the demo city at scale %d', (scale) => {
  const ground = demoGround({ scale, today });
  const roads = buildRoadPieces(ground);
  const lineOf = (i: number) => (roads[i]!.geometry as MultiLineString).coordinates[0]!;
  const lines = roads.map((_, i) => lineOf(i));

  it('are one network: at least 99 % of the length hang together', () => {
    expect(connectedShare(lines)).toBeGreaterThan(0.99);
  });

  it('fall apart when the junctions are not shared, so the check above can fail', () => {
    const loose = lines.map((line, i) => (i % 3 === 0 ? line.map(([x, y]) => [x! + 1e-6, y!]) : line));
    expect(connectedShare(loose)).toBeLessThan(0.9);
  });

  it('have motorways, trunk and primary roads, and small streets only at full size', () => {
    const classes = new Set(roads.map(({ values }) => values.class));
    for (const cls of ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'])
      expect(classes).toContain(cls);
    expect(classes.has('residential')).toBe(scale === 1);
  });

  it('stay on land but for the named sea bridges, which keep the islands connected', () => {
    const land = ground.regions[0]!.geometry;
    const wet = roads.filter(
      ({ values }, i) => !String(values.name).endsWith('大桥') && lineOf(i).some((at) => !inShape(at, land)),
    );
    expect(wet.map(({ values }) => values.name)).toEqual([]);
    expect(roads.some(({ values }) => values.name === '大衢跨海大桥')).toBe(true);
  });

  it('have a speed, faster on larger roads', () => {
    const mean = (cls: string) => {
      const speeds = roads
        .filter(({ values }) => values.class === cls)
        .map(({ values }) => Number(values.speed_kmh));
      return speeds.reduce((a, b) => a + b, 0) / speeds.length;
    };
    const order = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].map(mean);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });
});
