/** The four risk grades and the state of a grade (not to be confused with warning, event or response levels). */
import type { Dictionary, Text } from './layer.ts';

/** 1 重大 red, 2 较大 orange, 3 一般 yellow, 4 低 blue; null = not assessed, never drawn as blue. */
export type Grade = 1 | 2 | 3 | 4;
export const GRADES = [1, 2, 3, 4] as const satisfies readonly Grade[];
/** Keys of counts by grade, worst first; "null" counts what is not assessed. */
export const GRADE_KEYS = ['1', '2', '3', '4', 'null'] as const;
export type GradeKey = (typeof GRADE_KEYS)[number];

export interface GradeWords extends Text {
  readonly colour: Text;
  readonly letter: Text;
}

export const GRADE_WORDS: Readonly<Record<GradeKey, GradeWords>> = {
  '1': { zh: '重大风险', en: 'Major risk', colour: { zh: '红', en: 'Red' }, letter: { zh: '重', en: 'R' } },
  '2': {
    zh: '较大风险',
    en: 'Larger risk',
    colour: { zh: '橙', en: 'Orange' },
    letter: { zh: '较', en: 'O' },
  },
  '3': {
    zh: '一般风险',
    en: 'General risk',
    colour: { zh: '黄', en: 'Yellow' },
    letter: { zh: '般', en: 'Y' },
  },
  '4': { zh: '低风险', en: 'Low risk', colour: { zh: '蓝', en: 'Blue' }, letter: { zh: '低', en: 'B' } },
  null: { zh: '未评估', en: 'Not assessed', colour: { zh: '灰', en: 'Grey' }, letter: { zh: '未', en: '–' } },
};

export const GRADE_STATES = [
  { id: 'current', zh: '有效', en: 'Current' },
  { id: 'overdue', zh: '逾期未复评', en: 'Overdue' },
  { id: 'not_assessed', zh: '未评估', en: 'Not assessed' },
] as const satisfies Dictionary;
export type GradeState = (typeof GRADE_STATES)[number]['id'];
