/** Style layers of graded areas: fill and hatch for one level at a time, borders of every level. */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { byGrade, GRADE_KEY } from './by-grade.ts';
import { hatchImage } from './image-id.ts';
import { AREA_LEVELS, type AreaLevel, levelZooms } from './levels.ts';
import { widthByZoom } from './style-base.ts';
import { LAYER_KEY } from './style-object.ts';
import { AREA_ALPHAS, AREA_FACTOR, ASIDE_ALPHAS, GRADE_LOOKS, MAP_COLOURS, type Theme } from './tokens.ts';

/** Borders of the city and its counties stay when the grades of regions are off. */
const OF_REGIONS = { [LAYER_KEY]: 'regions' };

export interface AreaStrength {
  /** A question is open: areas step aside for the answer. */
  readonly aside: boolean;
  /** Factor 0–1 on the brief's alphas. */
  readonly opacity: number;
}
const FULL: AreaStrength = { aside: false, opacity: 1 };

/** Opacity of the fill by grade. */
export function areaFillOpacity(theme: Theme, strength: AreaStrength): ExpressionSpecification {
  const alphas = strength.aside ? ASIDE_ALPHAS : AREA_ALPHAS;
  const factor = AREA_FACTOR[theme] * strength.opacity;
  return byGrade((grade) => Number((alphas[grade] * factor).toFixed(4)));
}

/** Opacity of the hatch, the same for every grade. */
export function areaHatchOpacity(theme: Theme, strength: AreaStrength): number {
  const alphas = strength.aside ? ASIDE_ALPHAS : AREA_ALPHAS;
  return Number((alphas.hatch * AREA_FACTOR[theme] * strength.opacity).toFixed(4));
}

/** Regions of one level and, if given, of these grades. */
export function areaFilter(level: AreaLevel, grades: readonly GradeKey[] | null = null): FilterSpecification {
  const ofLevel: ExpressionSpecification = ['==', ['get', 'level'], level];
  return grades ? ['all', ofLevel, ['in', GRADE_KEY, ['literal', [...grades]]]] : ofLevel;
}

/** The same without the plain grade. */
export function hatchFilter(
  level: AreaLevel,
  grades: readonly GradeKey[] | null = null,
): FilterSpecification {
  return areaFilter(
    level,
    (grades ?? GRADE_KEYS).filter((grade) => GRADE_LOOKS[grade].hatch !== 'none'),
  );
}

/** Fill and hatch of each level, between the ground and the water. */
export function areaLayers(theme: Theme): LayerSpecification[] {
  return AREA_LEVELS.flatMap((level): LayerSpecification[] => {
    const common = {
      source: 'regions',
      'source-layer': 'regions',
      filter: areaFilter(level),
      ...levelZooms('auto', level),
      metadata: OF_REGIONS,
    } as const;
    return [
      {
        id: `areas-fill-${level}`,
        type: 'fill',
        ...common,
        paint: {
          'fill-color': byGrade((grade) => GRADE_LOOKS[grade].fill),
          'fill-opacity': areaFillOpacity(theme, FULL),
          'fill-antialias': false,
        },
      },
      {
        id: `areas-hatch-${level}`,
        type: 'fill',
        ...common,
        filter: hatchFilter(level),
        paint: {
          'fill-pattern': byGrade((grade) => hatchImage(grade, theme)),
          'fill-opacity': areaHatchOpacity(theme, FULL),
        },
      },
    ];
  });
}

const BORDERS = [
  { level: 'cell', colour: 'borderVillage', widthPx: 0.6, dash: [2, 3], minzoom: 14 },
  { level: 'village', colour: 'borderVillage', widthPx: 0.7, dash: null, minzoom: 11.5 },
  { level: 'township', colour: 'borderTown', widthPx: 1.1, dash: [5, 3], minzoom: 8.5 },
  { level: 'county', colour: 'borderCounty', widthPx: 1.3, dash: [8, 3, 2, 3], minzoom: 0 },
  { level: 'city', colour: 'borderCity', widthPx: 1.6, dash: null, minzoom: 0 },
] as const;
/** Borders that go with their layer, and the zoom from which each is drawn. */
export const FINE_BORDERS = BORDERS.filter(({ level }) => level !== 'county' && level !== 'city').map(
  ({ level, minzoom }) => ({ id: `borders-${level}`, level, minzoom }),
);

/** Borders, finest first. */
export function borderLayers(theme: Theme): LayerSpecification[] {
  return BORDERS.map(({ level, colour, widthPx, dash, minzoom }) => ({
    id: `borders-${level}`,
    type: 'line',
    source: 'regions',
    'source-layer': 'regions',
    minzoom,
    ...(FINE_BORDERS.some((fine) => fine.level === level) && { metadata: OF_REGIONS }),
    filter: ['==', ['get', 'level'], level],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': MAP_COLOURS[theme][colour],
      'line-width': widthByZoom([8, widthPx * 0.7], [11, widthPx], [16, widthPx * 1.4]),
      // the brief's dashes are px, the style's are widths of the line
      ...(dash && { 'line-dasharray': dash.map((px) => px / widthPx) }),
    },
  }));
}
