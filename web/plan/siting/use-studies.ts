/** The saved alternatives, and what can be done with them. */
import { useCallback, useState } from 'react';
import { Problem } from '../../api.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { readStudies, readStudy, type Study, type StudyRow } from './answers.ts';

export interface StudyShelf {
  readonly studies: Remote<readonly StudyRow[]>;
  /** Those that are compared, once all have come. */
  readonly compared: Remote<readonly Study[]>;
  readonly ticked: readonly string[];
  readonly comparing: boolean;
  readonly tick: (ids: readonly string[]) => void;
  readonly compare: (on: boolean) => void;
  /** Reads everything again. */
  readonly renew: () => void;
  /** A request that failed; `attempt` keeps it here. */
  readonly problem: Problem | null;
  readonly attempt: (work: () => Promise<void>) => void;
}

export function useStudies(open: boolean): StudyShelf {
  const [round, setRound] = useState(0);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [comparing, setComparing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const studies = useRemote(open || comparing ? `studies ${round}` : null, async (signal) => {
    const answer = await readStudies(signal);
    return answer.studies.filter(({ deletedAt }) => deletedAt === null);
  });
  const present = ticked.filter((id) => studies.data?.some((study) => study.id === id) ?? true);
  const compared = useRemote(
    comparing && present.length > 0 ? JSON.stringify([present, round]) : null,
    (signal) => Promise.all(present.map((id) => readStudy(id, signal))),
  );
  const attempt = useCallback((work: () => Promise<void>) => {
    setProblem(null);
    work().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    });
  }, []);
  return {
    studies,
    compared,
    ticked: present,
    comparing: comparing && present.length > 0,
    tick: setTicked,
    compare: setComparing,
    renew: useCallback(() => setRound((count) => count + 1), []),
    problem,
    attempt,
  };
}
