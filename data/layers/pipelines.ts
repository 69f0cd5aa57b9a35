/** 管道: long-distance and city pipelines with their medium, pressure and protection zone. */
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
  whole,
  words,
} from './common.ts';

export const PIPELINE_MEDIA = [
  { id: 'crude_oil', zh: '原油', en: 'Crude oil' },
  { id: 'oil_products', zh: '成品油', en: 'Oil products' },
  { id: 'natural_gas', zh: '天然气', en: 'Natural gas' },
  { id: 'lpg', zh: '液化石油气', en: 'LPG' },
  { id: 'manufactured_gas', zh: '人工煤气', en: 'Manufactured gas' },
  { id: 'hydrogen', zh: '氢', en: 'Hydrogen' },
  { id: 'ammonia', zh: '氨', en: 'Ammonia' },
  { id: 'ethylene', zh: '乙烯、丙烯', en: 'Ethylene, propylene' },
  { id: 'chemical', zh: '其他化工物料', en: 'Other chemicals' },
  { id: 'steam', zh: '蒸汽、热水', en: 'Steam, hot water' },
  { id: 'water', zh: '供水', en: 'Water', fromZoom: 11 },
  { id: 'drainage', zh: '雨水、污水', en: 'Drainage', fromZoom: 12 },
] as const satisfies Dictionary;

export const PRESSURE_CLASSES = [
  { id: 'high', zh: '高压', en: 'High' },
  { id: 'sub_high', zh: '次高压', en: 'Sub-high' },
  { id: 'medium', zh: '中压', en: 'Medium' },
  { id: 'low', zh: '低压', en: 'Low' },
] as const satisfies Dictionary;

export const PIPELINE_NETWORKS = [
  { id: 'long_distance', zh: '长输管道', en: 'Long-distance' },
  { id: 'city', zh: '城镇管道', en: 'City', fromZoom: 12 },
  { id: 'industrial', zh: '工业管道', en: 'Industrial' },
] as const satisfies Dictionary;

export const pipelines = {
  id: 'pipelines',
  group: 'network',
  label: { zh: '管道', en: 'Pipelines' },
  about: {
    zh: '油气长输管道、城镇燃气和工业管道：介质、压力、管径、投产年份、权属单位、检验状态与保护范围。',
    en: 'Oil and gas transmission, city gas and industrial pipelines: medium, pressure, diameter, year, operator, inspection and protection zone.',
  },
  geometry: ['MultiLineString'],
  graded: false,
  time: 'last_inspected_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'medium',
  fromZoom: 7,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 12 },
    medium: { ...coded({ zh: '介质', en: 'Medium' }, PIPELINE_MEDIA), nullable: false, tileFromZoom: 0 },
    network: { ...coded({ zh: '管网', en: 'Network' }, PIPELINE_NETWORKS), tileFromZoom: 0 },
    sector: sectorField,
    pressure_class: coded({ zh: '压力级别', en: 'Pressure class' }, PRESSURE_CLASSES),
    pressure_mpa: measure({ zh: '设计压力', en: 'Design pressure' }, 'MPa', 1000),
    diameter_mm: measure({ zh: '管径', en: 'Diameter' }, 'mm', 10_000),
    commissioned_year: {
      label: { zh: '投产年份', en: 'In service since' },
      type: 'smallint',
      schema: z.int().min(1800).max(2200),
      nullable: true,
      filter: 'range',
      ...staff,
    },
    operator: words({ zh: '权属单位', en: 'Operator' }),
    protection_m: {
      ...measure({ zh: '保护范围（两侧各）', en: 'Protection zone, each side' }, 'm', 5000),
      tileFromZoom: 12,
    },
    length_km: { ...measure({ zh: '长度', en: 'Length' }, 'km'), derived: true },
    conflicts: whole({ zh: '占压处数', en: 'Encroachments' }, '处'),
    ...contactFields,
    ...inspectionFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
