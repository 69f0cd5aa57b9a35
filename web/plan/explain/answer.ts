/** The answer of the process `grade-explain`. */
import type { Grade, GradeState } from '../../../data/grade.ts';
import type { Explanation } from '../../../data/grading/explanation.ts';
import { answered } from '../../api.ts';
import type { Selected } from '../../link.ts';
import type { MapTime } from '../../map/props.ts';

export interface GradingRecord {
  readonly at: string;
  readonly validFrom?: string;
  readonly grade: Grade | null;
  readonly previousGrade: Grade | null;
  readonly score: number | null;
  readonly cause: string | null;
  readonly userId?: string | null;
}

export interface GradeExplained extends Explanation {
  readonly layer: string;
  readonly id: string;
  readonly name: string;
  readonly state: GradeState;
  readonly assessedAt: string | null;
  /** Oldest first. */
  readonly history: readonly GradingRecord[];
}

/** Why an object has its grade, or had it on a day. Throws Problem. */
export async function readExplanation(
  { layer, id }: Selected,
  time: MapTime | null,
  signal: AbortSignal,
): Promise<GradeExplained> {
  const explained = await answered<GradeExplained>(
    fetch('/ogc/processes/grade-explain/execution', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: { layer, id, ...(time && { at: time.at }) } }),
      signal,
    }),
  );
  return { ...explained, history: [...explained.history].sort((a, b) => a.at.localeCompare(b.at)) };
}
