/** 事故: accidents on record with their type (GB 6441-1986), class and casualties. */
import { z } from 'zod';
import type { Layer } from '../layer.ts';
import { ACCIDENT_CLASSES, ACCIDENT_TYPES } from '../tables/accident-types.ts';
import {
  coded,
  measure,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffIdentityFields,
  whole,
  words,
} from './common.ts';

export const accidents = {
  id: 'accidents',
  group: 'record',
  label: { zh: '事故', en: 'Accidents' },
  about: {
    zh: '已统计的生产安全等事故：时间、类别、等级、伤亡与损失。',
    en: 'Accidents on record: time, type, class, casualties and loss.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'happened_at',
  title: 'name',
  regionField: 'region_code',
  kindField: 'type',
  fromZoom: 7,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 15 },
    happened_at: {
      label: { zh: '发生时间', en: 'Happened at' },
      type: 'timestamp with time zone',
      schema: z.iso.datetime({ offset: true }),
      nullable: false,
      filter: 'date',
      ...staff,
    },
    type: { ...coded({ zh: '事故类别', en: 'Type' }, ACCIDENT_TYPES), tileFromZoom: 0 },
    class: { ...coded({ zh: '事故等级', en: 'Class' }, ACCIDENT_CLASSES), tileFromZoom: 0 },
    sector: sectorField,
    deaths: { ...whole({ zh: '死亡', en: 'Deaths' }, '人'), tileFromZoom: 0 },
    injured: whole({ zh: '受伤', en: 'Injured' }, '人'),
    loss_10k: measure({ zh: '直接经济损失', en: 'Direct loss' }, '万元'),
    enterprise_name: words({ zh: '单位', en: 'Enterprise' }),
    description: words({ zh: '经过', en: 'What happened' }, 2000),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
