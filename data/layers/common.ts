/** Fields that every object of the register has, whatever its layer. */
import { z } from 'zod';
import { GRADE_STATES } from '../grade.ts';
import { CONTACT_READERS, type Dictionary, type Field, REGISTER_READERS, type Text } from '../layer.ts';
import { SECTORS } from '../tables/sectors.ts';

const date = z.iso.date();
const oneOf = (dictionary: Dictionary) => z.enum(dictionary.map((word) => word.id));

/** A field whose value is one word of a dictionary. */
export function coded(label: Field['label'], dictionary: Dictionary): Field {
  return {
    label,
    type: 'text',
    schema: oneOf(dictionary),
    nullable: true,
    readers: REGISTER_READERS,
    published: false,
    filter: 'choice',
    dictionary,
  };
}

export const identityFields = {
  id: {
    label: { zh: '编号', en: 'Id' },
    type: 'text',
    schema: z.string().min(1).max(200),
    nullable: false,
    readers: REGISTER_READERS,
    published: true,
    tileFromZoom: 0,
    derived: true,
  },
  source: {
    label: { zh: '数据来源', en: 'Source' },
    type: 'text',
    schema: z.string().min(1).max(80),
    nullable: false,
    readers: REGISTER_READERS,
    published: false,
    filter: 'choice',
  },
  source_id: {
    label: { zh: '来源编号', en: 'Id at the source' },
    type: 'text',
    schema: z.string().min(1).max(120),
    nullable: false,
    readers: REGISTER_READERS,
    published: false,
  },
  valid_from: {
    label: { zh: '生效日期', en: 'Valid from' },
    type: 'date',
    schema: date,
    nullable: true,
    readers: REGISTER_READERS,
    published: false,
    filter: 'date',
  },
  recorded_at: {
    label: { zh: '入库时间', en: 'Recorded at' },
    type: 'timestamp with time zone',
    schema: z.iso.datetime({ offset: true }),
    nullable: false,
    readers: REGISTER_READERS,
    published: false,
    derived: true,
  },
} as const satisfies Record<string, Field>;

export const gradeFields = {
  grade: {
    label: { zh: '风险等级', en: 'Risk grade' },
    type: 'smallint',
    schema: z.int().min(1).max(4),
    nullable: true,
    readers: REGISTER_READERS,
    published: true,
    tileFromZoom: 0,
    filter: 'choice',
  },
  grade_state: {
    label: { zh: '评定状态', en: 'State of the grade' },
    type: 'text',
    schema: oneOf(GRADE_STATES),
    nullable: false,
    readers: REGISTER_READERS,
    published: true,
    tileFromZoom: 0,
    filter: 'choice',
    dictionary: GRADE_STATES,
    derived: true,
  },
  assessed_on: {
    label: { zh: '评定日期', en: 'Assessed on' },
    type: 'date',
    schema: date,
    nullable: true,
    readers: REGISTER_READERS,
    published: true,
    filter: 'date',
  },
  review_due: {
    label: { zh: '复评期限', en: 'Review due' },
    type: 'date',
    schema: date,
    nullable: true,
    readers: REGISTER_READERS,
    published: false,
    filter: 'date',
  },
} as const satisfies Record<string, Field>;

/** Everybody on the staff reads it; the public does not. */
export const staff = { readers: REGISTER_READERS, published: false } as const;
/** Only those who must call people. */
export const contact = { readers: CONTACT_READERS, published: false } as const;

/** A text of at most `most` characters. */
export function words(label: Text, most = 200): Field {
  return {
    label,
    type: 'text',
    schema: z.string().min(1).max(most),
    nullable: true,
    filter: 'text',
    ...staff,
  };
}

/** A whole number from 0. */
export function whole(label: Text, unit: string, most = 2_000_000_000): Field {
  return {
    label,
    type: 'integer',
    schema: z.int().min(0).max(most),
    nullable: true,
    unit,
    filter: 'range',
    ...staff,
  };
}

/** A number from 0. */
export function measure(label: Text, unit: string, most = 1e12): Field {
  return {
    label,
    type: 'double precision',
    schema: z.number().min(0).max(most),
    nullable: true,
    unit,
    filter: 'range',
    ...staff,
  };
}

/** A calendar day. */
export function day(label: Text): Field {
  return { label, type: 'date', schema: date, nullable: true, filter: 'date', ...staff };
}

/** The object's name; far away only the worst grades carry it in tiles. */
export const nameField = {
  label: { zh: '名称', en: 'Name' },
  type: 'text',
  schema: z.string().min(1).max(200),
  nullable: false,
  tileFromZoom: 15,
  filter: 'text',
  ...staff,
} as const satisfies Field;

export const sectorField: Field = { ...coded({ zh: '行业领域', en: 'Sector' }, SECTORS), tileFromZoom: 0 };

/** The region where the object lies, or the middle of a line or area; null = in none. */
export const regionCodeField = {
  label: { zh: '所属区域', en: 'Region' },
  type: 'text',
  schema: z.string().regex(/^\d{12}(\d{2})?$/),
  nullable: true,
  filter: 'text',
  derived: true,
  ...staff,
} as const satisfies Field;

/** "Not inspected" and "overdue" are states of their own, never shown as good ones. */
export const INSPECTION_STATES = [
  { id: 'inspected', zh: '检验有效', en: 'Inspected' },
  { id: 'overdue', zh: '检验逾期', en: 'Inspection overdue' },
  { id: 'not_inspected', zh: '未检验', en: 'Not inspected' },
] as const satisfies Dictionary;

export const inspectionFields = {
  last_inspected_on: day({ zh: '最近检验', en: 'Last inspected' }),
  inspection_due: day({ zh: '下次检验', en: 'Inspection due' }),
  inspection_state: {
    ...coded({ zh: '检验状态', en: 'State of inspection' }, INSPECTION_STATES),
    nullable: false,
    derived: true,
    tileFromZoom: 0,
  },
} satisfies Record<string, Field>;

export const contactFields = {
  contact_name: {
    label: { zh: '责任人', en: 'Person in charge' },
    type: 'text',
    schema: z.string().min(1).max(80),
    nullable: true,
    ...contact,
  },
  contact_phone: {
    label: { zh: '联系电话', en: 'Telephone' },
    type: 'text',
    schema: z.string().min(3).max(40),
    nullable: true,
    ...contact,
  },
} as const satisfies Record<string, Field>;

/** Grade fields of a layer whose grades stay in the register. */
export const staffGradeFields = {
  grade: { ...gradeFields.grade, published: false },
  grade_state: { ...gradeFields.grade_state, published: false },
  assessed_on: { ...gradeFields.assessed_on, published: false },
  review_due: gradeFields.review_due,
} as const satisfies Record<string, Field>;

/** Identity of a layer that the public does not read one by one. */
export const staffIdentityFields = {
  ...identityFields,
  id: { ...identityFields.id, published: false },
} as const satisfies Record<string, Field>;

/** The same field, also in the copy that the public reads. */
export function published(field: Field): Field {
  return { ...field, published: true };
}
