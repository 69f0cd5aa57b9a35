/** 风险点: the points of the risk ledger, each in an enterprise, place, park or hazard. */
import { z } from 'zod';
import type { Dictionary, Field, Layer, Text } from '../layer.ts';
import { ACCIDENT_TYPES } from '../tables/accident-types.ts';
import {
  coded,
  contactFields,
  measure,
  nameField,
  regionCodeField,
  sectorField,
  staff,
  staffGradeFields,
  staffIdentityFields,
  words,
} from './common.ts';

export const CONTROL_LEVELS = [
  { id: 'company', zh: '公司（厂）级', en: 'Company' },
  { id: 'workshop', zh: '部门（车间）级', en: 'Workshop' },
  { id: 'team', zh: '班组级', en: 'Team' },
  { id: 'post', zh: '岗位级', en: 'Post' },
] as const satisfies Dictionary;

export const GRADING_METHODS = [
  { id: 'LEC', zh: '作业条件危险性评价法', en: 'LEC' },
  { id: 'LS', zh: '风险矩阵法', en: 'LS matrix' },
  { id: 'MES', zh: 'MES 法', en: 'MES' },
  { id: 'rule', zh: '直接判定', en: 'Direct rule' },
] as const satisfies Dictionary;

export const OWNER_LAYERS = [
  { id: 'enterprises', zh: '企业', en: 'Enterprise' },
  { id: 'places', zh: '场所', en: 'Place' },
  { id: 'parks', zh: '园区', en: 'Park' },
  { id: 'hazard_points', zh: '隐患点与灾害点', en: 'Hazard point' },
] as const satisfies Dictionary;

/** A score that the engine fills from the inputs of the method. */
const derivedScore = (label: Text): Field => ({ ...measure(label, ''), derived: true });

export const riskPoints = {
  id: 'risk_points',
  group: 'risk',
  label: { zh: '风险点', en: 'Risk points' },
  about: {
    zh: '风险分级管控清单中的风险点：风险单元、可能的事故类型、评价方法、管控层级与责任人。',
    en: 'Points of the risk ledger: unit, possible accident, method, level of control and who is responsible.',
  },
  geometry: ['Point'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'accident_type',
  cellsToZoom: 12,
  publication: 'never',
  fields: {
    ...staffIdentityFields,
    name: { ...nameField, tileFromZoom: 16 },
    owner_layer: coded({ zh: '所属对象类别', en: 'Belongs to a' }, OWNER_LAYERS),
    owner_id: words({ zh: '所属对象编号', en: 'Belongs to' }),
    owner_name: words({ zh: '所属对象', en: 'Belongs to (name)' }),
    sector: sectorField,
    unit: words({ zh: '风险单元', en: 'Unit' }),
    event: words({ zh: '风险事件', en: 'Risk event' }, 500),
    accident_type: { ...coded({ zh: '事故类型', en: 'Accident type' }, ACCIDENT_TYPES), tileFromZoom: 0 },
    method: coded({ zh: '评价方法', en: 'Method' }, GRADING_METHODS),
    method_scheme: words({ zh: '分级方案', en: 'Scheme of thresholds' }, 40),
    inherent_score: derivedScore({ zh: '固有风险值', en: 'Inherent score' }),
    inherent_grade: {
      label: { zh: '固有风险等级', en: 'Inherent grade' },
      type: 'smallint',
      schema: z.int().min(1).max(4),
      nullable: true,
      filter: 'choice',
      derived: true,
      ...staff,
    },
    residual_score: derivedScore({ zh: '剩余风险值', en: 'Residual score' }),
    measures: words({ zh: '管控措施', en: 'Control measures' }, 2000),
    control_level: coded({ zh: '管控层级', en: 'Level of control' }, CONTROL_LEVELS),
    ...contactFields,
    ...staffGradeFields,
    region_code: regionCodeField,
  },
} as const satisfies Layer;
