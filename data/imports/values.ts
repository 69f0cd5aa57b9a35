/** One value of a file to one value of a field: strict syntax, words of the dictionaries, the field's own schema. */
import { creditCodeCheckCharacter, isCreditCode } from '../credit-code.ts';
import { normalRegionCode } from '../geo/region-code.ts';
import { GRADE_WORDS, GRADES } from '../grade.ts';
import type { Dictionary, Field, Layer } from '../layer.ts';
import type { ValueFormat } from './mapping.ts';
import { parseDate } from './match/dates.ts';
import { parseNumber, saysNothing } from './match/numbers.ts';
import type { ProblemCode, ProblemParams } from './problem.ts';

export type Value = string | number | null;
export type Parsed =
  /** `interpreted`: the writing is not the plain one, and the person should see what was made of it. */
  | { readonly ok: true; readonly value: Value; readonly interpreted?: true }
  | { readonly ok: false; readonly code: ProblemCode; readonly params?: ProblemParams };
export type ParseValue = (raw: unknown) => Parsed;

const good = (value: Value): Parsed => ({ ok: true, value });
const bad = (code: ProblemCode, params?: ProblemParams): Parsed =>
  params === undefined ? { ok: false, code } : { ok: false, code, params };

/** How a file writes its values, as the mapping declares it. */
export interface Writing {
  readonly format?: ValueFormat | undefined;
  /** Offset of times that state none. */
  readonly timeZone?: string | undefined;
}

/** How a field of a layer reads a value from outside; blank text is null, which says "not known". */
export function valueParser(layer: Layer, name: string, field: Field, writing: Writing = {}): ParseValue {
  const parse = textParser(layer, name, field, writing);
  return (raw) => {
    const text = plainText(raw);
    if (text === undefined) return bad('not_text');
    if (text === '') return good(null);
    if (text.includes('\uFFFD')) return bad('encoding');
    if (UNSTORABLE.test(text)) return bad('control_character');
    const parsed = parse(text);
    if (!parsed.ok || parsed.value === null) return parsed;
    const checked = checkedBySchema(field, parsed.value);
    return checked.ok && parsed.interpreted ? { ...checked, interpreted: true } : checked;
  };
}

/** A scalar as trimmed text ('' for null), or undefined for a list, an object or a truth value. */
export function plainText(raw: unknown): string | undefined {
  if (raw === null || raw === undefined) return '';
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number') return String(raw);
  return undefined;
}

/** NUL and other controls, except tab and line breaks; half of a surrogate pair. None can be stored as text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

function textParser(
  layer: Layer,
  name: string,
  field: Field,
  { format, timeZone }: Writing,
): (text: string) => Parsed {
  if (layer.id === 'regions' && (name === 'code' || name === 'parent_code')) return regionCode;
  if (name === 'grade' && layer.graded) return gradeValue;
  if (name === 'credit_code') return creditCode;
  if (field.dictionary !== undefined) return dictionaryWord(field.dictionary);
  if (field.type === 'smallint' || field.type === 'integer')
    return format === 'auto' ? generous(integer) : grouped(integer, 'not_an_integer', format);
  if (field.type === 'double precision')
    return format === 'auto' ? generous(decimal) : grouped(decimal, 'not_a_number', format);
  if (field.type === 'date') return format === 'auto' ? generousDate : dateWritten(format);
  if (field.type === 'timestamp with time zone') return timeWritten(format, timeZone);
  return good;
}

/** Whether a declared way of writing says anything about a field of this type. */
export function formatSuits(format: ValueFormat, field: Field): boolean {
  const numeric = ['smallint', 'integer', 'double precision'].includes(field.type);
  const dated = field.type === 'date' || field.type === 'timestamp with time zone';
  if (format === 'auto') return numeric || field.type === 'date';
  return format.startsWith('1') ? numeric : dated;
}

/** Plain numbers, else any usual writing that can mean one number only. */
function generous(plain: (text: string) => Parsed): (text: string) => Parsed {
  return (text) => {
    const strict = plain(text);
    if (strict.ok) return strict;
    if (saysNothing(text)) return { ok: true, value: null, interpreted: true };
    const read = parseNumber(text);
    const again = read === undefined ? strict : plain(String(read.value));
    return again.ok ? { ...again, interpreted: true } : strict;
  };
}

/** Plain dates, else any usual writing that can mean one day only. */
function generousDate(text: string): Parsed {
  const strict = date(text);
  if (strict.ok) return strict;
  if (saysNothing(text)) return { ok: true, value: null, interpreted: true };
  const day = parseDate(text);
  return day === undefined ? strict : { ok: true, value: day, interpreted: true };
}

/** Separators of thousands and decimals of the ways of writing numbers. */
const SEPARATORS: Readonly<
  Record<string, { readonly form: RegExp; readonly group: string; readonly point: string }>
> = {
  '1,234.5': { form: /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?$/, group: ',', point: '.' },
  '1.234,5': { form: /^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d*)?$/, group: '.', point: ',' },
  '1 234,5': { form: /^[+-]?(\d{1,3}([ \u00a0\u202f]\d{3})+|\d+)(,\d*)?$/, group: ' ', point: ',' },
};

/** The number without its separators; groups of other than three digits are a slip of the pen, not a number. */
function grouped(
  parse: (text: string) => Parsed,
  code: ProblemCode,
  format: ValueFormat | undefined,
): (text: string) => Parsed {
  const separators = format === undefined ? undefined : SEPARATORS[format];
  if (separators === undefined) return parse;
  const { form, group, point } = separators;
  return (text) =>
    form.test(text)
      ? parse(
          text
            .replaceAll(/[\u00a0\u202f]/g, ' ')
            .replaceAll(group, '')
            .replace(point, '.'),
        )
      : bad(code);
}

