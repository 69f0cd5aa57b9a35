/** What a consequence model is: declared inputs and outputs, a source, and an answer that says how far to trust it. */
import type { z } from 'zod';
import type { Text } from '../layer.ts';

/** Inside the range in which the source supports the model, at its edge, or outside (a number all the same). */
export type Validity = 'in' | 'edge' | 'out';

/** A value with its trustworthiness; `reasons` is empty exactly when `validity` is `in`. */
export interface Judged<T> {
  readonly value: T;
  readonly validity: Validity;
  readonly reasons: readonly Text[];
}

/** One remark of a guard. */
export interface Remark {
  readonly validity: 'edge' | 'out';
  readonly reason: Text;
}

/** The equation has no value for these inputs (a root of a negative number, no driving pressure, …). */
export class Undefined extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super(reason.en);
    this.name = 'Undefined';
    this.reason = reason;
  }
}

/** A model as its file declares it. */
interface Declaration<I extends z.ZodType, O extends z.ZodType> {
  readonly id: string;
  /** Rises when a number of the model changes. */
  readonly version: string;
  readonly label: Text;
  /** Equation and publication. */
  readonly source: string;
  readonly validity: Text;
  readonly assumptions: readonly Text[];
  readonly inputs: I;
  readonly outputs: O;
  readonly run: (inputs: z.output<I>) => Judged<z.output<O>>;
}

/** A model whose inputs and outputs are known to the compiler. */
export interface Model<I extends z.ZodType, O extends z.ZodType> extends Declaration<I, O> {
  /** Runs on anything: throws ZodError where the inputs do not fit, Undefined where the equation has no value. */
  readonly answer: (raw: unknown) => Judged<z.output<O>>;
}

/** Any model, for lists. */
export type AnyModel = Omit<Model<z.ZodType, z.ZodType>, 'run'>;

/** Declares a model. */
export function model<I extends z.ZodType, O extends z.ZodType>(declaration: Declaration<I, O>): Model<I, O> {
  return { ...declaration, answer: (raw) => declaration.run(declaration.inputs.parse(raw)) };
}

/** A value with the remarks of its guards; throws Undefined where a number of it is not finite. */
export function judged<T>(value: T, ...remarks: readonly (Remark | null)[]): Judged<T> {
  refuseNonFinite(value);
  const real = remarks.filter((remark) => remark !== null);
  const validity = real.some((remark) => remark.validity === 'out') ? 'out' : real.length > 0 ? 'edge' : 'in';
  return { value, validity, reasons: real.map((remark) => remark.reason) };
}

function refuseNonFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Undefined({ zh: '在这些输入下方程没有数值', en: 'The equation has no value for these inputs' });
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) refuseNonFinite(part);
}

/** The quantity a guard speaks of. */
export interface Quantity {
  readonly zh: string;
  readonly en: string;
  readonly unit?: string;
}

/**
 * Guards a number: nothing within `inside`, an `edge` remark within `edge`, else `out`. Without `edge` the edge is the
 * quarter beyond each bound.
 */
export function within(
  quantity: Quantity,
  value: number,
  inside: readonly [number, number],
  edge: readonly [number, number] = [
    inside[0] > 0 ? inside[0] * 0.8 : inside[0] * 1.25,
    inside[1] > 0 ? inside[1] * 1.25 : inside[1] * 0.8,
  ],
): Remark | null {
  if (value >= inside[0] && value <= inside[1]) return null;
  const unit = quantity.unit ? ` ${quantity.unit}` : '';
  const range = `${short(inside[0])}–${short(inside[1])}${unit}`;
  return {
    validity: value >= edge[0] && value <= edge[1] ? 'edge' : 'out',
    reason: {
      zh: `${quantity.zh} ${short(value)}${unit} 不在适用范围 ${range} 内`,
      en: `${quantity.en} ${short(value)}${unit} is not within ${range}`,
    },
  };
}

/** A remark where a condition holds. */
export function remark(when: boolean, validity: 'edge' | 'out', zh: string, en: string): Remark | null {
  return when ? { validity, reason: { zh, en } } : null;
}

function short(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (value === Number.NEGATIVE_INFINITY) return '−∞';
  return String(Number(value.toPrecision(4)));
}
