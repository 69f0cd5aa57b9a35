/** Why an object has its grade: the same plain value for every method, so that one panel shows them all. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';

/** A method with the version of its numbers. */
export interface Method {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  /** The standard, paper or proposal that the numbers come from. */
  readonly source: Text;
}

/** One thing that went into the result. */
export interface ExplainedInput {
  readonly name: Text;
  readonly value: string | number | Text | null;
  readonly unit?: string;
  /** Where the value comes from, and of which day. */
  readonly source?: Text;
  readonly date?: string | null;
}

/** One rule in the order in which it was looked at. */
export interface ExplainedStep {
  readonly rule: Text;
  readonly result: Text;
  /** The grade that this rule alone gives; null = it gives none. */
  readonly grade: Grade | null;
  /** Whether it decided. */
  readonly decisive: boolean;
}

/** One single change, everything else as it is, that brings the grade down. */
export interface Relief {
  readonly change: Text;
  readonly score: number | null;
  readonly grade: Grade;
}

/** An object that makes a region what it is. */
export interface Contributor {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly score: number;
  /** Of the region's total, 0–1. */
  readonly share: number;
  readonly grade: Grade | null;
}

export interface Explanation {
  readonly method: Method;
  /** Version of the city's grading settings whose numbers were used; 0 = the defaults. */
  readonly settingsVersion?: number;
  /** The table of thresholds, where a method has several. */
  readonly scheme?: string;
  readonly inputs: readonly ExplainedInput[];
  /** In letters, and with the numbers in it. '' where no formula decides. */
  readonly formula: string;
  readonly numbers: string;
  /** The same in English, where they hold words. */
  readonly formulaEn?: string;
  readonly numbersEn?: string;
  readonly steps: readonly ExplainedStep[];
  readonly score: number | null;
  /** null = not assessed: the steps say what is missing. */
  readonly grade: Grade | null;
  /** The rule that decided, as a sentence. */
  readonly rule: Text;
  readonly toLower: readonly Relief[];
  readonly contributors?: readonly Contributor[];
  /** What lies outside the method's range. */
  readonly outside?: readonly Text[];
}

/** The worst of several grades; null when none is given. */
export function worstOf(grades: readonly (Grade | null | undefined)[]): Grade | null {
  let worst: Grade | null = null;
  for (const grade of grades) if (grade && (worst === null || grade < worst)) worst = grade;
  return worst;
}

/** The words of a grade with its colour, for sentences. */
export const GRADE_TEXTS: Readonly<Record<Grade, Text>> = {
  1: { zh: '重大（红）', en: 'major (red)' },
  2: { zh: '较大（橙）', en: 'larger (orange)' },
  3: { zh: '一般（黄）', en: 'general (yellow)' },
  4: { zh: '低（蓝）', en: 'low (blue)' },
};

/** The formula and its numbers in a language; what was recorded before it had an English form stays as it was. */
export const formulaIn = (
  lang: 'zh' | 'en',
  {
    formula,
    numbers,
    formulaEn,
    numbersEn,
  }: Pick<Explanation, 'formula' | 'numbers' | 'formulaEn' | 'numbersEn'>,
): { readonly formula: string; readonly numbers: string } =>
  lang === 'zh' ? { formula, numbers } : { formula: formulaEn ?? formula, numbers: numbersEn ?? numbers };

/** A number as people write it: at most so many decimals, no trailing zeros. */
export const written = (value: number, digits = 3): string => String(Number(value.toFixed(digits)));

/** A text that is the same in both languages. */
export const same = (text: string): Text => ({ zh: text, en: text });

/** A source as people call it: what was invented says so, what was typed in here too. */
export function sourceWords(source: string): Text {
  if (source === 'demo') return { zh: '模拟数据', en: 'simulated data' };
  if (source === 'manual') return { zh: '本系统填报', en: 'entered in this register' };
  return same(source);
}
