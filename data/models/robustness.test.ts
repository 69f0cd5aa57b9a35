import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelOf } from './all.ts';
import { Undefined } from './model.ts';
import { PUBLISHED_CASES } from './published/all.ts';

/** The inputs with every number times one of the factors, in turn. */
function scaled(value: unknown, factors: readonly number[], at: { next: number }): unknown {
  if (typeof value === 'number') return value * factors[at.next++ % factors.length]!;
  if (Array.isArray(value)) return value.map((part) => scaled(part, factors, at));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scaled(part, factors, at)]));
  return value;
}

describe('every model', () => {
  it('answers with finite numbers of its own schema and a reason where it is not sure, or refuses', () => {
    const factor = fc.oneof(
      fc.constantFrom(1, 0.5, 2),
      fc.double({ min: -7, max: 7, noNaN: true }).map((e) => Math.exp(e)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...PUBLISHED_CASES),
        fc.array(factor, { minLength: 3, maxLength: 11 }),
        (one, factors) => {
          const model = modelOf(one.model)!;
          try {
            const { value, validity, reasons } = model.answer(scaled(one.inputs, factors, { next: 0 }));
            expect(model.outputs.safeParse(value).success).toBe(true);
            expect(JSON.stringify(value)).not.toContain('null,null');
            expect(reasons.length > 0).toBe(validity !== 'in');
            for (const { zh, en } of reasons) expect(zh.length * en.length).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof Undefined || error instanceof z.ZodError)) throw error;
          }
        },
      ),
      { numRuns: 1_000 },
    );
  }, 60_000);
});
