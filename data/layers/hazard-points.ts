/** 灾害与危险点: geohazards, reservoirs, tailings ponds, filling stations, fireworks shops, waterlogging, roads at risk. */
import { z } from 'zod';
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  contactFields,
  gradeFields,
  identityFields,
  inspectionFields,
  measure,
  nameField,
  published,
  regionCodeField,
  sectorField,
  whole,
  words,
} from './common.ts';
import { YES_NO } from './places.ts';

export const HAZARD_KINDS = [
  { id: 'rockfall', zh: '崩塌', en: 'Rockfall' },
  { id: 'landslide', zh: '滑坡', en: 'Landslide' },
  { id: 'debris_flow', zh: '泥石流', en: 'Debris flow' },
  { id: 'ground_collapse', zh: '地面塌陷', en: 'Ground collapse' },
  { id: 'ground_fissure', zh: '地裂缝', en: 'Ground fissure' },
  { id: 'subsidence', zh: '地面沉降', en: 'Subsidence' },
  { id: 'unstable_slope', zh: '不稳定斜坡', en: 'Unstable slope' },
  { id: 'reservoir', zh: '水库', en: 'Reservoir' },
  { id: 'tailings_pond', zh: '尾矿库', en: 'Tailings pond' },
  { id: 'coal_mine', zh: '煤矿', en: 'Coal mine' },
  { id: 'mine', zh: '非煤矿山', en: 'Non-coal mine' },
  { id: 'filling_station', zh: '加油加气站', en: 'Filling station' },
  { id: 'fireworks_wholesale', zh: '烟花爆竹批发', en: 'Fireworks wholesale' },
  { id: 'fireworks_shop', zh: '烟花爆竹零售点', en: 'Fireworks shop' },
  { id: 'waterlogging', zh: '内涝点', en: 'Waterlogging' },
  { id: 'road_collapse', zh: '道路塌陷隐患', en: 'Road collapse' },
  { id: 'fog_road', zh: '团雾多发路段', en: 'Foggy road' },
  { id: 'forest_fire', zh: '森林火险区', en: 'Forest fire spot' },
] as const satisfies Dictionary;

/** Size of a geohazard by what it threatens (地质灾害防治条例), or of a reservoir by what it holds (SL 252-2017). */
export const HAZARD_SIZES = [
  { id: 'very_large', zh: '特大型', en: 'Very large' },
  { id: 'large', zh: '大型', en: 'Large' },
  { id: 'medium', zh: '中型', en: 'Medium' },
  { id: 'small', zh: '小型', en: 'Small' },
  { id: 'large_1', zh: '大（1）型', en: 'Large (1)' },
  { id: 'large_2', zh: '大（2）型', en: 'Large (2)' },
  { id: 'small_1', zh: '小（1）型', en: 'Small (1)' },
  { id: 'small_2', zh: '小（2）型', en: 'Small (2)' },
] as const satisfies Dictionary;

export const DAM_CLASSES = [
  { id: '1', zh: '一类坝', en: 'Class 1' },
  { id: '2', zh: '二类坝', en: 'Class 2' },
  { id: '3', zh: '三类坝', en: 'Class 3 (unsafe)' },
] as const satisfies Dictionary;

/** What a visitor may know: where the ground, the water and the road are dangerous, not where dangerous goods lie. */
export const PUBLIC_HAZARD_KINDS = [
  'rockfall',
  'landslide',
  'debris_flow',
  'ground_collapse',
  'ground_fissure',
  'subsidence',
  'unstable_slope',
  'waterlogging',
  'fog_road',
  'forest_fire',
] as const;

export const hazardPoints = {
  id: 'hazard_points',
  group: 'risk',
  label: { zh: '灾害与危险点', en: 'Hazard points' },
  about: {
    zh: '地质灾害点、水库、尾矿库、矿山、加油站、烟花爆竹、内涝点、道路塌陷、团雾路段和森林火险区。',
    en: 'Geohazards, reservoirs, tailings ponds, mines, filling stations, fireworks, waterlogging, road collapse, fog and forest fire.',
  },
  geometry: ['Point', 'MultiLineString', 'MultiPolygon'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'kind',
  cellsBy: 'kind',
  cellsToZoom: 11,
  publication: 'features',
  publishedKinds: PUBLIC_HAZARD_KINDS,
  fields: {
    ...identityFields,
    name: { ...nameField, published: true },
    kind: { ...published(coded({ zh: '类别', en: 'Kind' }, HAZARD_KINDS)), nullable: false, tileFromZoom: 0 },
    sector: sectorField,
    size: { ...published(coded({ zh: '规模', en: 'Size' }, HAZARD_SIZES)), tileFromZoom: 12 },
    threatened_people: whole({ zh: '威胁人数', en: 'People threatened' }, '人'),
    threatened_property_10k: measure({ zh: '威胁财产', en: 'Property threatened' }, '万元'),
    downstream_people: whole({ zh: '下游（头顶）人数', en: 'People downstream' }, '人'),
    capacity_10k_m3: measure({ zh: '库容', en: 'Capacity' }, '万 m³'),
    dam_class: coded({ zh: '大坝安全类别', en: 'Dam class' }, DAM_CLASSES),
    monitored: coded({ zh: '专业监测', en: 'Monitored' }, YES_NO),
    responsible_unit: words({ zh: '责任单位', en: 'Responsible' }),
    advice: published(words({ zh: '避险提示', en: 'Advice' }, 500)),
    description: words({ zh: '说明', en: 'Description' }, 1000),
    occurred_on: {
      label: { zh: '最近发生', en: 'Last occurred' },
      type: 'date',
      schema: z.iso.date(),
      nullable: true,
      filter: 'date',
      readers: identityFields.source.readers,
      published: false,
    },
    ...contactFields,
    ...inspectionFields,
    ...gradeFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
