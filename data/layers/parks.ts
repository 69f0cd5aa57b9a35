/** 园区: industrial and chemical parks with their safety class A–D and the measures that each takes (一园一策). */
import { z } from 'zod';
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  contactFields,
  day,
  identityFields,
  measure,
  nameField,
  regionCodeField,
  staff,
  staffIdentityFields,
  whole,
  words,
} from './common.ts';

export const PARK_KINDS = [
  { id: 'chemical', zh: '化工园区', en: 'Chemical park' },
  { id: 'industrial', zh: '工业园区', en: 'Industrial park' },
  { id: 'logistics', zh: '物流园区', en: 'Logistics park' },
  { id: 'small_business', zh: '小微企业园', en: 'Small-business park' },
] as const satisfies Dictionary;

/** 化工园区安全风险排查治理导则: below 60 points A, below 70 B, below 85 C, from 85 D. */
export const PARK_CLASSES = [
  { id: 'A', zh: 'A 高安全风险', en: 'A high risk' },
  { id: 'B', zh: 'B 较高安全风险', en: 'B rather high risk' },
  { id: 'C', zh: 'C 一般安全风险', en: 'C general risk' },
  { id: 'D', zh: 'D 较低安全风险', en: 'D rather low risk' },
] as const satisfies Dictionary;

export const parks = {
  id: 'parks',
  group: 'area',
  label: { zh: '园区', en: 'Parks' },
  about: {
    zh: '化工园区、工业园区等的边界、安全风险等级 A–D、评分和“一园一策”措施。',
    en: 'Borders of chemical and industrial parks, their safety class A–D, score and agreed measures.',
  },
  geometry: ['MultiPolygon'],
  graded: false,
  time: 'classified_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 7,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    source: identityFields.source,
    name: { ...nameField, tileFromZoom: 9 },
    kind: { ...coded({ zh: '类别', en: 'Kind' }, PARK_KINDS), nullable: false, tileFromZoom: 0 },
    class: { ...coded({ zh: '安全风险等级', en: 'Safety class' }, PARK_CLASSES), tileFromZoom: 0 },
    class_score: {
      label: { zh: '评分', en: 'Score' },
      type: 'double precision',
      schema: z.number().min(0).max(100),
      nullable: true,
      unit: '0–100',
      filter: 'range',
      ...staff,
    },
    classified_on: day({ zh: '评定日期', en: 'Classified on' }),
    review_due: day({ zh: '复评期限', en: 'Review due' }),
    measures: words({ zh: '一园一策措施', en: 'Measures' }, 2000),
    authority: words({ zh: '管理机构', en: 'Authority' }),
    tenants: whole({ zh: '入驻企业', en: 'Enterprises' }, '家'),
    area_ha: measure({ zh: '面积', en: 'Area' }, 'ha'),
    ...contactFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
