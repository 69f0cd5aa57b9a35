import { type LayerSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { type Dictionary, type Role, STAFF_ROLES } from '../data/layer.ts';
import { LAYERS, type LayerId } from '../data/layers/all.ts';
import { PIPELINE_NETWORKS } from '../data/layers/pipelines.ts';
import { imageOf } from './image-id.ts';
import { LAYER_FACTS } from './layer-facts.ts';
import { mapStyle } from './style.ts';
import { areaFillOpacity } from './style-areas.ts';
import { CITY_PIPES_FROM_ZOOM } from './style-lines.ts';
import { GRADE_LOOKS, THEMES } from './tokens.ts';

const ROLES: readonly Role[] = ['public', ...STAFF_ROLES];
const LANGS = ['zh', 'en'] as const;
const origin = 'https://map.example';

describe('the map style', () => {
  const all = THEMES.flatMap((theme) =>
    LANGS.flatMap((lang) => ROLES.map((role) => ({ theme, lang, role, origin }))),
  );

  it.each(all)('is valid for $theme, $lang, $role', (options) => {
    expect(validateStyleMin(mapStyle(options))).toEqual([]);
  });

  it('needs no font or picture from outside', () => {
    const style = mapStyle({ theme: 'light', lang: 'zh', role: 'planner', origin });
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(
      JSON.stringify(style)
        .match(/https?:\/\/[^/"]+/g)
        ?.every((found) => found === origin),
    ).toBe(true);
  });

  it('draws water above area grades and red enterprises above all others', () => {
    const ids = mapStyle({ theme: 'light', lang: 'zh', role: 'planner', origin }).layers.map(({ id }) => id);
    expect(ids.indexOf('base-water')).toBeGreaterThan(ids.indexOf('areas-hatch-cell'));
    expect(ids.indexOf('enterprises-red')).toBeGreaterThan(ids.indexOf('enterprises'));
    expect(ids.indexOf('enterprises-cells-red')).toBeGreaterThan(ids.indexOf('enterprises-cells'));
  });

  it('gives the public counted cells and no enterprise', () => {
    const sourceLayers = (role: Role) =>
      mapStyle({ theme: 'light', lang: 'zh', role, origin }).layers.flatMap((layer) =>
        'source-layer' in layer ? [layer['source-layer']] : [],
      );
    expect(sourceLayers('public')).toContain('enterprises_cells');
    expect(sourceLayers('public')).not.toContain('enterprises');
    expect(sourceLayers('planner')).toContain('enterprises');
  });

  const planner = mapStyle({ theme: 'light', lang: 'zh', role: 'planner', origin });
  const owner = (layer: LayerSpecification) =>
    (layer.metadata as Record<string, string> | undefined)?.['fourcolor:layer'];
  const drawn = (role: Role) =>
    new Set(mapStyle({ theme: 'dark', lang: 'en', role, origin }).layers.map(owner));

  it('draws every layer of the register, each from a source of its name', () => {
    for (const { id } of LAYERS) {
      expect(drawn('planner')).toContain(id);
      expect(planner.sources[id]).toEqual({ type: 'vector', url: `${origin}/tiles/${id}.json` });
    }
    for (const layer of planner.layers) {
      const id = owner(layer);
      if (id === undefined || !('source' in layer)) continue;
      expect(layer.source).toBe(id);
      expect(layer['source-layer']?.startsWith(id)).toBe(true);
      if (id !== 'regions') expect(layer.id.startsWith(id)).toBe(true);
    }
  });

  it('holds only what is published for a visitor, and no source beside it', () => {
    const published = ['enterprises', 'hazard_points', 'management_areas', 'regions', 'resources'];
    expect([...drawn('public')].filter((id) => id !== undefined).sort()).toEqual(published);
    const { sources } = mapStyle({ theme: 'light', lang: 'zh', role: 'public', origin });
    expect(Object.keys(sources).sort()).toEqual(['base', ...published]);
  });

  it('hides at first what is not seen without asking', () => {
    const visible = (role: Role) =>
      new Set(
        mapStyle({ theme: 'light', lang: 'zh', role, origin }).layers.flatMap((layer) =>
          layer.layout?.visibility === 'none' ? [] : (owner(layer) ?? []),
        ),
      );
    expect([...visible('planner')].sort()).toEqual(['enterprises', 'regions']);
    expect([...visible('public')].sort()).toEqual(['hazard_points', 'regions', 'resources']);
  });

  it('lays areas below lines below points below names below what is red', () => {
    const ids = planner.layers.map(({ id }) => id);
    const order = [
      'base-road-motorway',
      'borders-city',
      'management_areas-fill',
      'risk_contours-fill',
      'pipelines-zone',
      'roads',
      'pipelines',
      'pipelines-marks',
      'places-cells',
      'resources-plates',
      'risk_points',
      'enterprises',
      'hazard_points',
      'labels-township',
      'enterprises-names',
      'enterprises-cells-red',
      'risk_points-red',
      'hazard_points-red',
    ].map((id) => ids.indexOf(id));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('uses no colour of a grade where no grade is meant', () => {
    for (const theme of THEMES) {
      const colours = Object.values(GRADE_LOOKS).flatMap(({ fill, stroke }) => [fill, stroke[theme]]);
      for (const layer of mapStyle({ theme, lang: 'zh', role: 'planner', origin }).layers) {
        const id = owner(layer) as LayerId | undefined;
        const graded = id !== undefined && LAYER_FACTS[id].graded;
        if (graded || layer.id.startsWith('labels-')) continue;
        for (const colour of colours) expect(JSON.stringify(layer)).not.toContain(colour);
      }
    }
  });

  it('draws a zone of protection as wide as the register says, at the city’s latitude', () => {
    for (const latDeg of [0, 30, 60]) {
      const { layers } = mapStyle({ theme: 'light', lang: 'zh', role: 'planner', origin, latDeg });
      const zone = layers.find(({ id }) => id === 'pipelines-zone');
      const { 'line-width': width } = (zone?.paint ?? { 'line-width': [] }) as { 'line-width': unknown[] };
      for (const [zoom, factor] of [
        [width[3], width[4]],
        [width[5], width[6]],
      ] as [number, [string, number]][]) {
        const metresAPixel = (40_075_016.686 * Math.cos((latDeg * Math.PI) / 180)) / (512 * 2 ** zoom);
        expect(factor[1]).toBeCloseTo(2 / metresAPixel, 9);
      }
    }
  });

  it('draws the networks of cities from where the dictionary says', () => {
    const declared: Dictionary = PIPELINE_NETWORKS;
    expect(declared.find(({ id }) => id === 'city')?.fromZoom).toBe(CITY_PIPES_FROM_ZOOM);
    expect(declared.filter(({ fromZoom }) => fromZoom !== undefined).length).toBe(1);
  });

  it('asks only for pictures that can be drawn', () => {
    const names = new Set<string>();
    for (const theme of THEMES) {
      const { layers } = mapStyle({ theme, lang: 'zh', role: 'planner', origin });
      for (const text of JSON.stringify(layers).match(/"(pattern|clock|arrow|hatch)\|[^"]*"/g) ?? []) {
        names.add(JSON.parse(text) as string);
      }
    }
    expect(names.size).toBeGreaterThan(15);
    for (const name of names) expect(name.startsWith('hatch|4') ? '<svg' : imageOf(name)).toContain('<svg');
  });

  it('never draws what is not assessed as strongly as a grade, and no blue while a question is open', () => {
    const aside = areaFillOpacity('light', { aside: true, opacity: 1 }) as unknown[];
    expect(aside[aside.indexOf('4') + 1]).toBe(0);
    const full = areaFillOpacity('light', { aside: false, opacity: 1 }) as unknown[];
    expect(full.at(-1)).toBe(0.28);
    expect(full[full.indexOf('1') + 1]).toBe(0.56);
  });
});

describe('pictures by name', () => {
  it('are drawn from what the name says', () => {
    expect(imageOf('grade|1|light|zh|20|overdue')).toContain('>重<');
    expect(imageOf('hatch|3|dark')).toContain('<circle');
    expect(imageOf('donut|light|34|1,2,3,4,5')).toContain('<svg');
  });

  it('are none for names of others', () => {
    expect(imageOf('grade|9|light|zh|20|')).toBeUndefined();
    expect(imageOf('airport-15')).toBeUndefined();
    expect(imageOf('hatch|4|light')).toBeUndefined();
  });
});
