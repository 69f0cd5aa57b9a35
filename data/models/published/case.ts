/** What a published case is, and the works that many of them come from. */

/**
 * What a case shows: `worked-example` a book's own numbers, `field-trial` measurements, `cross-source` two independent
 * sources, `transcription` that a formula was copied rightly (no physics), `definition` arithmetic.
 */
export type CaseKind = 'worked-example' | 'field-trial' | 'cross-source' | 'transcription' | 'definition';

export interface PublishedCase {
  readonly id: string;
  readonly model: string;
  readonly kind: CaseKind;
  readonly title: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly checks: readonly PublishedCheck[];
  /** Read in the source named, or a textbook value not read again. */
  readonly confidence: 'A' | 'B';
}

/** An output with its published value or values; `relative` is the largest deviation that passes. */
export interface PublishedCheck {
  readonly output: string;
  readonly published: number | readonly number[];
  readonly relative?: number;
  /** For field trials: passes where the ratio is within this factor. */
  readonly factor?: number;
  readonly unit: string;
}

/** A check to a relative deviation. */
export const check = (
  output: string,
  published: number | readonly number[],
  unit: string,
  relative: number,
): PublishedCheck => ({
  output,
  published,
  unit,
  relative,
});

/** A case without field trials' factor. */
export function worked(
  id: string,
  model: string,
  title: string,
  source: string,
  inputs: PublishedCase['inputs'],
  checks: readonly PublishedCheck[],
  kind: CaseKind = 'worked-example',
  confidence: 'A' | 'B' = 'A',
): PublishedCase {
  return { id, model, kind, title, source, inputs, checks, confidence };
}

export const CCPS = 'CCPS 1999, Guidelines for Consequence Analysis of Chemical Releases';
export const CASAL =
  'Casal 2018, Evaluation of the Effects and Consequences of Major Accidents in Industrial Plants';
export const CROWL = 'Crowl & Louvar, Chemical Process Safety, 3rd ed.';
export const CPQRA = 'CCPS 2000, Guidelines for Chemical Process Quantitative Risk Analysis, 2nd ed.';
export const EPA_RMP = 'EPA 550-B-99-009, RMP Guidance for Offsite Consequence Analysis';
export const ISC3 = 'EPA-454/B-95-003b, User’s Guide for ISC3, vol. II';
export const HYRAM = 'HyRAM+ (Sandia National Laboratories), test suite';
export const BM = 'Britter & McQuaid 1988, HSE Contract Research Report 17';
