/** The risk around each proposed plant, asked once for what it holds, wherever it is moved. */
import { useEffect, useState } from 'react';
import type { ProposedPlant } from '../../../data/risk/proposal.ts';
import { Problem } from '../../api.ts';
import { type KernelAnswer, readKernel } from './answers.ts';
import { contentKey } from './draft.ts';

type Kernels = ReadonlyMap<string, KernelAnswer>;

/** By `contentKey`; what has not come yet is absent. A plant that holds nothing has none. */
export function useKernels(plants: readonly ProposedPlant[], fresh: string): Kernels {
  const [kernels, setKernels] = useState<Kernels>(new Map());
  const wanted = plants.filter(({ inventory }) => inventory.length > 0);
  const key = JSON.stringify([...new Set(wanted.map(contentKey))].sort());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the contents have changed
  useEffect(() => {
    const abort = new AbortController();
    const contents = new Map(wanted.map((plant) => [contentKey(plant), plant]));
    for (const [content, plant] of contents) {
      if (kernels.has(content)) continue;
      readKernel(plant, abort.signal)
        .then((kernel) => setKernels((before) => new Map(before).set(content, kernel)))
        .catch((error: unknown) => {
          // the exact answer says what went wrong
          if (!abort.signal.aborted && !(error instanceof Problem)) throw error;
        });
    }
    return () => abort.abort();
  }, [key, fresh]);
  return kernels;
}
