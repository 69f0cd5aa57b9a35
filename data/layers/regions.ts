/** 行政区域与网格: city, counties, townships, villages and grid cells, each inside its parent. */
import { z } from 'zod';
import { type Dictionary, type Layer, REGISTER_READERS } from '../layer.ts';
import { coded, gradeFields, identityFields } from './common.ts';

export const REGION_LEVELS = [
  { id: 'city', zh: '市', en: 'City' },
  { id: 'county', zh: '县（区）', en: 'County' },
  { id: 'township', zh: '乡镇（街道）', en: 'Township' },
  { id: 'village', zh: '村（社区）', en: 'Village' },
  { id: 'cell', zh: '网格', en: 'Grid cell' },
] as const satisfies Dictionary;
export type RegionLevel = (typeof REGION_LEVELS)[number]['id'];

const everyone = { readers: REGISTER_READERS, published: true } as const;

export const regions = {
  id: 'regions',
  group: 'area',
  label: { zh: '区域', en: 'Regions' },
  about: {
    zh: '市、县（区）、乡镇（街道）、村（社区）和网格的边界、人口与区域风险等级。',
    en: 'Borders, population and regional risk grade of the city, its counties, townships, villages and grid cells.',
  },
  geometry: ['MultiPolygon'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'code',
  publication: 'features',
  fields: {
    ...identityFields,
    code: {
      label: { zh: '区划代码', en: 'Code' },
      type: 'text',
      // 6, 9, 12 or 14 digits come in; stored right-padded with 0 to 12, cells 14 (data/geo/region-code.ts).
      schema: z.string().regex(/^\d{12}(\d{2})?$/),
      nullable: false,
      tileFromZoom: 0,
      filter: 'text',
      ...everyone,
    },
    name: {
      label: { zh: '名称', en: 'Name' },
      type: 'text',
      schema: z.string().min(1).max(120),
      nullable: false,
      tileFromZoom: 0,
      filter: 'text',
      ...everyone,
    },
    name_en: {
      label: { zh: '英文名称', en: 'English name' },
      type: 'text',
      schema: z.string().min(1).max(120),
      nullable: true,
      tileFromZoom: 0,
      ...everyone,
    },
    level: {
      ...coded({ zh: '层级', en: 'Level' }, REGION_LEVELS),
      nullable: false,
      tileFromZoom: 0,
      ...everyone,
    },
    parent_code: {
      label: { zh: '上级代码', en: 'Parent code' },
      type: 'text',
      schema: z.string().regex(/^\d{12}$/),
      nullable: true,
      filter: 'text',
      ...everyone,
    },
    population: {
      label: { zh: '常住人口', en: 'Residents' },
      type: 'integer',
      schema: z.int().min(0).max(2_000_000_000),
      nullable: true,
      unit: '人',
      filter: 'range',
      ...everyone,
    },
    area_km2: {
      label: { zh: '面积', en: 'Area' },
      type: 'double precision',
      schema: z.number().positive(),
      nullable: true,
      unit: 'km²',
      filter: 'range',
      derived: true,
      ...everyone,
    },
    score: {
      label: { zh: '风险指数', en: 'Risk index' },
      type: 'double precision',
      schema: z.number().min(0).max(100),
      nullable: true,
      unit: '0–100',
      filter: 'range',
      ...everyone,
    },
    ...gradeFields,
  },
} as const satisfies Layer;
