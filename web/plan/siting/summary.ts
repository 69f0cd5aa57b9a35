/** An alternative in a few numbers, to be laid beside others. */
import type { SitingAnswer, Societal } from './answers.ts';

export type Verdict = 'exceeds' | 'within' | 'unknown';

export interface Summary {
  readonly verdict: Verdict;
  /** Protected targets, proposed buildings included, that exceed their limit only with the proposals. */
  readonly newlyExceeding: number;
  /** Those that exceeded it before and get more. */
  readonly worse: number;
  /** The worst that exceeds newly, else the one to which most is added; null where none exceeds. */
  readonly worst: { readonly name: string; readonly irPerYr: number; readonly timesLimit: number } | null;
  readonly pllBeforePerYr: number;
  readonly pllAfterPerYr: number;
  readonly within: Societal['within'];
}

export function summaryOf({ proposals, before, after }: SitingAnswer): Summary {
  const newly = new Set<string>();
  const worse = new Set<string>();
  const exceeding: { name: string; irPerYr: number; timesLimit: number; rank: readonly [number, number] }[] =
    [];
  // a long list is cut off: then the count of the server is the greater one
  let [mostNewly, mostWorse] = [0, 0];
  for (const one of proposals) {
    if (one.kind === 'building') {
      if (one.compliant) continue;
      newly.add(one.id);
      const { name, irPerYr, timesLimit } = one;
      exceeding.push({ name, irPerYr, timesLimit, rank: [1, timesLimit] });
      continue;
    }
    mostNewly = Math.max(mostNewly, one.targets.newlyExceeding);
    mostWorse = Math.max(mostWorse, one.targets.alreadyExceeding);
    for (const target of one.targets.changed) {
      const { id, name, stateBefore, stateAfter, afterPerYr, limitPerYr } = target;
      if (stateAfter !== 'exceeding' || limitPerYr === null) continue;
      if (newly.has(id) || worse.has(id)) continue;
      (stateBefore === 'exceeding' ? worse : newly).add(id);
      const timesLimit = afterPerYr / limitPerYr;
      exceeding.push({
        name,
        irPerYr: afterPerYr,
        timesLimit,
        rank: stateBefore === 'exceeding' ? [0, target.byProposalPerYr / limitPerYr] : [1, timesLimit],
      });
    }
  }
  const [first] = exceeding.sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1]);
  const worst = first ? { name: first.name, irPerYr: first.irPerYr, timesLimit: first.timesLimit } : null;
  return {
    verdict: verdictOf(proposals.map(({ verdict }) => verdict)),
    newlyExceeding: Math.max(newly.size, mostNewly),
    worse: Math.max(worse.size, mostWorse),
    worst,
    pllBeforePerYr: before.pllPerYr,
    pllAfterPerYr: after.pllPerYr,
    within: after.within,
  };
}

/** One that exceeds decides; what is not known never makes an alternative good. */
export function verdictOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('exceeds')) return 'exceeds';
  return verdicts.includes('unknown') || verdicts.length === 0 ? 'unknown' : 'within';
}
