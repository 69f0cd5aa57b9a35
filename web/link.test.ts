/** Links open the view they were made from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRADE_KEYS } from '../data/grade.ts';
import { LAYERS } from '../data/layers/all.ts';
import { atFirst, choicesOf, layersShown } from './layers.ts';
import {
  type Compared,
  DEFAULT_SHOWN,
  DENSITY_MEASURES,
  DENSITY_WAYS,
  MIDDLE,
  readLink,
  type View,
  writeLink,
} from './link.ts';
import type { LayerShown } from './map/props.ts';

const DEFAULT: View = {
  camera: null,
  shown: DEFAULT_SHOWN,
  selected: null,
  circle: null,
  why: null,
  lang: null,
};
const decimals = (min: number, max: number, digits: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(digits)) + 0);
const grades = fc.subarray([...GRADE_KEYS], { maxLength: GRADE_KEYS.length - 1 });
const ids = LAYERS.map(({ id }) => id);
const choice = fc
  .record(
    {
      on: fc.boolean(),
      grades,
      kinds: fc.subarray(['mine', 'landslide', 'crude_oil', 'large_1']),
      opacity: decimals(0, 0.99, 2),
      where: fc.constantFrom('people > 100', "name like '%油&气%'", 'assessed_on < 2026-01-01 and grade = 1'),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);
const shown: fc.Arbitrary<View['shown']> = fc.record({
  layers: fc.dictionary(fc.constantFrom(...ids), choice) as fc.Arbitrary<View['shown']['layers']>,
  surface: fc.boolean(),
  density: fc.option(
    fc.record({
      layer: fc.constantFrom(...ids),
      as: fc.constantFrom(...DENSITY_WAYS),
      by: fc.constantFrom(...DENSITY_MEASURES),
    }),
    { nil: null },
  ),
  level: fc.constantFrom('auto', 'county', 'township', 'village', 'cell'),
  opacity: decimals(0, 1, 2),
  order: fc.shuffledSubarray(ids),
  time: fc.option(
    fc.record({
      at: fc.constantFrom('2024-02-29', '2026-05-01', '2026-05-01T08:00:00.123456Z'),
      mode: fc.constantFrom('was' as const, 'known' as const),
    }),
    { nil: null },
  ),
});
const compared: fc.Arbitrary<Compared> = fc.oneof(
  fc.record({ mode: fc.constant('side' as const), percent: fc.constant(MIDDLE), shown }),
  fc.record({ mode: fc.constant('swipe' as const), percent: fc.integer({ min: 0, max: 100 }), shown }),
);
const oneMap = fc.record({
  camera: fc.option(
    fc.record({ lon: decimals(-180, 180, 5), lat: decimals(-85, 85, 5), zoom: decimals(0, 22, 2) }),
    { nil: null },
  ),
  shown,
  selected: fc.option(
    fc.record({
      layer: fc.constantFrom(...ids),
      id: fc.string({ minLength: 1, maxLength: 60 }).filter((id) => !/[\n\r\u2028\u2029]/.test(id)),
    }),
    { nil: null },
  ),
  circle: fc.option(
    fc.record({
      center: fc.tuple(decimals(-180, 180, 6), decimals(-85, 85, 6)),
      radiusM: fc.integer({ min: 50, max: 20_000 }),
    }),
    { nil: null },
  ),
  why: fc.option(fc.record({ layer: fc.constantFrom(...ids), id: fc.constantFrom('demo:E1', '990101') }), {
    nil: null,
  }),
  lang: fc.constantFrom('zh', 'en', null),
});
const views: fc.Arbitrary<View> = fc
  .tuple(oneMap, fc.option(compared, { nil: null }))
  .map(([view, compare]) => (compare ? { ...view, compare } : view));

describe('a link', () => {
  it('opens the view it was made from', () => {
    fc.assert(
      fc.property(views, (view) => {
        const again = readLink(writeLink(view));
        // the order of layers means nothing
        expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(view)));
      }),
    );
  });

  it('is empty for the view that opens without one', () => {
    expect(writeLink(DEFAULT)).toBe('');
    expect(readLink('')).toEqual(DEFAULT);
  });

  it('keeps the default where it cannot be understood', () => {
    const odd =
      '?at=1,2&level=planet&opacity=7&grade=9&sel=secrets/1&circle=1,2,3&sector=X!&on=secrets&density=red:places&kind.x=y&compare=twice~300';
    expect(readLink(odd)).toEqual(DEFAULT);
  });

  it('still reads densities from before there was a choice of what is summed', () => {
    expect(readLink('?density=heat:enterprises').shown.density).toEqual({
      layer: 'enterprises',
      as: 'heat',
      by: 'score',
    });
    expect(readLink('?density=hexagons:places').shown.density).toEqual({
      layer: 'places',
      as: 'hexagons',
      by: 'count',
    });
  });

  it('still reads the short names of filters', () => {
    expect(readLink('?area=1,2&grade=1&sector=mine,fire').shown.layers).toEqual({
      regions: { grades: ['1', '2'] },
      enterprises: { grades: ['1'], kinds: ['mine', 'fire'] },
    });
  });
});

describe('the layers at first', () => {
  const roles = fc.constantFrom(
    'public' as const,
    'planner' as const,
    'commander' as const,
    'field' as const,
  );
  it('are what a link leaves out', () => {
    fc.assert(
      fc.property(roles, fc.dictionary(fc.constantFrom(...ids), choice), (role, choices) => {
        const shown = layersShown(role, choices as View['shown']['layers']);
        expect(layersShown(role, choicesOf(role, shown))).toEqual(shown);
      }),
    );
    for (const id of ids) expect(choicesOf('public', { [id]: atFirst('public', id) })).toEqual({});
  });

  it('do not differ because a layer is named', () => {
    const shown: LayerShown = atFirst('planner', 'enterprises');
    expect(choicesOf('planner', { enterprises: shown })).toEqual({});
    expect(choicesOf('planner', { enterprises: { ...shown, on: false } })).toEqual({
      enterprises: { on: false },
    });
  });
});
