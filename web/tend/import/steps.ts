/** The steps of an import, and what each of them is given. */
import type { City, LayerSummary } from '../../api.ts';
import type { ImportDetail } from './import-api.ts';
import type { ImportState } from './use-import.ts';

export const STEPS = ['file', 'fields', 'place', 'check', 'pairs'] as const;
export type Step = (typeof STEPS)[number];

/** What every step is given. */
export interface StepProps {
  readonly work: ImportState;
  readonly detail: ImportDetail;
  readonly city: City | null;
  readonly layers: readonly LayerSummary[];
}
