import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREA_LEVELS, areaLevels, levelZooms, MAX_STYLE_ZOOM } from './levels.ts';

const CHOICES = ['auto', ...AREA_LEVELS] as const;

describe('the level that is filled', () => {
  it.each([
    [9.4, 'county'],
    [9.5, 'township'],
    [12.4, 'township'],
    [12.5, 'village'],
    [14.5, 'cell'],
  ] as const)('follows the zoom: at %f it is %s', (zoom, level) => {
    expect(areaLevels('auto', zoom)).toBe(level);
  });

  it('stays as chosen where tiles carry it, and is the next coarser one where they do not yet', () => {
    expect(areaLevels('township', 17)).toBe('township');
    expect(areaLevels('cell', 12)).toBe('village');
    expect(areaLevels('village', 7)).toBe('county');
  });

  it('is exactly one at every zoom', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHOICES),
        fc.double({ min: 0, max: MAX_STYLE_ZOOM - 0.01, noNaN: true }),
        (chosen, zoom) => {
          const drawn = AREA_LEVELS.filter((level) => {
            const zooms = levelZooms(chosen, level);
            return zooms !== null && zoom >= zooms.minzoom && zoom < zooms.maxzoom;
          });
          expect(drawn).toEqual([areaLevels(chosen, zoom)]);
        },
      ),
    );
  });
});
