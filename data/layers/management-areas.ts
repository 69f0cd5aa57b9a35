/** 功能区: development, high-tech, port and scenic zones that cross the code tree of the administrative regions. */
import type { Dictionary, Layer } from '../layer.ts';
import { coded, day, identityFields, nameField, published, regionCodeField, words } from './common.ts';

export const MANAGEMENT_AREA_KINDS = [
  { id: 'development_zone', zh: '经济技术开发区', en: 'Economic development zone' },
  { id: 'high_tech_zone', zh: '高新技术产业区', en: 'High-tech zone' },
  { id: 'bonded_zone', zh: '综合保税区', en: 'Bonded zone' },
  { id: 'port_area', zh: '港区', en: 'Port area' },
  { id: 'scenic_area', zh: '风景名胜区', en: 'Scenic area' },
  { id: 'resort', zh: '旅游度假区', en: 'Resort' },
  { id: 'forest_farm', zh: '林场', en: 'Forest farm' },
] as const satisfies Dictionary;

export const managementAreas = {
  id: 'management_areas',
  group: 'area',
  label: { zh: '功能区', en: 'Management areas' },
  about: {
    zh: '开发区、高新区、港区、景区等跨行政区划的功能区及其管理机构。',
    en: 'Development, high-tech, port and scenic zones that cross administrative borders, and who manages them.',
  },
  geometry: ['MultiPolygon'],
  graded: false,
  time: 'valid_from',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 7,
  publication: 'features',
  fields: {
    ...identityFields,
    name: { ...nameField, tileFromZoom: 7, published: true },
    kind: {
      ...published(coded({ zh: '类别', en: 'Kind' }, MANAGEMENT_AREA_KINDS)),
      nullable: false,
      tileFromZoom: 0,
    },
    authority: published(words({ zh: '管理机构', en: 'Authority' })),
    supervisors: words({ zh: '监管部门', en: 'Supervising departments' }, 300),
    established_on: day({ zh: '设立日期', en: 'Established on' }),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
