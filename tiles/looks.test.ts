import { describe, expect, it } from 'vitest';
import type { Layer } from '../data/layer.ts';
import { LAYERS, type LayerId } from '../data/layers/all.ts';
import { contrast, hueDistance, oklch } from '../tests/harness/colour-measures.ts';
import { checkPath, expectWellFormed } from '../tests/harness/svg.ts';
import { imageOf } from './image-id.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { defaultOn, LAYER_LOOKS, lookOf } from './layer-looks.ts';
import { MARKS } from './marks.ts';
import { PATTERN_IDS } from './patterns.ts';
import { PLATE_STATES } from './plates.ts';
import {
  GRADE_LOOKS,
  INDIVIDUAL_RISK,
  MAP_COLOURS,
  OBJECT_COLOURS,
  SURFACE_COLOURS,
  THEMES,
} from './tokens.ts';

const layers: readonly Layer[] = LAYERS;
/** A sector is filtered by, not drawn. */
const UNTOLD: readonly string[] = ['enterprises'];

describe('every layer', () => {
  it.each(layers)('$id has a look for each of its kinds, and for no other', (layer) => {
    const words = layer.kindField ? (layer.fields[layer.kindField]?.dictionary ?? []) : [];
    const told = UNTOLD.includes(layer.id) ? [] : words.map(({ id }) => id);
    expect(Object.keys(LAYER_LOOKS[layer.id as LayerId].kinds).sort()).toEqual([...told].sort());
    for (const kind of told) {
      const { mark, line, area } = lookOf(layer.id as LayerId, kind);
      expect(mark !== undefined || line !== undefined).toBe(true);
      // what is a point needs a mark, what is only a line needs a line, what is only an area an outline
      if (layer.geometry.includes('Point')) expect(mark).toBeDefined();
      if (layer.geometry.every((type) => type === 'MultiLineString')) expect(line).toBeDefined();
      if (layer.geometry.every((type) => type === 'MultiPolygon')) expect(area?.pattern).toBeTruthy();
    }
  });

  it.each(layers)('$id tells its kinds apart', (layer) => {
    const looks = Object.values(LAYER_LOOKS[layer.id as LayerId].kinds).map((look) => JSON.stringify(look));
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('is known to the style as it is declared', () => {
    expect(Object.keys(LAYER_FACTS)).toEqual(layers.map(({ id }) => id));
    for (const layer of layers) {
      const { graded, publication, kindField, fromZoom, cellsToZoom } = layer;
      expect(LAYER_FACTS[layer.id as LayerId]).toEqual({
        graded,
        publication,
        kindField,
        fromZoom,
        cellsToZoom,
      });
    }
  });

  it('is off at first but for regions, the enterprises of the staff, and what a visitor must find', () => {
    const on = (role: 'planner' | 'public') => LAYERS.map(({ id }) => id).filter((id) => defaultOn(id, role));
    expect(on('planner')).toEqual(['regions', 'enterprises']);
    expect(on('public')).toEqual(['regions', 'hazard_points', 'resources']);
  });
});

describe('a mark', () => {
  const used = new Set(
    Object.values(LAYER_LOOKS).flatMap(({ kinds }) => Object.values(kinds).map(({ mark }) => mark)),
  );

  it.each(Object.entries(MARKS))('%s is a path on the grid that some kind uses', (id, path) => {
    checkPath(path);
    expect(used.has(id as keyof typeof MARKS)).toBe(true);
  });

  it('is like no other', () => {
    expect(new Set(Object.values(MARKS)).size).toBe(Object.keys(MARKS).length);
  });

  it('is drawn on a plate for each theme and state, and beside each grade', () => {
    for (const theme of THEMES) {
      const plates = PLATE_STATES.map((state) => imageOf(`plate|tanks|${theme}|22|${state}`) ?? '');
      for (const picture of plates) expectWellFormed(picture);
      expect(new Set(plates).size).toBe(PLATE_STATES.length);
      for (const grade of ['1', '2', '3', '4', 'null']) {
        expectWellFormed(imageOf(`marked|${grade}|${theme}|zh|18|overdue|landslide|unknown`) ?? '');
      }
    }
    for (const mark of Object.keys(MARKS)) expectWellFormed(imageOf(`plate|${mark}|light|22|`) ?? '');
  });

  it('is none where the name says nothing that is known', () => {
    for (const id of [
      'plate|nothing|light|22|',
      'plate|tanks|pink|22|',
      'plate|tanks|light|22|lost',
      'constructor|x',
    ]) {
      expect(imageOf(id)).toBeUndefined();
    }
  });
});

describe('patterns, clocks and arrows', () => {
  it('are pictures in both themes', () => {
    for (const theme of THEMES) {
      for (const pattern of PATTERN_IDS) expectWellFormed(imageOf(`pattern|${pattern}|${theme}`) ?? '');
      expectWellFormed(imageOf(`clock|${theme}`) ?? '');
      expectWellFormed(imageOf(`arrow|${theme}`) ?? '');
    }
  });
});

describe('colours of objects', () => {
  const colours = THEMES.flatMap((theme) => [
    ...Object.entries(OBJECT_COLOURS[theme]).map(([name, colour]) => ({ name, colour, theme })),
    ...INDIVIDUAL_RISK.map((level) => ({ name: level.words, colour: level.colour[theme], theme })),
    { name: 'plate', colour: SURFACE_COLOURS[theme].ink, theme },
  ]);

  it.each(colours)('$name ($theme) stands out 3 : 1 from land and water', ({ colour, theme }) => {
    for (const ground of ['land', 'built', 'water'] as const) {
      expect(contrast(colour, MAP_COLOURS[theme][ground])).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(colours)('$name ($theme) is of no grade', ({ colour }) => {
    const { chroma } = oklch(colour);
    for (const { fill } of Object.values(GRADE_LOOKS)) {
      expect(colour).not.toBe(fill);
      if (chroma > 0.07 && oklch(fill).chroma > 0.07) expect(hueDistance(colour, fill)).toBeGreaterThan(15);
    }
  });

  it.each(THEMES)('marks read 4.5 : 1 on their plates (%s)', (theme) => {
    const { ink, inkInverse, surface } = SURFACE_COLOURS[theme];
    expect(contrast(ink, inkInverse)).toBeGreaterThan(4.5);
    expect(contrast(ink, surface)).toBeGreaterThan(4.5);
  });
});
