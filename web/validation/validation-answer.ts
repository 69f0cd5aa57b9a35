/** What the server says about the models, and how its numbers are written. */
import { hc, type InferResponseType } from 'hono/client';
import type { Api } from '../../server/api.ts';
import { answered } from '../api.ts';

const route = hc<Api>('/').api.validation;
export type ValidationAnswer = InferResponseType<typeof route.$get, 200>;
export type Model = ValidationAnswer['families'][number]['models'][number];
export type Pair = ValidationAnswer['comparisons'][number];
export type Agreement = Model['agreement'];

export const readValidation = () => answered(route.$get({ query: {} }));

/** Four significant digits; powers of ten for what is very large or small. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3
    ? value.toExponential(2).replace('e+', 'e')
    : String(Number(value.toPrecision(4)));
}

/** Deviation of one pair in words: per cent where small, else the factor. */
export function deviation({ published, predicted }: Pick<Pair, 'published' | 'predicted'>): string {
  if (published === 0) return predicted === 0 ? '0' : '—';
  const ratio = predicted / published;
  if (Math.abs(ratio - 1) < 5e-5) return '0 %';
  if (ratio > 0.5 && ratio < 2)
    return `${ratio > 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toPrecision(2)} %`;
  return `×${digits(ratio)}`;
}
