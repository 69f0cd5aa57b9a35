/** Names on the map by zoom: regions, water, hills, roads. Letters are drawn by the reader's own fonts. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { GRADE_WORDS } from '../data/grade.ts';
import { byGrade } from './by-grade.ts';
import { levelZooms, type ZoomRange } from './levels.ts';
import { widthByZoom } from './style-base.ts';
import { GRADE_LOOKS, type Lang, MAP_COLOURS, MAP_FONTS, type Theme } from './tokens.ts';

/** Fonts of a label; the first name is no font, its last word is the weight or slant that is asked for. */
export function textStack(style: 'Regular' | 'Medium' | 'Bold' | 'Italic'): string[] {
  return [`Fourcolor ${style}`, ...MAP_FONTS];
}

/** Names that lie under the symbols: water, hills, roads. */
export function groundLabelLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const colours = MAP_COLOURS[theme];
  const name = nameIn(lang);
  const halo = { 'text-halo-color': colours.labelHalo, 'text-halo-width': 1.6 } as const;
  return [
    {
      id: 'labels-road',
      type: 'symbol',
      source: 'base',
      'source-layer': 'road',
      minzoom: 12,
      filter: [
        'step',
        ['zoom'],
        ['in', ['get', 'class'], ['literal', ['motorway', 'trunk']]],
        13,
        ['in', ['get', 'class'], ['literal', ['motorway', 'trunk', 'primary']]],
        14.5,
        true,
      ],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': name,
        'text-font': textStack('Regular'),
        'text-size': widthByZoom([12, 10.5], [16, 12]),
        'text-max-angle': 30,
      },
      paint: { 'text-color': colours.labelMinor, ...halo },
    },
    {
      id: 'labels-river',
      type: 'symbol',
      source: 'base',
      'source-layer': 'river',
      minzoom: 9,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 480,
        'text-field': name,
        'text-font': textStack('Italic'),
        'text-size': widthByZoom([9, 11], [14, 13]),
        'text-letter-spacing': 0.12,
        'text-max-angle': 35,
      },
      paint: { 'text-color': colours.labelWater, ...halo },
    },
    {
      id: 'labels-hill',
      type: 'symbol',
      source: 'base',
      'source-layer': 'place',
      minzoom: 10,
      filter: ['in', ['get', 'class'], ['literal', ['hill', 'island']]],
      layout: {
        'text-field': name,
        'text-font': textStack('Regular'),
        'text-size': 11,
        'text-padding': 6,
      },
      paint: { 'text-color': colours.labelMinor, ...halo },
    },
    {
      id: 'labels-sea',
      type: 'symbol',
      source: 'base',
      'source-layer': 'place',
      filter: ['in', ['get', 'class'], ['literal', ['sea', 'bay', 'lake', 'water', 'reservoir']]],
      layout: {
        'text-field': name,
        'text-font': textStack('Italic'),
        'text-size': 13,
        'text-letter-spacing': 0.2,
      },
      paint: { 'text-color': colours.labelWater, ...halo },
    },
  ];
}

const REGION_NAMES = [
  { level: 'county', sizePx: 14, minzoom: 0, maxzoom: 9.5 },
  { level: 'township', sizePx: 12.5, minzoom: 9.5, maxzoom: 15 },
  { level: 'village', sizePx: 12, minzoom: 12.5, maxzoom: 17 },
  { level: 'cell', sizePx: 11, minzoom: 14.5, maxzoom: 24 },
] as const;

/** Names of regions, in English where the register has one. */
export function regionLabelLayers(theme: Theme, lang: Lang): LayerSpecification[] {
  const colours = MAP_COLOURS[theme];
  return REGION_NAMES.map(({ level, sizePx, minzoom, maxzoom }) => {
    return {
      id: `labels-${level}`,
      type: 'symbol',
      source: 'regions',
      'source-layer': 'regions_labels',
      minzoom,
      maxzoom,
      filter: ['==', ['get', 'level'], level],
      layout: {
        'text-field': regionText(theme, lang, levelZooms('auto', level)),
        'text-font': textStack(level === 'county' ? 'Bold' : 'Medium'),
        'text-size': sizePx,
        'text-max-width': 10,
        'text-padding': 3,
        // aside of a donut rather than away
        'text-variable-anchor-offset': [
          'center',
          [0, 0],
          'top',
          [0, 0.9],
          'bottom',
          [0, -0.9],
          'left',
          [1.2, 0],
          'right',
          [-1.2, 0],
        ],
      },
      paint: {
        'text-color': level === 'village' || level === 'cell' ? colours.labelMinor : colours.label,
        'text-halo-color': colours.labelHalo,
        'text-halo-width': 1.6,
      },
    };
  });
}

/** The region's name and, at zooms where its level is filled, the letter of its grade: hatch and colour in a word. */
export function regionText(theme: Theme, lang: Lang, filled: ZoomRange | null): ExpressionSpecification {
  const name = nameIn(lang);
  if (!filled) return name;
  const lettered: ExpressionSpecification = [
    'format',
    name,
    {},
    ' ',
    {},
    byGrade((grade) => GRADE_WORDS[grade].letter[lang]),
    {
      'font-scale': 0.92,
      'text-font': ['literal', textStack('Bold')],
      'text-color': byGrade((grade) => GRADE_LOOKS[grade].text[theme]),
    },
  ];
  if (filled.minzoom <= 0) return ['step', ['zoom'], lettered, filled.maxzoom, name];
  return ['step', ['zoom'], name, filled.minzoom, lettered, filled.maxzoom, name];
}

function nameIn(lang: Lang): ExpressionSpecification {
  const chinese: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
  return lang === 'zh' ? chinese : ['coalesce', ['get', 'name_en'], ['get', 'name'], ''];
}
