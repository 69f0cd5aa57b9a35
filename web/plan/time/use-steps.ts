/** Steps from one change to the next in view, so that two states of one day are told apart. */
import { useEffect, useState } from 'react';
import { readStep } from '../../api.ts';
import type { TimeSliderProps } from '../../explore/slots.tsx';

export interface Steps {
  readonly go: (to: 'previous' | 'next') => Promise<void>;
  readonly busy: boolean;
  /** How many objects changed at the moment that is shown; 0 = not known. */
  readonly changes: number;
  /** Why the last step led nowhere. */
  readonly none: 'noPrevious' | 'noNext' | 'failed' | null;
}

export function useSteps({
  shown,
  layers,
  view,
  onShown,
}: Pick<TimeSliderProps, 'shown' | 'view' | 'onShown'> & { readonly layers: string }): Steps {
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState({ at: '', changes: 0 });
  const [none, setNone] = useState<Steps['none']>(null);
  const { time } = shown;
  // what was said about a step goes with the next moment
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment, or another place
  useEffect(() => setNone(null), [time, view]);

  const go = async (to: 'previous' | 'next') => {
    const mode = time?.mode ?? 'was';
    setBusy(true);
    try {
      const { at, changes } = await readStep({
        to,
        mode,
        layer: layers,
        ...(time && { at: time.at }),
        ...(view && { bbox: view.map((degrees) => degrees.toFixed(4)).join(',') }),
      });
      if (at === null && to === 'previous') setNone('noPrevious');
      else if (at === null && !time) setNone('noNext');
      else {
        setFound({ at: at ?? '', changes });
        onShown({ ...shown, time: at === null ? null : { at, mode } });
      }
    } catch {
      setNone('failed');
    } finally {
      setBusy(false);
    }
  };
  return { go, busy, changes: time?.at === found.at ? found.changes : 0, none };
}
