/** Connected parts of road networks, compared with a search that walks from road to road. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Road, RoadNetwork } from './connectivity.ts';

const road = (id: number, ...line: [number, number][]): Road => ({
  id,
  lengthKm: line.length,
  lines: [line],
});

function networkOf(roads: readonly Road[]): RoadNetwork {
  const network = new RoadNetwork();
  for (const one of roads) network.add(one);
  return network;
}

/** Few places, so that roads meet often. */
const place = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
const roads = fc
  .array(
    fc.record({
      lengthKm: fc.integer({ min: 1, max: 50 }),
      lines: fc.array(
        fc.array(
          place.map(([x, y]) => [122 + x * 1e-3, 30 + y * 1e-3] as const),
          { minLength: 2, maxLength: 4 },
        ),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((one, id): Road => ({ ...one, id })));

describe('a road network', () => {
  it('connects at ends and at vertices along the way, not where lines merely cross', () => {
    const network = networkOf([
      road(1, [0, 0], [1, 0], [2, 0]),
      road(2, [1, 0], [1, 1]),
      road(3, [0.5, -1], [0.5, 1]),
      road(4, [2, 0], [3, 0]),
    ]);
    expect(network.parts()).toEqual([[1, 2, 4], [3]]);
    expect(network.islands()).toEqual(new Set([3]));
  });

  it('takes the longest part for the main one, whatever the number of roads', () => {
    const many = [road(1, [0, 0], [0, 1]), road(2, [0, 1], [0, 2]), road(3, [0, 2], [0, 3])];
    const long: Road = { ...road(9, [5, 5], [6, 6]), lengthKm: 100 };
    expect(networkOf([...many, long]).islands()).toEqual(new Set([1, 2, 3]));
  });

  it('holds nothing when empty', () => {
    expect(networkOf([]).parts()).toEqual([]);
    expect(networkOf([]).islands()).toEqual(new Set());
  });

  it('finds the parts that a walk from road to road finds', () => {
    fc.assert(
      fc.property(roads, (list) => {
        const parts = networkOf(list).parts();
        const found = parts.map((part) => [...part].sort((a, b) => a - b).join()).sort();
        expect(found).toEqual(
          walked(list)
            .map((part) => part.join())
            .sort(),
        );
      }),
    );
  });

  it('does not depend on the order of the roads', () => {
    const shuffled = roads.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(networkOf(other).parts()).toEqual(networkOf(list).parts());
      }),
    );
  });

  it('gives every road to exactly one part, longest first', () => {
    fc.assert(
      fc.property(roads, (list) => {
        const parts = networkOf(list).parts();
        expect(parts.flat().sort((a, b) => a - b)).toEqual(list.map((one) => one.id));
        const lengths = parts.map((part) => part.reduce((sum, id) => sum + list[id]!.lengthKm, 0));
        expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      }),
    );
  });

  it('makes one part of two that a new road joins', () => {
    fc.assert(
      fc.property(roads, (list) => {
        const parts = networkOf(list).parts();
        fc.pre(parts.length >= 2);
        const [a, b] = [list[parts[0]![0]!]!, list[parts[1]![0]!]!];
        const bridge: Road = {
          id: list.length,
          lengthKm: 1,
          lines: [[a.lines[0]![0]!, b.lines[0]!.at(-1)!]],
        };
        expect(networkOf([...list, bridge]).parts()).toHaveLength(parts.length - 1);
      }),
    );
  });
});

function walked(list: readonly Road[]): number[][] {
  const places = (one: Road) => one.lines.flat().map(([lon, lat]) => `${lon!.toFixed(7)} ${lat!.toFixed(7)}`);
  const meets = (one: Road, other: Road) => {
    const known = new Set(places(one));
    return places(other).some((at) => known.has(at));
  };
  const left = new Set(list);
  const parts: number[][] = [];
  for (const start of list) {
    if (!left.delete(start)) continue;
    const part = [start];
    for (const at of part) {
      for (const next of [...left]) {
        if (!meets(at, next)) continue;
        left.delete(next);
        part.push(next);
      }
    }
    parts.push(part.map((one) => one.id).sort((a, b) => a - b));
  }
  return parts;
}
