/** Distinct values of a column → words of a field: grades, dictionaries, levels; what is not sure is left to a person. */
import { GRADE_WORDS, GRADES } from '../../grade.ts';
import type { Field, Layer } from '../../layer.ts';
import type { Value } from '../values.ts';
import { chineseNumeral, saysNothing } from './numbers.ts';
import { simplified } from './traditional.ts';
import { WORD_SYNONYMS } from './word-synonyms.ts';

export interface MatchedValue {
  /** As the file writes it. */
  readonly value: string;
  /** What the mapping puts in its place; null = not known. */
  readonly word: Value;
  /** 1 = the word itself; below 0.8 somebody should look. */
  readonly confidence: number;
  readonly why: 'word' | 'synonym' | 'part' | 'unknown';
}

export interface UnmatchedValue {
  readonly value: string;
  /** Words that it might mean, best first. */
  readonly candidates: readonly Value[];
}

export interface MatchedValues {
  readonly matched: readonly MatchedValue[];
  readonly unmatched: readonly UnmatchedValue[];
}

/** Whether values of this field are words at all, and not free text, numbers or dates. */
export function hasWords(layer: Layer, name: string): boolean {
  const field = layer.fields[name];
  return field !== undefined && (isGrade(layer, name) || isLevel(field) || field.dictionary !== undefined);
}

/** Every distinct value with its word, or with what it might mean; blanks are left out, they mean null. */
export function matchValues(layer: Layer, name: string, distinct: readonly string[]): MatchedValues {
  const lookup = lookupOf(layer, name);
  const matched: MatchedValue[] = [];
  const unmatched: UnmatchedValue[] = [];
  for (const value of distinct) {
    if (value.trim() === '') continue;
    const found = lookup === undefined ? [] : lookup(value);
    const [best, second] = found;
    if (best !== undefined && best.confidence > (second?.confidence ?? 0)) matched.push({ ...best, value });
    else unmatched.push({ value, candidates: [...new Set(found.map(({ word }) => word))].slice(0, 5) });
  }
  return { matched, unmatched };
}

/** True for 是/有/Y, false for 否/无/N, undefined for anything else. */
export function parseTruth(text: string): boolean | undefined {
  const plain = plainWord(text);
  if (YES.has(plain)) return true;
  return NO.has(plain) ? false : undefined;
}

const YES = new Set(['是', '有', '已', 'y', 'yes', 'true', 't', '1', '√', '✓', '✔', '对', '真']);
const NO = new Set(['否', '无', '没有', '未', 'n', 'no', 'false', 'f', '0', '×', '✗', '✘', 'x', '错', '假']);

type Lookup = (value: string) => Omit<MatchedValue, 'value'>[];

/** A list of words is made once for each field. */
const LOOKUPS = new WeakMap<Field, Lookup>();

function lookupOf(layer: Layer, name: string): Lookup | undefined {
  const field = layer.fields[name];
  if (field === undefined) return undefined;
  const lookup = LOOKUPS.get(field) ?? newLookup(layer, name, field);
  if (lookup !== undefined) LOOKUPS.set(field, lookup);
  return lookup;
}

function newLookup(layer: Layer, name: string, field: Field): Lookup | undefined {
  if (isGrade(layer, name)) return wordsLookup(gradeWords(), ['风险', 'risk', '级', '等级', '区域'], false);
  if (isLevel(field)) return levelLookup(field);
  if (field.dictionary === undefined) return undefined;
  const words = field.dictionary.map(
    ({ id, zh, en }): Meaning => ({
      word: id,
      names: [id, zh, en, ...zh.split(/[、（）]/).filter((part) => part.length > 1)],
      synonyms: [
        ...(WORD_SYNONYMS[zh] ?? []),
        ...zh.split(/[、]/).flatMap((part) => WORD_SYNONYMS[part] ?? []),
      ],
    }),
  );
  return wordsLookup(words, ENDINGS, true);
}

const isGrade = (layer: Layer, name: string) => name === 'grade' && layer.graded;
/** 一级 … 四级 as a small number. */
const isLevel = (field: Field) =>
  field.type === 'smallint' && field.unit === '级' && field.dictionary === undefined;

/** What may stand behind a word without changing it. */
const ENDINGS = ['企业', '单位', '行业', '领域', '场所', '类', '业', '型', '点', '类型'];

interface Meaning {
  readonly word: Value;
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
}

/**
 * The four grades of the map: 重大 较大 一般 低, red orange yellow blue, one to four, A to D.
 * 高 and 中 are left to a person: three-step and four-step scales use them differently.
 */
