/** 生命线工程: power lines, bridges, tunnels, heating, water and rail. */
import { z } from 'zod';
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  contactFields,
  inspectionFields,
  measure,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffIdentityFields,
  words,
} from './common.ts';

export const LIFELINE_KINDS = [
  { id: 'power_line', zh: '高压线路', en: 'Power line' },
  { id: 'substation', zh: '变电站', en: 'Substation', fromZoom: 10 },
  { id: 'bridge', zh: '桥梁', en: 'Bridge', fromZoom: 11 },
  { id: 'tunnel', zh: '隧道', en: 'Tunnel', fromZoom: 9 },
  { id: 'heating', zh: '供热管网', en: 'Heating', fromZoom: 11 },
  { id: 'water_supply', zh: '供水干线', en: 'Water main', fromZoom: 10 },
  { id: 'water_works', zh: '水厂', en: 'Water works', fromZoom: 10 },
  { id: 'railway', zh: '铁路', en: 'Railway' },
  { id: 'metro', zh: '轨道交通', en: 'Metro' },
  { id: 'utility_tunnel', zh: '综合管廊', en: 'Utility tunnel', fromZoom: 10 },
] as const satisfies Dictionary;

/** Technical condition of bridges and tunnels, best first. */
export const CONDITIONS = [
  { id: '1', zh: '一类（完好）', en: 'Class 1 (sound)' },
  { id: '2', zh: '二类（良好）', en: 'Class 2 (good)' },
  { id: '3', zh: '三类（合格）', en: 'Class 3 (fair)' },
  { id: '4', zh: '四类（不合格）', en: 'Class 4 (poor)' },
  { id: '5', zh: '五类（危险）', en: 'Class 5 (dangerous)' },
] as const satisfies Dictionary;

export const lifelines = {
  id: 'lifelines',
  group: 'network',
  label: { zh: '生命线工程', en: 'Lifelines' },
  about: {
    zh: '高压线路、变电站、桥梁、隧道、供热、供水、铁路与轨道等城市生命线工程及检验状态。',
    en: 'Power lines, bridges, tunnels, heating, water and rail, with their state of inspection.',
  },
  geometry: ['Point', 'MultiLineString'],
  graded: false,
  time: 'last_inspected_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 7,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 12 },
    kind: { ...coded({ zh: '类别', en: 'Kind' }, LIFELINE_KINDS), nullable: false, tileFromZoom: 0 },
    sector: sectorField,
    operator: words({ zh: '权属单位', en: 'Operator' }),
    built_year: {
      label: { zh: '建成年份', en: 'Built' },
      type: 'smallint',
      schema: z.int().min(1800).max(2200),
      nullable: true,
      filter: 'range',
      ...staff,
    },
    voltage_kv: measure({ zh: '电压等级', en: 'Voltage' }, 'kV', 2000),
    condition: { ...coded({ zh: '技术状况', en: 'Condition' }, CONDITIONS), tileFromZoom: 12 },
    length_km: { ...measure({ zh: '长度', en: 'Length' }, 'km'), derived: true },
    ...contactFields,
    ...inspectionFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
