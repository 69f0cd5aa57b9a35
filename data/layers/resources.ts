/** 应急资源: teams, depots, shelters, hospitals, fire stations, hydrants and what else helps. */
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  contactFields,
  identityFields,
  inspectionFields,
  measure,
  nameField,
  published,
  regionCodeField,
  whole,
  words,
} from './common.ts';

export const RESOURCE_KINDS = [
  { id: 'team', zh: '救援队伍', en: 'Rescue team' },
  { id: 'fire_station', zh: '消防站', en: 'Fire station' },
  { id: 'depot', zh: '物资库', en: 'Depot' },
  { id: 'shelter', zh: '避难场所', en: 'Shelter' },
  { id: 'hospital', zh: '医院', en: 'Hospital' },
  { id: 'command_centre', zh: '指挥中心', en: 'Command centre' },
  { id: 'safety_station', zh: '应急（安监）站', en: 'Safety station', fromZoom: 10 },
  { id: 'helipad', zh: '停机坪', en: 'Helipad', fromZoom: 9 },
  { id: 'lookout', zh: '瞭望台', en: 'Lookout tower', fromZoom: 10 },
  { id: 'expert', zh: '专家', en: 'Expert', fromZoom: 12 },
  { id: 'water_source', zh: '消防水源', en: 'Water source', fromZoom: 12 },
  { id: 'hydrant', zh: '消火栓', en: 'Hydrant', fromZoom: 14 },
] as const satisfies Dictionary;

export const RESOURCE_STATES = [
  { id: 'ready', zh: '待命', en: 'Ready' },
  { id: 'out', zh: '出动', en: 'Out' },
  { id: 'unavailable', zh: '停用', en: 'Not available' },
] as const satisfies Dictionary;

/** What a visitor needs to find. */
export const PUBLIC_RESOURCE_KINDS = ['shelter', 'hospital', 'fire_station'] as const;

export const resources = {
  id: 'resources',
  group: 'response',
  label: { zh: '应急资源', en: 'Emergency resources' },
  about: {
    zh: '救援队伍、消防站、物资库、避难场所、医院、消火栓、水源、停机坪、瞭望台和专家。',
    en: 'Rescue teams, fire stations, depots, shelters, hospitals, hydrants, water sources, helipads, lookouts and experts.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'last_inspected_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 7,
  publication: 'features',
  publishedKinds: PUBLIC_RESOURCE_KINDS,
  fields: {
    ...identityFields,
    name: { ...nameField, tileFromZoom: 13, published: true },
    kind: {
      ...published(coded({ zh: '类别', en: 'Kind' }, RESOURCE_KINDS)),
      nullable: false,
      tileFromZoom: 0,
    },
    state: { ...coded({ zh: '状态', en: 'State' }, RESOURCE_STATES), tileFromZoom: 10 },
    organisation: words({ zh: '所属单位', en: 'Organisation' }),
    level: published(words({ zh: '级别', en: 'Level' }, 40)),
    skills: words({ zh: '专长', en: 'Skills' }, 300),
    headcount: whole({ zh: '人数', en: 'People' }, '人'),
    vehicles: whole({ zh: '车辆', en: 'Vehicles' }, '辆'),
    response_min: measure({ zh: '出动时间', en: 'Time to leave' }, 'min', 1440),
    capacity: published(whole({ zh: '容纳人数', en: 'Capacity' }, '人')),
    beds: published(whole({ zh: '床位', en: 'Beds' }, '张')),
    area_m2: published(measure({ zh: '面积', en: 'Area' }, 'm²')),
    address: published(words({ zh: '地址', en: 'Address' }, 300)),
    public_phone: published(words({ zh: '对外电话', en: 'Public telephone' }, 40)),
    ...contactFields,
    ...inspectionFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
