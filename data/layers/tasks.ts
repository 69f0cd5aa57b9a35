/** 排查任务: what somebody must look at by a day, and with what result. */
import { z } from 'zod';
import type { Dictionary, Layer } from '../layer.ts';
import {
  coded,
  day,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffIdentityFields,
  words,
} from './common.ts';
import { DUE_STATES } from './hidden-dangers.ts';

/** 日周月: how often a measure is looked at; a special task stands alone. */
export const TASK_CYCLES = [
  { id: 'daily', zh: '每日', en: 'Daily' },
  { id: 'weekly', zh: '每周', en: 'Weekly' },
  { id: 'fortnightly', zh: '每两周', en: 'Every two weeks' },
  { id: 'monthly', zh: '每月', en: 'Monthly' },
  { id: 'quarterly', zh: '每季', en: 'Quarterly' },
  { id: 'half_yearly', zh: '每半年', en: 'Half-yearly' },
  { id: 'yearly', zh: '每年', en: 'Yearly' },
  { id: 'special', zh: '专项', en: 'Special' },
] as const satisfies Dictionary;
export type TaskCycle = (typeof TASK_CYCLES)[number]['id'];

export const TASK_STATES = [
  { id: 'to_do', zh: '待检查', en: 'To do' },
  { id: 'failed', zh: '不合格', en: 'Failed' },
  { id: 'passed', zh: '合格', en: 'Passed' },
  { id: 'cancelled', zh: '已取消', en: 'Cancelled' },
] as const satisfies Dictionary;
export type TaskState = (typeof TASK_STATES)[number]['id'];

/** As of dangers; a task always has a day. */
export const TASK_DUE_STATES = DUE_STATES.filter(({ id }) => id !== 'no_deadline');

export const tasks = {
  id: 'tasks',
  group: 'prevention',
  label: { zh: '排查任务', en: 'Inspection tasks' },
  about: {
    zh: '由管控措施按日、周、月等周期生成的排查任务：期限、检查人与结果。',
    en: 'Inspections that follow from control measures by day, week or month: when due, by whom, with what result.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'due_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'state',
  fromZoom: 11,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 16 },
    cycle: { ...coded({ zh: '周期', en: 'Cycle' }, TASK_CYCLES), nullable: false },
    season: words({ zh: '季节', en: 'Season' }, 40),
    sector: sectorField,
    state: { ...coded({ zh: '结果', en: 'Result' }, TASK_STATES), nullable: false, tileFromZoom: 0 },
    due_state: {
      ...coded({ zh: '时限状态', en: 'Due' }, TASK_DUE_STATES),
      nullable: false,
      derived: true,
      tileFromZoom: 0,
    },
    planned_on: { ...day({ zh: '计划日期', en: 'Planned on' }), nullable: false },
    due_on: { ...day({ zh: '截止日期', en: 'Due on' }), nullable: false },
    done_at: {
      label: { zh: '完成时间', en: 'Done at' },
      type: 'timestamp with time zone',
      schema: z.iso.datetime({ offset: true }),
      nullable: true,
      filter: 'date',
      ...staff,
    },
    done_by: words({ zh: '完成人', en: 'Done by' }, 80),
    department: words({ zh: '监管部门', en: 'Department' }, 120),
    inspector: words({ zh: '检查人', en: 'Inspector' }, 80),
    object_layer: words({ zh: '所在对象图层', en: 'Layer of the object' }, 40),
    object_id: words({ zh: '所在对象编号', en: 'Object' }),
    object_name: words({ zh: '所在对象', en: 'Object (name)' }),
    risk_point_id: words({ zh: '风险点编号', en: 'Risk point' }),
    measure_id: words({ zh: '管控措施编号', en: 'Measure' }),
    schedule_id: { ...words({ zh: '计划编号', en: 'Schedule' }, 80), derived: true },
    findings: words({ zh: '检查情况', en: 'Findings' }, 2000),
    region_code: regionCodeField,
  },
} as const satisfies Layer;
