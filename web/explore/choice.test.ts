/** The legend as a filter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRADE_KEYS } from '../../data/grade.ts';
import { isolated, toggled } from './choice.ts';

const choices = fc.oneof(
  fc.constant(null),
  fc.subarray([...GRADE_KEYS], { maxLength: GRADE_KEYS.length - 1 }),
);
const grades = fc.constantFrom(...GRADE_KEYS);

describe('a click on a grade', () => {
  it('hides it, and a second click brings back what was shown', () => {
    fc.assert(
      fc.property(choices, grades, (shown, grade) => {
        expect(toggled(GRADE_KEYS, toggled(GRADE_KEYS, shown, grade), grade)).toEqual(shown);
      }),
    );
  });

  it('hides only that grade when all are shown', () => {
    expect(toggled(GRADE_KEYS, null, '1')).toEqual(['2', '3', '4', 'null']);
  });

  it('with Alt shows only that grade, and again all', () => {
    fc.assert(
      fc.property(choices, grades, (shown, grade) => {
        fc.pre(!(shown?.length === 1 && shown[0] === grade));
        expect(isolated(shown, grade)).toEqual([grade]);
        expect(isolated([grade], grade)).toBeNull();
      }),
    );
  });
});
