/** The verdict on the proposals: exact where they stand, a preview while one is dragged; the old one stays meanwhile. */
import { useEffect, useMemo, useState } from 'react';
import type { Proposal } from '../../../data/risk/proposal.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { useSettled } from '../accident/use-settled.ts';
import type { Time } from '../risk/risk-answers.ts';
import { readSiting, type SitingAnswer } from './answers.ts';
import { useLatest } from './use-latest.ts';

/** Typing asks once it rests, ms. */
const REST_MS = 150;

export interface Verdicts {
  readonly answer: SitingAnswer | null;
  /** Not of exactly what stands there now: dragged, typed, or still on its way. */
  readonly preview: boolean;
  readonly exact: Remote<SitingAnswer>;
}

/** `moving` while a proposal is dragged; `proposals` has it where the hand is. */
export function useVerdict(
  proposals: readonly Proposal[],
  moving: boolean,
  time: Time,
  fresh: string,
): Verdicts {
  const [shown, setShown] = useState<{ key: string; answer: SitingAnswer } | null>(null);
  const asked = useMemo(
    () => (proposals.length === 0 ? null : JSON.stringify({ proposals, time })),
    [proposals, time],
  );
  const settled = useSettled(moving ? null : asked, REST_MS);
  const exact = useRemote(settled && !moving ? `${settled} ${fresh}` : null, async (signal) => {
    const key = settled ?? '';
    const answer = await readSiting({ ...JSON.parse(key), preview: false }, signal);
    setShown({ key, answer });
    return answer;
  });
  useLatest(
    moving ? asked : null,
    () => readSiting({ proposals, time, preview: true }),
    (answer) => setShown({ key: '', answer }),
  );
  useEffect(() => {
    if (asked === null) setShown(null);
  }, [asked]);
  return {
    answer: asked === null ? null : (shown?.answer ?? null),
    preview: moving || shown?.key !== asked,
    exact,
  };
}
