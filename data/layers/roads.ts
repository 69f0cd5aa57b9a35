/** 道路: the road network with class, speed and direction, from which travel times come. */
import type { Dictionary, Layer } from '../layer.ts';
import { coded, measure, nameField, regionCodeField, staffIdentityFields, whole } from './common.ts';

export const ROAD_CLASSES = [
  { id: 'motorway', zh: '高速公路', en: 'Motorway' },
  { id: 'trunk', zh: '快速路、国道', en: 'Trunk road' },
  { id: 'primary', zh: '主干路、省道', en: 'Primary road', fromZoom: 9 },
  { id: 'secondary', zh: '次干路、县道', en: 'Secondary road', fromZoom: 11 },
  { id: 'tertiary', zh: '支路、乡道', en: 'Tertiary road', fromZoom: 12 },
  { id: 'residential', zh: '居住区道路', en: 'Residential road', fromZoom: 13 },
  { id: 'service', zh: '内部道路', en: 'Service road', fromZoom: 14 },
  { id: 'track', zh: '机耕路、小路', en: 'Track or path', fromZoom: 14 },
] as const satisfies Dictionary;

export const ONEWAY = [
  { id: 'both', zh: '双向', en: 'Both ways' },
  { id: 'forward', zh: '单行（沿线方向）', en: 'One way, along the line' },
  { id: 'backward', zh: '单行（逆线方向）', en: 'One way, against the line' },
] as const satisfies Dictionary;

/** Whether a road can be reached from the largest connected part of the network. */
export const CONNECTED = [
  { id: 'main', zh: '主路网', en: 'Main network' },
  { id: 'island', zh: '孤立路段', en: 'Cut off' },
] as const satisfies Dictionary;

export const roads = {
  id: 'roads',
  group: 'network',
  label: { zh: '道路', en: 'Roads' },
  about: {
    zh: '道路网：等级、限速、通行方向与连通性，用于通行时间计算。',
    en: 'Road network: class, speed, direction and connection, from which travel times are computed.',
  },
  geometry: ['MultiLineString'],
  graded: false,
  time: 'valid_from',
  title: 'name',
  regionField: 'region_code',
  kindField: 'class',
  fromZoom: 7,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, nullable: true, tileFromZoom: 13 },
    class: { ...coded({ zh: '等级', en: 'Class' }, ROAD_CLASSES), nullable: false, tileFromZoom: 0 },
    speed_kmh: { ...measure({ zh: '通行速度', en: 'Speed' }, 'km/h', 200), tileFromZoom: 12 },
    oneway: { ...coded({ zh: '通行方向', en: 'Direction' }, ONEWAY), tileFromZoom: 13 },
    lanes: whole({ zh: '车道数', en: 'Lanes' }, '道', 30),
    connected: {
      ...coded({ zh: '连通性', en: 'Connection' }, CONNECTED),
      derived: true,
      tileFromZoom: 0,
    },
    length_km: { ...measure({ zh: '长度', en: 'Length' }, 'km'), derived: true },
    region_code: regionCodeField,
  },
} as const satisfies Layer;