function gradeWords(): Meaning[] {
  const numerals = ['一', '二', '三', '四'];
  const roman = ['i', 'ii', 'iii', 'iv'];
  const grades = GRADES.map((grade, index): Meaning => {
    const { zh, en, colour } = GRADE_WORDS[`${grade}`];
    const names = [
      `${grade}`,
      zh,
      zh.replace('风险', ''),
      en,
      en.replace(/ risk$/, ''),
      colour.zh,
      `${colour.zh}色`,
      colour.en,
    ];
    const steps = [numerals[index], roman[index], 'abcd'[index], `${grade}`].flatMap((step) =>
      step === undefined
        ? []
        : [step, `${step}级`, `${step}类`, `${step}级风险`, `level ${step}`, `grade ${step}`],
    );
    const others = [
      ['特别重大', '极高', 'very high', 'critical'],
      ['较高', 'significant'],
      ['moderate'],
      ['较低', '低', 'slight'],
    ];
    return { word: grade, names, synonyms: [...steps, ...(others[index] ?? [])] };
  });
  return [
    ...grades,
    { word: null, names: ['未评估', 'not assessed'], synonyms: ['未评', '未定级', '待评估', '未分级', '灰'] },
  ];
}

/** 一级, Ⅱ级, 3, 三级达标, 四级（R<10） */
function levelLookup(field: Field): Lookup {
  return (value) => {
    const plain = plainWord(value);
    const match =
      /^(?:第)?([一二三四五]|\d|i{1,3}|iv|v)(?:级|等|类)?(?:[(（].*|标准化?|达标|企业|重大危险源)*$/.exec(
        plain,
      );
    if (match?.[1] === undefined)
      return saysNothing(value) || /^(未|非|无)/.test(plain)
        ? [{ word: null, confidence: 0.8, why: 'unknown' }]
        : [];
    const roman = ['i', 'ii', 'iii', 'iv', 'v'].indexOf(match[1]) + 1;
    const level = roman > 0 ? roman : (chineseNumeral(match[1]) ?? Number(match[1]));
    if (!field.schema.safeParse(level).success) return [];
    return [
      {
        word: level,
        confidence: plain === `${level}` ? 1 : 0.95,
        why: plain === `${level}` ? 'word' : 'synonym',
      },
    ];
  };
}

/** `parts`: a word inside a longer value counts; 重大 inside 重大隐患 is no grade. */
function wordsLookup(meanings: readonly Meaning[], endings: readonly string[], parts: boolean): Lookup {
  const exact = new Map<string, Set<Value>>();
  const alike = new Map<string, Set<Value>>();
  const put = (into: Map<string, Set<Value>>, text: string, word: Value) => {
    const plain = plainWord(text);
    into.set(plain, (into.get(plain) ?? new Set()).add(word));
  };
  for (const { word, names, synonyms } of meanings) {
    for (const name of names) put(exact, name, word);
    for (const synonym of synonyms) put(alike, synonym, word);
  }
  const of = (
    words: Iterable<Value> | undefined,
    confidence: number,
    why: MatchedValue['why'],
  ): Omit<MatchedValue, 'value'>[] => [...(words ?? [])].map((word) => ({ word, confidence, why }));
  return (value) => {
    const plain = plainWord(value);
    const bare = withoutEnding(plain, endings);
    for (const [text, sure] of [
      [plain, 1],
      [bare, 0.95],
    ] as const) {
      if (exact.has(text)) return of(exact.get(text), sure, 'word');
      if (alike.has(text)) return of(alike.get(text), sure - 0.1, 'synonym');
    }
    if (saysNothing(value)) return of([null], 0.8, 'unknown');
    if (!parts) return [];
    // one names the other's beginning or a part of it: 危险化学品生产（氯碱） and 危险化学品生产
    const shared: { words: Set<Value>; length: number }[] = [];
    for (const known of [exact, alike])
      for (const [text, words] of known)
        if (
          text.length > 1 &&
          bare.length > 1 &&
          /\p{Script=Han}/u.test(text) &&
          (bare.includes(text) || text.startsWith(bare))
        )
          shared.push({ words, length: Math.min(text.length, bare.length) });
    const longest = Math.max(0, ...shared.map(({ length }) => length));
    const best = new Set(
      shared.filter(({ length }) => length === longest).flatMap(({ words }) => [...words]),
    );
    return of(best, best.size === 1 ? 0.6 : 0.4, 'part');
  };
}

function withoutEnding(plain: string, endings: readonly string[]): string {
  const ending = endings.find((one) => plain.length > one.length && plain.endsWith(one));
  return ending === undefined ? plain : plain.slice(0, -ending.length);
}

/** Half width, simplified, lower case, without spaces and brackets' shapes; Ⅰ becomes i. */
function plainWord(text: string): string {
  return simplified(text.slice(0, 200).normalize('NFKC').toLowerCase())
    .replaceAll(/[\s_\-—·]+/g, '')
    .replaceAll(/[“”"'‘’]/g, '');
}
