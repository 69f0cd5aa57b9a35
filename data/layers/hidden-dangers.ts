/** 隐患: what was found wrong, how bad it is, who must put it right by when, and how far that has come. */
import { z } from 'zod';
import type { Dictionary, Field, Layer, Text } from '../layer.ts';
import {
  coded,
  day,
  measure,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffIdentityFields,
  words,
} from './common.ts';

/** General: small harm, put right at once; major: harmful and hard, needs a stop or time (原国家安监总局令第16号, article 3). */
export const DANGER_CLASSES = [
  { id: 'major', zh: '重大隐患', en: 'Major' },
  { id: 'general', zh: '一般隐患', en: 'General' },
] as const satisfies Dictionary;

export const DANGER_STATES = [
  { id: 'reported', zh: '待核查', en: 'Reported' },
  { id: 'verified', zh: '已核查，待交办', en: 'Verified' },
  { id: 'rejected', zh: '不属实', en: 'Rejected' },
  { id: 'rectifying', zh: '整改中', en: 'Being rectified' },
  { id: 'to_recheck', zh: '待复查', en: 'To be rechecked' },
  { id: 'passed', zh: '复查通过，待销号', en: 'Passed the recheck' },
  { id: 'closed', zh: '已销号', en: 'Closed' },
] as const satisfies Dictionary;
export type DangerState = (typeof DANGER_STATES)[number]['id'];

/** Overdue is a state of its own; a danger without a deadline is not one in time. */
export const DUE_STATES = [
  { id: 'overdue', zh: '已逾期', en: 'Overdue' },
  { id: 'in_time', zh: '期限内', en: 'In time' },
  { id: 'no_deadline', zh: '未定期限', en: 'No deadline' },
  { id: 'done', zh: '已办', en: 'Done' },
] as const satisfies Dictionary;

export const DANGER_CATEGORIES = [
  { id: 'people', zh: '人的不安全行为', en: 'People' },
  { id: 'equipment', zh: '物的不安全状态', en: 'Equipment' },
  { id: 'environment', zh: '环境因素', en: 'Surroundings' },
  { id: 'management', zh: '管理缺陷', en: 'Management' },
] as const satisfies Dictionary;

export const FOUND_WAYS = [
  { id: 'task', zh: '排查任务', en: 'Inspection task' },
  { id: 'self_check', zh: '企业自查', en: 'Self-inspection' },
  { id: 'authority', zh: '监管检查', en: 'Inspection by the authority' },
  { id: 'expert', zh: '专家会诊', en: 'Experts' },
  { id: 'public', zh: '群众举报', en: 'Report by the public' },
  { id: 'monitoring', zh: '监测预警', en: 'Monitoring' },
] as const satisfies Dictionary;

const moment = (label: Text, nullable = true): Field => ({
  label,
  type: 'timestamp with time zone',
  schema: z.iso.datetime({ offset: true }),
  nullable,
  filter: 'date',
  ...staff,
});

export const hiddenDangers = {
  id: 'hidden_dangers',
  group: 'prevention',
  label: { zh: '隐患', en: 'Hidden dangers' },
  about: {
    zh: '排查发现的一般和重大隐患：依据、期限、责任人与整改、复查、销号情况。',
    en: 'General and major hidden dangers: by which clause, until when, who is liable, rectified, rechecked, closed.',
  },
  geometry: ['Point'],
  graded: false,
  time: 'found_at',
  title: 'name',
  regionField: 'region_code',
  kindField: 'class',
  fromZoom: 9,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 15 },
    class: { ...coded({ zh: '隐患级别', en: 'Class' }, DANGER_CLASSES), nullable: false, tileFromZoom: 0 },
    state: { ...coded({ zh: '状态', en: 'State' }, DANGER_STATES), nullable: false, tileFromZoom: 0 },
    due_state: {
      ...coded({ zh: '时限状态', en: 'Due' }, DUE_STATES),
      nullable: false,
      derived: true,
      tileFromZoom: 0,
    },
    category: coded({ zh: '隐患类别', en: 'Category' }, DANGER_CATEGORIES),
    found_by_way: coded({ zh: '发现方式', en: 'Found by' }, FOUND_WAYS),
    sector: sectorField,
    object_layer: words({ zh: '所在对象图层', en: 'Layer of the object' }, 40),
    object_id: words({ zh: '所在对象编号', en: 'Object' }),
    object_name: words({ zh: '所在对象', en: 'Object (name)' }),
    risk_point_id: words({ zh: '风险点编号', en: 'Risk point' }),
    measure_id: words({ zh: '管控措施编号', en: 'Measure' }),
    task_id: words({ zh: '排查任务编号', en: 'Task' }),
    description: words({ zh: '隐患描述', en: 'Description' }, 2000),
    cause: words({ zh: '产生原因', en: 'Cause' }, 1000),
    criterion: words({ zh: '判定依据编号', en: 'Criterion' }, 120),
    criterion_clause: words({ zh: '判定依据条文', en: 'Clause' }, 1000),
    found_at: moment({ zh: '发现时间', en: 'Found at' }, false),
    reported_by: words({ zh: '上报人', en: 'Reported by' }, 80),
    liable_person: words({ zh: '整改责任人', en: 'Liable for rectification' }, 120),
    rectification: words({ zh: '整改措施', en: 'Rectification' }, 2000),
    funds_10k: measure({ zh: '整改资金', en: 'Funds' }, '万元'),
    deadline: day({ zh: '整改期限', en: 'Deadline' }),
    emergency_plan: words({ zh: '临时措施与应急预案', en: 'Interim measures and plan' }, 2000),
    department: words({ zh: '监管部门', en: 'Department' }, 120),
    inspector: words({ zh: '检查人', en: 'Inspector' }, 80),
    extension_until: { ...day({ zh: '申请延期至', en: 'Extension asked until' }), derived: true },
    extension_reason: { ...words({ zh: '延期理由', en: 'Reason for the extension' }, 1000), derived: true },
    extension_asked_by: { ...words({ zh: '延期申请人', en: 'Extension asked by' }, 80), derived: true },
    verified_at: moment({ zh: '核查时间', en: 'Verified at' }),
    verified_by: words({ zh: '核查人', en: 'Verified by' }, 80),
    rectified_at: moment({ zh: '整改完成时间', en: 'Rectified at' }),
    rectified_by: words({ zh: '整改人', en: 'Rectified by' }, 80),
    rectified_how: words({ zh: '整改情况', en: 'What was done' }, 2000),
    rechecked_at: moment({ zh: '复查时间', en: 'Rechecked at' }),
    rechecked_by: words({ zh: '复查人', en: 'Rechecked by' }, 80),
    closed_at: moment({ zh: '销号时间', en: 'Closed at' }),
    closed_by: words({ zh: '销号人', en: 'Closed by' }, 80),
    listed_no: { ...words({ zh: '挂牌督办文号', en: 'Listed supervision' }, 80), derived: true },
    region_code: regionCodeField,
  },
} as const satisfies Layer;
