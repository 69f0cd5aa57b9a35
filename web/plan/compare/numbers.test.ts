import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import { atFirst } from '../../layers.ts';
import type { Shown } from '../../map/props.ts';
import { compareNumbers, difference, signed } from './numbers.ts';
import { steppedPercent } from './percent.ts';

const counts = (n: readonly number[]) =>
  Object.fromEntries(GRADE_KEYS.map((key, at) => [key, n[at] ?? 0])) as Record<GradeKey, number>;
const layer = (n: readonly number[]) => ({
  id: 'enterprises',
  label: { zh: '企业', en: 'Enterprises' },
  count: n.reduce((sum, one) => sum + one, 0),
  graded: true,
  byGrade: counts(n),
});
const shown = (grades: readonly GradeKey[] | null, on = true) =>
  ({ layers: { enterprises: { ...atFirst('planner', 'enterprises'), on, grades } } }) as unknown as Shown;
const numbers = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat());

it('adds up to the objects that each map draws, whatever its grades', () => {
  fc.assert(
    fc.property(numbers, numbers, fc.subarray([...GRADE_KEYS]), (a, b, grades) => {
      const [row] = compareNumbers([layer(a)], shown(null), [layer(b)], shown(grades));
      const sum = (side: 'a' | 'b') =>
        GRADE_KEYS.reduce((all, key) => all + (row?.[side]?.byGrade?.[key] ?? 0), 0);
      expect(sum('a')).toBe(row?.a?.total);
      expect(sum('b')).toBe(row?.b?.total);
      for (const key of GRADE_KEYS) if (!grades.includes(key)) expect(row?.b?.byGrade?.[key]).toBe(0);
    }),
  );
});

it('says of a layer that is off that it is not drawn, never zero', () => {
  const [row] = compareNumbers([layer([1, 2])], shown(null), [layer([1, 2])], shown(null, false));
  expect(row?.b).toBeNull();
  expect(difference(row?.a?.total, row?.b?.total)).toBeNull();
  expect(compareNumbers([layer([1])], shown(null, false), [layer([1])], shown(null, false))).toEqual([]);
});

it('writes differences with their sign', () => {
  expect([12, -3, 0].map((value) => signed(value, String))).toEqual(['+12', '−3', '0']);
});

it('keeps the divider on the map, and leaves other keys alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
      fc.boolean(),
      (percent, key, shift) => {
        const next = steppedPercent(percent, key, shift);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(100);
      },
    ),
  );
  expect(steppedPercent(50, 'ArrowRight', false)).toBe(52);
  expect(steppedPercent(50, 'Escape', false)).toBeNull();
  expect(steppedPercent(50, 'toString', false)).toBeNull();
});
