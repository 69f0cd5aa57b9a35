/** Which layers, grades and kinds of the register are to be seen in the map as it is drawn now: what a legend explains. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import { layerById } from '../../data/layers/all.ts';
import { LAYER_IDS } from '../layers.ts';
import type { CityMapProps, DrawnLayer } from './props.ts';
import { drawsCells, layerOf } from './style-layer.ts';

interface Seen {
  readonly grades: Set<GradeKey>;
  readonly kinds: Set<string>;
  counted: boolean;
}

/** In the order of the catalogue; hidden and empty layers are left out. */
export function drawnLayers(map: MapLibreMap, { shown }: Pick<CityMapProps, 'shown'>): DrawnLayer[] {
  const seen = new Map<string, Seen>();
  const style = new Map(map.getStyle().layers.map((layer) => [layer.id, layer]));
  for (const { layer, properties } of map.queryRenderedFeatures()) {
    const spec = style.get(layer.id);
    const id = properties.of ?? (spec && layerOf(spec));
    if (typeof id !== 'string') continue;
    const declared = layerById(id);
    if (!declared) continue;
    // borders are base map: only a filled level says something about grades
    if (id === 'regions' && !(layer.id.startsWith('areas-fill-') && !shown.surface)) continue;
    const one = seen.get(id) ?? { grades: new Set(), kinds: new Set(), counted: false };
    seen.set(id, one);
    if ((spec && drawsCells(spec)) || layer.source === 'donuts' || layer.source === 'hexagons') {
      one.counted = true;
      GRADE_KEYS.forEach((grade, at) => {
        const count = properties[grade] ?? properties[`g${at === 4 ? 0 : at + 1}`];
        if (Number(count ?? 0) > 0) one.grades.add(grade);
      });
      continue;
    }
    if (declared.graded) one.grades.add(gradeOf(properties.grade));
    const kind = id === 'risk_contours' ? properties.ir_per_yr : properties[declared.kindField ?? ''];
    if (kind !== undefined && kind !== null) one.kinds.add(String(kind));
  }
  return LAYER_IDS.flatMap((id) => {
    const one = seen.get(id);
    if (!one) return [];
    const grades = declaredGrades(id) ? GRADE_KEYS.filter((grade) => one.grades.has(grade)) : [];
    return [{ id, grades, kinds: [...one.kinds].sort(), counted: one.counted }];
  });
}

const declaredGrades = (id: string) => layerById(id)?.graded === true;

function gradeOf(value: unknown): GradeKey {
  const key = String(value ?? 'null');
  return GRADE_KEYS.find((grade) => grade === key) ?? 'null';
}
