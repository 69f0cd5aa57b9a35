/** 应急预案: who wrote which plan, for which events, and when it must be revised. */
import type { Dictionary, Layer } from '../layer.ts';
import { coded, day, nameField, regionCodeField, sectorField, staffIdentityFields, words } from './common.ts';

export const PLAN_KINDS = [
  { id: 'general', zh: '总体预案', en: 'General plan' },
  { id: 'special', zh: '专项预案', en: 'Special plan' },
  { id: 'department', zh: '部门预案', en: 'Department plan' },
  { id: 'township', zh: '乡镇（街道）预案', en: 'Township plan' },
  { id: 'enterprise', zh: '企业预案', en: 'Enterprise plan' },
  { id: 'event', zh: '重大活动预案', en: 'Plan for an event' },
] as const satisfies Dictionary;

/** The four kinds of emergencies (突发事件应对法). */
export const EVENT_CLASSES = [
  { id: 'natural', zh: '自然灾害', en: 'Natural disaster' },
  { id: 'accident', zh: '事故灾难', en: 'Accident' },
  { id: 'health', zh: '公共卫生事件', en: 'Public health' },
  { id: 'security', zh: '社会安全事件', en: 'Public security' },
] as const satisfies Dictionary;

export const PLAN_LEVELS = [
  { id: 'city', zh: '市级', en: 'City' },
  { id: 'county', zh: '县（区）级', en: 'County' },
  { id: 'township', zh: '乡镇（街道）级', en: 'Township' },
  { id: 'enterprise', zh: '企业', en: 'Enterprise' },
] as const satisfies Dictionary;

export const plans = {
  id: 'plans',
  group: 'response',
  label: { zh: '应急预案', en: 'Emergency plans' },
  about: {
    zh: '各级政府和企业的应急预案：级别、事件类别、发布与修订期限。',
    en: 'Emergency plans of governments and enterprises: level, class of event, date and due revision.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'issued_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 10,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 16 },
    kind: { ...coded({ zh: '类别', en: 'Kind' }, PLAN_KINDS), nullable: false, tileFromZoom: 0 },
    level: coded({ zh: '级别', en: 'Level' }, PLAN_LEVELS),
    event_class: coded({ zh: '事件类别', en: 'Class of event' }, EVENT_CLASSES),
    sector: sectorField,
    plan_no: words({ zh: '预案编号', en: 'Plan number' }, 80),
    issued_by: words({ zh: '发布单位', en: 'Issued by' }),
    issued_on: day({ zh: '发布日期', en: 'Issued on' }),
    revision_due: day({ zh: '修订期限', en: 'Revision due' }),
    last_drill_on: day({ zh: '最近演练', en: 'Last drill' }),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
