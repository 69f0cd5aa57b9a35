/** 重大危险源: units of hazardous chemicals identified and levelled by GB 18218-2018. */
import { z } from 'zod';
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  day,
  measure,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffGradeFields,
  staffIdentityFields,
  whole,
  words,
} from './common.ts';
import { YES_NO } from './places.ts';

export const MAJOR_HAZARD_KINDS = [
  { id: 'tank_farm', zh: '储罐区', en: 'Tank farm' },
  { id: 'warehouse', zh: '库区（库房）', en: 'Warehouse' },
  { id: 'production', zh: '生产装置', en: 'Production unit' },
  { id: 'filling', zh: '充装站', en: 'Filling plant' },
] as const satisfies Dictionary;

export const majorHazards = {
  id: 'major_hazards',
  group: 'risk',
  label: { zh: '重大危险源', en: 'Major hazard sources' },
  about: {
    zh: '危险化学品重大危险源：物质存量、S 与 R 值、一至四级、厂区边界、督长和三名包保责任人（GB 18218-2018）。',
    en: 'Major hazard sources: inventory, S and R, level one to four, plant boundary, chief and the three responsible persons (GB 18218-2018).',
  },
  geometry: ['Point'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 12 },
    kind: { ...coded({ zh: '单元类型', en: 'Unit' }, MAJOR_HAZARD_KINDS), nullable: false, tileFromZoom: 0 },
    sector: sectorField,
    enterprise_id: words({ zh: '企业编号', en: 'Enterprise id' }),
    enterprise_name: words({ zh: '所属企业', en: 'Enterprise' }),
    substances: words({ zh: '主要物质', en: 'Main substances' }, 500),
    s_value: measure({ zh: 'S 值', en: 'S' }, 'Σ q/Q'),
    r_value: measure({ zh: 'R 值', en: 'R' }, 'α Σ β q/Q'),
    exposed_people: whole({ zh: '厂界外 500 m 常住人口', en: 'Residents within 500 m' }, '人'),
    level: {
      // 一级 (R ≥ 100) … 四级 (R < 10): not a risk grade
      label: { zh: '重大危险源级别', en: 'Level' },
      type: 'smallint',
      schema: z.int().min(1).max(4),
      nullable: true,
      unit: '级',
      filter: 'choice',
      tileFromZoom: 0,
      ...staff,
    },
    record_no: words({ zh: '备案编号', en: 'Record number' }),
    recorded_on: day({ zh: '备案日期', en: 'Recorded on' }),
    reassessment_due: day({ zh: '重新评估期限', en: 'Reassessment due' }),
    online_monitoring: coded({ zh: '在线监测', en: 'Online monitoring' }, YES_NO),
    in_park: coded({ zh: '在化工园区内', en: 'Inside a chemical park' }, YES_NO),
    ...staffGradeFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
