/** Whether a protected target is exposed to more risk than its class allows by GB 36894-2018. */
import type { TARGET_CLASSES, TARGET_STATES } from '../layers/protected-targets.ts';

export type TargetClass = (typeof TARGET_CLASSES)[number]['id'];
export type TargetState = (typeof TARGET_STATES)[number]['id'];

/** Individual risk per year, at most. Source: GB 36894-2018, table 1; check the text before any claim of compliance. */
export const CLASS_LIMITS: Readonly<Record<TargetClass, Readonly<Record<TargetState, number>>>> = {
  high_sensitive: { new: 3e-7, in_service: 3e-6 },
  important: { new: 3e-7, in_service: 3e-6 },
  general_1: { new: 3e-7, in_service: 3e-6 },
  general_2: { new: 3e-6, in_service: 1e-5 },
  general_3: { new: 1e-5, in_service: 3e-5 },
};

export interface Verdict {
  readonly limitPerYr: number;
  readonly irPerYr: number;
  readonly compliant: boolean;
  /** Risk over limit; 1 is the limit itself. */
  readonly timesLimit: number;
}

/** The verdict for a target; null where its class or state is not known. At the limit is compliant. */
export function verdictOf(
  targetClass: TargetClass | null,
  service: TargetState | null,
  irPerYr: number,
): Verdict | null {
  if (!targetClass || !service) return null;
  const limitPerYr = CLASS_LIMITS[targetClass][service];
  return { limitPerYr, irPerYr, compliant: irPerYr <= limitPerYr, timesLimit: irPerYr / limitPerYr };
}
