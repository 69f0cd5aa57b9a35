import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf } from '../../tiles/donut.ts';
import { donutBlocks } from './donut-blocks.ts';

const cell = (key: number, red: number, blue: number) => ({
  key,
  counts: { '1': red, '2': 0, '3': 0, '4': blue, null: 0 },
  at: [122 + (key % 64) / 100, 30 + Math.floor(key / 64) / 100] as const,
});

describe('blocks of counted cells', () => {
  it('lose no object: what is not in a donut stays a dot', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(4095), fc.nat(3), fc.nat(9)), {
      selector: ([key]) => key,
      maxLength: 200,
    });
    fc.assert(
      fc.property(cells, fc.integer({ min: 8, max: 12 }), (list, zoom) => {
        const all = list.map(([key, red, blue]) => cell(key, red, blue + 1));
        const blocks = donutBlocks(all, zoom, zoom);
        const inside = blocks.flatMap((block) => block.cells);
        expect(new Set(inside.map(({ key }) => key)).size).toBe(inside.length);
        expect(blocks.reduce((sum, { counts }) => sum + totalOf(counts), 0)).toBe(
          inside.reduce((sum, { counts }) => sum + totalOf(counts), 0),
        );
      }),
    );
  });

  it('leave a few objects as dots', () => {
    expect(donutBlocks([cell(0, 1, 0), cell(1, 0, 3)], 11, 11)).toEqual([]);
  });

  it('give every counted cell its own donut once the map zooms beyond the tiles', () => {
    const blocks = donutBlocks([cell(0, 1, 2), cell(1, 0, 3), cell(2, 0, 1)], 13, 9);
    expect(blocks.map(({ key }) => key)).toEqual([0, 1]);
  });
});
