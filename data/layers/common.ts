/** Fields that every object of the register has, whatever its layer. */
import { z } from 'zod';
import { GRADE_STATES } from '../grade.ts';
import { type Dictionary, type Field, REGISTER_READERS } from '../layer.ts';

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
