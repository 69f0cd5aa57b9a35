/** 企业: every enterprise of the register, with what grades it and who supervises it. */
import { z } from 'zod';
import { isCreditCode } from '../credit-code.ts';
import { CONTACT_READERS, type Dictionary, type Layer, REGISTER_READERS } from '../layer.ts';
import { SECTORS } from '../tables/sectors.ts';
import { coded, gradeFields, identityFields } from './common.ts';

export const SUPERVISION_LEVELS = [
  { id: 'city', zh: '市级重点监管', en: 'City' },
  { id: 'county', zh: '区县重点监管', en: 'County' },
  { id: 'township', zh: '街镇监管', en: 'Township' },
] as const satisfies Dictionary;

export const EVALUATIONS = [
  { id: 'good', zh: '好', en: 'Good' },
  { id: 'fair', zh: '中', en: 'Fair' },
  { id: 'poor', zh: '差', en: 'Poor' },
] as const satisfies Dictionary;

export const INSURANCE_STATES = [
  { id: 'insured', zh: '已投保', en: 'Insured' },
  { id: 'expired', zh: '已过期', en: 'Expired' },
  { id: 'none', zh: '未投保', en: 'Not insured' },
] as const satisfies Dictionary;

export const CREDIT_LISTS = [
  { id: 'red', zh: '红名单（守信）', en: 'Red list (trusted)' },
  { id: 'none', zh: '未列入', en: 'On neither list' },
  { id: 'black', zh: '黑名单（失信）', en: 'Black list (distrusted)' },
] as const satisfies Dictionary;

const staff = { readers: REGISTER_READERS, published: false } as const;

export const enterprises = {
  id: 'enterprises',
  group: 'risk',
  label: { zh: '企业', en: 'Enterprises' },
  about: {
    zh: '登记在册的企业：行业、统一社会信用代码、从业人数、风险等级与监管情况。',
    en: 'Registered enterprises: sector, unified social credit code, people, risk grade and supervision.',
  },
  geometry: ['Point'],
  graded: true,
  time: 'assessed_on',
  title: 'name',
  regionField: 'region_code',
  kindField: 'sector',
  cellsBy: 'sector',
  cellsToZoom: 12,
  publication: 'cells',
  fields: {
    ...identityFields,
    name: {
      label: { zh: '名称', en: 'Name' },
      type: 'text',
      schema: z.string().min(1).max(200),
      nullable: false,
      tileFromZoom: 16,
      filter: 'text',
      ...staff,
    },
    credit_code: {
      label: { zh: '统一社会信用代码', en: 'Unified social credit code' },
      type: 'text',
      schema: z.string().refine(isCreditCode, { error: 'credit_code' }),
      nullable: true,
      filter: 'text',
      ...staff,
    },
    sector: {
      ...coded({ zh: '行业领域', en: 'Sector' }, SECTORS),
      tileFromZoom: 0,
      nullable: true,
      ...staff,
    },
    industry_code: {
      label: { zh: '国民经济行业代码', en: 'Industry code' },
      type: 'text',
      // one code in China; other registers list several for one site
      schema: z.string().min(1).max(120),
      nullable: true,
      filter: 'text',
      ...staff,
    },
    address: {
      label: { zh: '地址', en: 'Address' },
      type: 'text',
      schema: z.string().min(1).max(300),
      nullable: true,
      filter: 'text',
      ...staff,
    },
    people: {
      label: { zh: '从业人数', en: 'People at work' },
      type: 'integer',
      schema: z.int().min(0).max(2_000_000),
      nullable: true,
      unit: '人',
      filter: 'range',
      ...staff,
    },
    contact_name: {
      label: { zh: '安全负责人', en: 'Safety manager' },
      type: 'text',
      schema: z.string().min(1).max(80),
      nullable: true,
      readers: CONTACT_READERS,
      published: false,
    },
    contact_phone: {
      label: { zh: '联系电话', en: 'Telephone' },
      type: 'text',
      schema: z.string().min(3).max(40),
      nullable: true,
      readers: CONTACT_READERS,
      published: false,
    },
    ...gradeFields,
    grade: { ...gradeFields.grade, published: false },
    grade_state: { ...gradeFields.grade_state, published: false },
    assessed_on: { ...gradeFields.assessed_on, published: false },
    id: { ...identityFields.id, published: false },
    supervision: { ...coded({ zh: '监管层级', en: 'Supervision level' }, SUPERVISION_LEVELS) },
    evaluation: { ...coded({ zh: '全要素评价', en: 'Evaluation' }, EVALUATIONS) },
    insurance: { ...coded({ zh: '安全生产责任保险', en: 'Liability insurance' }, INSURANCE_STATES) },
    insurance_until: {
      label: { zh: '保险到期', en: 'Insured until' },
      type: 'date',
      schema: z.iso.date(),
      nullable: true,
      filter: 'date',
      ...staff,
    },
    credit_list: { ...coded({ zh: '信用名单', en: 'Credit list' }, CREDIT_LISTS) },
    standardisation: {
      label: { zh: '标准化等级', en: 'Standardisation level' },
      type: 'smallint',
      schema: z.int().min(1).max(3),
      nullable: true,
      unit: '级',
      filter: 'choice',
      ...staff,
    },
    region_code: {
      label: { zh: '所属区域', en: 'Region' },
      type: 'text',
      schema: z.string().regex(/^\d{12}(\d{2})?$/),
      nullable: true,
      filter: 'text',
      derived: true,
      ...staff,
    },
  },
} as const satisfies Layer;
