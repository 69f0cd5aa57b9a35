/** Which rows of a question along a pipeline stand inside its protection strip. */
import { useMemo } from 'react';
import { useRemote } from '../parts/remote.ts';
import type { Question } from './question.ts';
import { readEncroachments } from './safety/answers.ts';

export interface Encroached {
  /** From the pipeline's middle line; 0 = upon it. */
  readonly distanceM: number;
  /** How deep inside the strip. */
  readonly depthM: number;
}

/** By layer and id; null = the question is not along a pipeline, or the answer is not there. */
export function useEncroached({ way, object }: Question): {
  readonly rows: ReadonlyMap<string, Encroached> | null;
  readonly failed: boolean;
} {
  const pipelineId = way === 'object' && object?.layer === 'pipelines' ? object.id : null;
  const { data, problem } = useRemote(
    pipelineId,
    (signal) => readEncroachments({ pipelineId: pipelineId ?? '' }, signal),
    pipelineId,
  );
  const rows = useMemo(
    () =>
      data &&
      new Map(
        data.objects.features.map(({ properties: { layer, id, distanceM, depthM } }) => [
          `${layer} ${id}`,
          { distanceM, depthM },
        ]),
      ),
    [data],
  );
  return { rows, failed: problem !== null };
}
