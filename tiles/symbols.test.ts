import { describe, expect, it } from 'vitest';
import { GRADE_KEYS, GRADE_WORDS } from '../data/grade.ts';
import { gradeSymbol, hatchTile, shapePath } from './symbols.ts';
import { GRADE_LOOKS, THEMES } from './tokens.ts';

const of = (grade: (typeof GRADE_KEYS)[number], diameterPx = 20) =>
  gradeSymbol({ grade, theme: 'light', lang: 'zh', diameterPx });

describe('a grade', () => {
  it('has a shape and a hatch that no other grade has', () => {
    expect(new Set(GRADE_KEYS.map((grade) => shapePath(GRADE_LOOKS[grade].shape, 8))).size).toBe(5);
    expect(new Set(GRADE_KEYS.map((grade) => hatchTile(grade, 'light'))).size).toBe(5);
  });

  it.each(GRADE_KEYS)('%s shows its letter in both languages', (grade) => {
    for (const lang of ['zh', 'en'] as const) {
      expect(gradeSymbol({ grade, theme: 'dark', lang, diameterPx: 16 })).toContain(
        `>${GRADE_WORDS[grade].letter[lang]}<`,
      );
    }
  });

  it('keeps its fill in both themes and changes its outline', () => {
    for (const grade of GRADE_KEYS) {
      const pictures = THEMES.map((theme) => gradeSymbol({ grade, theme, lang: 'zh', diameterPx: 20 }));
      expect(pictures.every((picture) => picture.includes(`fill="${GRADE_LOOKS[grade].fill}"`))).toBe(true);
      expect(pictures[0]).not.toBe(pictures[1]);
    }
  });

  it('is plain only when low', () => {
    expect(GRADE_KEYS.filter((grade) => hatchTile(grade, 'dark') === null)).toEqual(['4']);
  });

  it('tells "not assessed" from "low" by its hole where no letter fits', () => {
    expect(of('4', 8)).not.toContain('<text');
    expect(of('null', 8).match(/A/g)?.length).toBe(2 * (of('4', 8).match(/A/g)?.length ?? 0));
  });

  it('fills the hole of "not assessed" under its letter', () => {
    expect(of('null', 20).match(/A/g)?.length).toBe(of('4', 20).match(/A/g)?.length);
  });

  it('keeps its symbol when overdue and adds a clock', () => {
    const overdue = gradeSymbol({ grade: '2', theme: 'light', lang: 'zh', diameterPx: 20, overdue: true });
    expect(overdue).toContain('>较<');
    expect(overdue.length).toBeGreaterThan(of('2').length);
  });
});
