/** 防护目标: whom an accident must not reach, by the classes of GB 36894-2018. */
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  contactFields,
  nameField,
  regionCodeField,
  staffIdentityFields,
  whole,
  words,
} from './common.ts';

export const TARGET_CLASSES = [
  { id: 'high_sensitive', zh: '高敏感防护目标', en: 'Highly sensitive' },
  { id: 'important', zh: '重要防护目标', en: 'Important' },
  { id: 'general_1', zh: '一般防护目标（一类）', en: 'General, class one' },
  { id: 'general_2', zh: '一般防护目标（二类）', en: 'General, class two' },
  { id: 'general_3', zh: '一般防护目标（三类）', en: 'General, class three' },
] as const satisfies Dictionary;

export const TARGET_KINDS = [
  { id: 'school', zh: '学校', en: 'School' },
  { id: 'kindergarten', zh: '幼儿园', en: 'Kindergarten' },
  { id: 'hospital', zh: '医院', en: 'Hospital' },
  { id: 'elderly_care', zh: '养老院', en: 'Home for the elderly' },
  { id: 'prison', zh: '监管场所', en: 'Prison' },
  { id: 'housing', zh: '居住区', en: 'Housing' },
  { id: 'office', zh: '办公场所', en: 'Offices' },
  { id: 'market', zh: '商场市场', en: 'Shops and markets' },
  { id: 'sports', zh: '体育场馆', en: 'Sports ground' },
  { id: 'culture', zh: '文物保护单位', en: 'Relic under protection' },
  { id: 'station', zh: '交通枢纽', en: 'Station' },
] as const satisfies Dictionary;

export const TARGET_STATES = [
  { id: 'in_service', zh: '在役', en: 'In service' },
  { id: 'new', zh: '新建', en: 'New' },
] as const satisfies Dictionary;

export const protectedTargets = {
  id: 'protected_targets',
  group: 'target',
  label: { zh: '防护目标', en: 'Protected targets' },
  about: {
    zh: '学校、医院、养老院、居住区等防护目标：GB 36894-2018 类别与昼夜人数。',
    en: 'Schools, hospitals, homes and housing to be protected: class by GB 36894-2018 and people by day and night.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'valid_from',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  cellsBy: 'kind',
  cellsToZoom: 11,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: nameField,
    kind: { ...coded({ zh: '类别', en: 'Kind' }, TARGET_KINDS), nullable: false, tileFromZoom: 0 },
    class: { ...coded({ zh: '防护目标分类', en: 'Class' }, TARGET_CLASSES), tileFromZoom: 12 },
    service: coded({ zh: '新建或在役', en: 'New or in service' }, TARGET_STATES),
    people_day: whole({ zh: '白天人数', en: 'People by day' }, '人'),
    people_night: whole({ zh: '夜间人数', en: 'People by night' }, '人'),
    households: whole({ zh: '户数', en: 'Households' }, '户'),
    address: words({ zh: '地址', en: 'Address' }, 300),
    ...contactFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
