/** 人口: residents and people by day in census units; asked by questions, not drawn as a layer of its own. */
import type { Layer } from '../layer.ts';
import { day, nameField, regionCodeField, staffIdentityFields, whole } from './common.ts';

export const population = {
  id: 'population',
  group: 'target',
  label: { zh: '人口', en: 'Population' },
  about: {
    zh: '普查单元的常住人口与白天人口，用于估算受影响人数。',
    en: 'Residents and people by day in census units, from which affected people are estimated.',
  },
  geometry: ['MultiPolygon'],
  graded: false,
  time: 'counted_on',
  title: 'name',
  regionField: 'region_code',
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, nullable: true },
    residents: { ...whole({ zh: '常住人口', en: 'Residents' }, '人'), nullable: false },
    people_day: whole({ zh: '白天人口', en: 'People by day' }, '人'),
    households: whole({ zh: '户数', en: 'Households' }, '户'),
    counted_on: day({ zh: '统计日期', en: 'Counted on' }),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
