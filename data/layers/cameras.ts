/** 视频监控: where cameras look, how many channels each site has, and whether they answer. */
import type { Dictionary, Layer } from '../layer.ts';
import { coded, nameField, regionCodeField, staffIdentityFields, whole, words } from './common.ts';

export const CAMERA_KINDS = [
  { id: 'enterprise', zh: '企业', en: 'Enterprise' },
  { id: 'hazmat', zh: '重大危险源', en: 'Major hazard' },
  { id: 'filling_station', zh: '加油站', en: 'Filling station' },
  { id: 'road', zh: '道路', en: 'Road' },
  { id: 'reservoir', zh: '水库河道', en: 'Reservoir or river' },
  { id: 'forest', zh: '林区', en: 'Forest' },
  { id: 'public_place', zh: '公共场所', en: 'Public place' },
] as const satisfies Dictionary;

export const CAMERA_STATES = [
  { id: 'online', zh: '在线', en: 'Online' },
  { id: 'offline', zh: '离线', en: 'Offline' },
  { id: 'unknown', zh: '未知', en: 'Not known' },
] as const satisfies Dictionary;

export const cameras = {
  id: 'cameras',
  group: 'response',
  label: { zh: '视频监控', en: 'Cameras' },
  about: {
    zh: '接入的视频监控点：所属对象、通道数与在线状态。',
    en: 'Connected camera sites: what they watch, channels and state.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'valid_from',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  fromZoom: 12,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 17 },
    kind: { ...coded({ zh: '类别', en: 'Kind' }, CAMERA_KINDS), nullable: false, tileFromZoom: 0 },
    state: { ...coded({ zh: '状态', en: 'State' }, CAMERA_STATES), tileFromZoom: 0 },
    owner_id: words({ zh: '所属对象编号', en: 'Owner id' }),
    owner_name: words({ zh: '所属对象', en: 'Owner' }),
    channels: whole({ zh: '通道数', en: 'Channels' }, '路', 10_000),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