const DATE_FORMS: Readonly<Record<string, RegExp>> = {
  'M/D/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
  'D/M/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
  'D.M.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
};

/** Dates in the declared way of writing; without one, as `date`. */
function dateWritten(format: ValueFormat | undefined): (text: string) => Parsed {
  const form = format === undefined ? undefined : DATE_FORMS[format];
  if (form === undefined) return date;
  return (text) => {
    const parts = form.exec(text)?.groups;
    return parts === undefined ? bad('not_a_date') : date(`${parts.y}/${parts.m}/${parts.d}`);
  };
}

/** A moment: a date in the declared way, a time of day, and an offset from UTC where the mapping states none. */
function timeWritten(
  format: ValueFormat | undefined,
  timeZone: string | undefined,
): (text: string) => Parsed {
  const dayOf = dateWritten(format);
  return (text) => {
    const match = /^(\S+?)(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
    const day = match === null ? undefined : dayOf(match[1] ?? '');
    if (match === null || day === undefined || !day.ok) return bad('not_a_time');
    const offset = match[3] ?? timeZone;
    if (offset === undefined) return bad('time_zone_missing');
    const [clock = '00:00', fraction = ''] = (match[2] ?? '00:00').split('.');
    const zone = offset.toUpperCase() === 'Z' ? 'Z' : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
    const at = new Date(`${day.value}T${clock.replace(/^(\d):/, '0$1:')}${zone}`);
    if (Number.isNaN(at.getTime())) return bad('not_a_time');
    // microseconds are kept, which a Date does not have
    return good(`${at.toISOString().slice(0, 19)}.${fraction.padEnd(3, '0')}Z`);
  };
}

/** A number in plain decimal or exponent form: no separators, no unit, no NaN or infinity. */
export function decimal(text: string): Parsed {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return bad('not_a_number');
  const value = Number(text);
  return Number.isFinite(value) ? good(value) : bad('not_a_number');
}

/** A whole number; spreadsheets write 12 as 12.0, which is the same number. */
export function integer(text: string): Parsed {
  if (!/^[+-]?\d+(\.0*)?$/.test(text)) return bad('not_an_integer');
  const value = Number(text);
  // -0 would be told apart from 0 by nobody but a comparison of JSON
  return Number.isSafeInteger(value) ? good(value + 0) : bad('out_of_range', { detail: '±2^53' });
}

/** YYYY-MM-DD or YYYY/M/D, a day that the calendar has. */
export function date(text: string): Parsed {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (match === null) return bad('not_a_date');
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (year < 1 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return bad('not_a_date');
  const two = (part: number) => String(part).padStart(2, '0');
  return good(`${match[1]}-${two(month)}-${two(day)}`);
}

function dictionaryWord(dictionary: Dictionary): (text: string) => Parsed {
  const words = new Map<string, string>();
  for (const { id, zh, en } of dictionary) for (const word of [id, zh, en]) words.set(word.toLowerCase(), id);
  const list = (label: 'zh' | 'en') =>
    dictionary.map((word) => word[label]).join(label === 'zh' ? '、' : ', ');
  const allowed = { zh: list('zh'), en: list('en') };
  return (text) => {
    const id = words.get(text.toLowerCase());
    return id === undefined ? bad('not_in_dictionary', { allowed }) : good(id);
  };
}

/** 1–4; 重大 较大 一般 低 with or without 风险; the colours; the English words; 未评估 is null. */
const GRADE_BY_WORD = new Map<string, Value>(
  ([...GRADES, null] as const).flatMap((grade) => {
    const { zh, en, colour, letter } = GRADE_WORDS[`${grade}`];
    const words = [
      zh,
      zh.replace('风险', ''),
      en,
      en.replace(/ risk$/, ''),
      colour.zh,
      `${colour.zh}色`,
      colour.en,
    ];
    const own = grade === null ? ['null', '未评'] : [String(grade), letter.zh];
    return [...words, ...own].map((word) => [word.toLowerCase(), grade] as const);
  }),
);
const GRADES_ALLOWED = {
  zh: '1–4、重大、较大、一般、低、红、橙、黄、蓝、未评估',
  en: '1–4, red, orange, yellow, blue, not assessed',
};

function gradeValue(text: string): Parsed {
  const grade = GRADE_BY_WORD.get(text.toLowerCase());
  return grade === undefined ? bad('not_in_dictionary', { allowed: GRADES_ALLOWED }) : good(grade);
}

function creditCode(text: string): Parsed {
  const code = text.toUpperCase();
  if (isCreditCode(code)) return good(code);
  const expected = code.length === 18 ? creditCodeCheckCharacter(code.slice(0, 17)) : undefined;
  if (expected === undefined) return bad('credit_code_form');
  return bad('credit_code_check', { expected, got: code.slice(17) });
}

function regionCode(text: string): Parsed {
  const code = normalRegionCode(text);
  return code === undefined ? bad('region_code_form') : good(code);
}

function checkedBySchema(field: Field, value: Value): Parsed {
  const checked = field.schema.safeParse(value);
  if (checked.success) return good(value);
  const issue = checked.error.issues[0];
  if (issue?.code === 'too_big')
    return issue.origin === 'string'
      ? bad('too_long', { limit: Number(issue.maximum) })
      : bad('out_of_range', { detail: `≤ ${issue.maximum}` });
  if (issue?.code === 'too_small' && issue.origin !== 'string')
    return bad('out_of_range', { detail: `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}` });
  return bad('invalid_value');
}
