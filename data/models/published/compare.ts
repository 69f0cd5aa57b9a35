/** The models against what was published: every case computed now, with FAC2 and bias. */
import { modelOf } from '../all.ts';
import type { Validity } from '../model.ts';
import type { CaseKind, PublishedCase } from './case.ts';

/** One published number and what the model says. */
export interface Comparison {
  readonly caseId: string;
  readonly model: string;
  readonly kind: CaseKind;
  readonly title: string;
  readonly source: string;
  readonly output: string;
  readonly unit: string;
  readonly published: number;
  readonly predicted: number;
  readonly validity: Validity;
  readonly within: boolean;
}

/** Runs the cases; throws where a case names a model or an output that does not exist. */
export function compareWithPublished(cases: readonly PublishedCase[]): Comparison[] {
  return cases.flatMap((one) => {
    const answer = modelOf(one.model)?.answer(one.inputs);
    if (!answer) throw new Error(`No such model: ${one.model}`);
    return one.checks.flatMap((check) => {
      const published = typeof check.published === 'number' ? [check.published] : check.published;
      const found = at(answer.value, check.output);
      const predicted = Array.isArray(found) ? found : [found];
      if (predicted.length !== published.length) throw new Error(`${one.id}: ${check.output}`);
      return published.map((value, i): Comparison => {
        const mine: unknown = predicted[i];
        if (typeof mine !== 'number') throw new Error(`${one.id}: ${check.output} is not a number`);
        const { kind, model, title, source } = one;
        return {
          caseId: one.id,
          model,
          kind,
          title,
          source,
          output: check.output,
          unit: check.unit,
          published: value,
          predicted: mine,
          validity: answer.validity,
          within: check.factor
            ? mine / value <= check.factor && value / mine <= check.factor
            : Math.abs(mine - value) <= (check.relative ?? 0) * Math.abs(value),
        };
      });
    });
  });
}

/** The part of an output at a path such as `riseM.0`. */
function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
      value,
    );
}

/** Agreement of pairs of positive numbers. */
export interface Agreement {
  readonly pairs: number;
  /** Share of predictions within a factor of two of the published value. */
  readonly fac2: number;
  /** Geometric mean bias, published over predicted: below 1 the model is too high (Hanna et al. 1993). */
  readonly meanBias: number;
  /** Geometric variance, 1 for perfect. */
  readonly variance: number;
  /** The greatest factor between the two. */
  readonly worst: number;
}

/** FAC2, geometric mean bias and variance; zeros are left out. */
export function agreement(of: readonly Pick<Comparison, 'published' | 'predicted'>[]): Agreement {
  const logs = of
    .filter(({ published, predicted }) => published > 0 && predicted > 0)
    .map(({ published, predicted }) => Math.log(published / predicted));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    pairs: logs.length,
    fac2: mean(logs.map((log) => (Math.abs(log) <= Math.LN2 ? 1 : 0))),
    meanBias: Math.exp(mean(logs)),
    variance: Math.exp(mean(logs.map((log) => log * log))),
    worst: Math.exp(Math.max(...logs.map(Math.abs))),
  };
}
