/** An alternative in a few numbers, to be laid beside others. */
import type { SitingAnswer, Societal } from './answers.ts';

export type Verdict = 'exceeds' | 'within' | 'unknown';

export interface Summary {
  readonly verdict: Verdict;
  /** Protected targets, proposed buildings included, that exceed their limit only with the proposals. */
  readonly newlyExceeding: number;
  /** Those that exceeded it before and get more. */
  readonly worse: number;
  /** The worst of them by risk over limit; null where none exceeds. */
  readonly worst: { readonly name: string; readonly irPerYr: number; readonly timesLimit: number } | null;
  readonly pllBeforePerYr: number;
  readonly pllAfterPerYr: number;
  readonly within: Societal['within'];
}

export function summaryOf({ proposals, before, after }: SitingAnswer): Summary {
  const newly = new Set<string>();
  const worse = new Set<string>();
  const exceeding: { name: string; irPerYr: number; timesLimit: number }[] = [];
  // a long list is cut off: then the count of the server is the greater one
  let [mostNewly, mostWorse] = [0, 0];
  for (const one of proposals) {
    if (one.kind === 'building') {
      if (one.compliant) continue;
      newly.add(one.id);
      exceeding.push({ name: one.name, irPerYr: one.irPerYr, timesLimit: one.timesLimit });
      continue;
    }
    mostNewly = Math.max(mostNewly, one.targets.newlyExceeding);
    mostWorse = Math.max(mostWorse, one.targets.alreadyExceeding);
    for (const { id, name, stateBefore, stateAfter, afterPerYr, limitPerYr } of one.targets.changed) {
      if (stateAfter !== 'exceeding' || limitPerYr === null) continue;
      if (newly.has(id) || worse.has(id)) continue;
      (stateBefore === 'exceeding' ? worse : newly).add(id);
      exceeding.push({ name, irPerYr: afterPerYr, timesLimit: afterPerYr / limitPerYr });
    }
  }
  const worst = exceeding.reduce<Summary['worst']>(
    (found, one) => (found && found.timesLimit >= one.timesLimit ? found : one),
    null,
  );
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
