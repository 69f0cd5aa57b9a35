/** 场所: buildings, compounds and sites that may hold risk points besides enterprises. */
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
  staffGradeFields,
  staffIdentityFields,
  whole,
  words,
} from './common.ts';

export const PLACE_KINDS = [
  { id: 'high_rise', zh: '高层建筑', en: 'High-rise building' },
  { id: 'underground', zh: '地下建筑', en: 'Underground building' },
  { id: 'complex', zh: '大型商业综合体', en: 'Large commercial complex' },
  { id: 'market', zh: '市场商铺', en: 'Market' },
  { id: 'three_in_one', zh: '三合一场所', en: 'Shop, store and home in one' },
  { id: 'flammable', zh: '易燃易爆场所', en: 'Flammable site' },
  { id: 'vacant_yard', zh: '空置院落', en: 'Vacant yard' },
  { id: 'fire_key_unit', zh: '消防安全重点单位', en: 'Key unit of fire safety' },
  { id: 'housing', zh: '住宅小区', en: 'Housing compound' },
  { id: 'school', zh: '学校', en: 'School' },
  { id: 'hospital', zh: '医疗机构', en: 'Hospital' },
  { id: 'elderly_care', zh: '养老机构', en: 'Home for the elderly' },
  { id: 'hotel', zh: '宾馆饭店', en: 'Hotel or restaurant' },
  { id: 'entertainment', zh: '公共娱乐场所', en: 'Entertainment' },
  { id: 'culture', zh: '文博场馆', en: 'Museum or relic' },
  { id: 'scenic', zh: '景点', en: 'Sight' },
  { id: 'construction_site', zh: '建筑工地', en: 'Building site' },
  { id: 'station', zh: '交通枢纽', en: 'Station' },
] as const satisfies Dictionary;

export const FIRE_LANES = [
  { id: 'clear', zh: '已划线畅通', en: 'Marked and clear' },
  { id: 'planned', zh: '待划线', en: 'To be marked' },
  { id: 'blocked', zh: '占用', en: 'Blocked' },
] as const satisfies Dictionary;

export const YES_NO = [
  { id: 'yes', zh: '是', en: 'Yes' },
  { id: 'no', zh: '否', en: 'No' },
] as const satisfies Dictionary;

export const places = {
  id: 'places',
  group: 'risk',
  label: { zh: '场所', en: 'Places' },
  about: {
    zh: '高层、地下、综合体、市场、三合一、空置院落、学校、医院等场所及其风险等级。',
    en: 'High-rises, underground sites, complexes, markets, mixed-use premises, schools, hospitals and their risk grade.',
  },
  geometry: ['Point'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  cellsBy: 'kind',
  cellsToZoom: 12,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 16 },
    kind: { ...coded({ zh: '类别', en: 'Kind' }, PLACE_KINDS), nullable: false, tileFromZoom: 0 },
    sector: sectorField,
    address: words({ zh: '地址', en: 'Address' }, 300),
    responsible_unit: words({ zh: '管理单位', en: 'Managed by' }),
    floors: whole({ zh: '层数', en: 'Storeys' }, '层', 200),
    height_m: measure({ zh: '高度', en: 'Height' }, 'm', 1000),
    floor_area_m2: measure({ zh: '建筑面积', en: 'Floor area' }, 'm²'),
    built_year: {
      label: { zh: '建成年份', en: 'Built' },
      type: 'smallint',
      schema: z.int().min(1000).max(2200),
      nullable: true,
      filter: 'range',
      ...staff,
    },
    people: whole({ zh: '核定人数', en: 'People' }, '人'),
    fire_lane: coded({ zh: '消防车道', en: 'Fire lane' }, FIRE_LANES),
    electrical_monitoring: coded({ zh: '电气火灾监控', en: 'Electrical fire monitoring' }, YES_NO),
    ...contactFields,
    ...inspectionFields,
    ...staffGradeFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
