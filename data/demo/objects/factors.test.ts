/** The invented factors give the grade that the demo's point has. */
import { expect, it } from 'vitest';
import { scorePoint } from '../../grading/scored-point.ts';
import { factorsOf } from './factors.ts';

it.each(['LEC', 'LS', 'MES'] as const)(
  '%s: the factors give the grade, and are no better without measures',
  (method) => {
    for (const grade of [1, 2, 3, 4] as const) {
      for (let index = 0; index < 12; index++) {
        const { method_scheme, inputs } = factorsOf(method, grade, index);
        const { residual, inherent } = inputs as Record<'residual' | 'inherent', Record<string, number>>;
        expect(scorePoint(method, residual, method_scheme).grade, JSON.stringify(residual)).toBe(grade);
        expect(scorePoint(method, inherent, method_scheme).grade).toBeLessThanOrEqual(grade);
      }
    }
  },
);
