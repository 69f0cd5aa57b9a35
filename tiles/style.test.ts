import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { type Role, STAFF_ROLES } from '../data/layer.ts';
import { imageOf } from './image-id.ts';
import { mapStyle } from './style.ts';
import { areaFillOpacity } from './style-areas.ts';
import { THEMES } from './tokens.ts';

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
