/** An alternative in a few numbers. */
import { describe, expect, it } from 'vitest';
import type { BuildingVerdict, ChangedTarget, PlantVerdict, SitingAnswer } from './answers.ts';
import { summaryOf, verdictOf } from './summary.ts';

const building = (part: Partial<BuildingVerdict>): BuildingVerdict => ({
  kind: 'building',
  id: 'school',
  name: '学校',
  at: [122, 30],
  verdict: 'within',
  reasons: [],
  pllPerYr: 0,
  class: 'high_sensitive',
  service: 'new',
  irPerYr: 1e-8,
  limitPerYr: 3e-7,
  compliant: true,
  timesLimit: 1e-8 / 3e-7,
  units: [],
  inside: [],
  advice: { zone: 'outside', sensitivity: 4, advise: 'not_against', reason: { zh: '', en: '' } },
  ...part,
});
const target = (part: Partial<ChangedTarget>): ChangedTarget => ({
  id: 't',
  name: '医院',
  kind: 'hospital',
  class: 'high_sensitive',
  service: 'in_service',
  at: [122, 30],
  distanceM: 100,
  beforePerYr: 1e-6,
  afterPerYr: 6e-6,
  byProposalPerYr: 5e-6,
  limitPerYr: 3e-6,
  stateBefore: 'compliant',
  stateAfter: 'exceeding',
  ...part,
});
const plant = (
  changed: readonly ChangedTarget[],
  counts: Partial<PlantVerdict['targets']> = {},
): PlantVerdict => ({
  kind: 'plant',
  id: 'plant',
  name: '储罐区',
  at: [122, 30],
  verdict: 'exceeds',
  reasons: [],
  pllPerYr: 0,
  computed: true,
  missing: [],
  contours: [],
  targets: { affected: 9, newlyExceeding: 1, alreadyExceeding: 0, unknown: 0, changed, ...counts },
  escalation: null,
});
const side = (pllPerYr: number) => ({ fn: [], pllPerYr, within: 'alarp', worst: null }) as const;
const answer = (proposals: SitingAnswer['proposals']) =>
  ({ proposals, before: side(1e-3), after: side(2e-3) }) as unknown as SitingAnswer;

describe('The summary of an alternative', () => {
  it('names the worst target among buildings and targets, and counts each target once', () => {
    const summary = summaryOf(
      answer([
        building({ compliant: false, verdict: 'exceeds', irPerYr: 3e-6, timesLimit: 10 }),
        plant([target({}), target({ id: 'u', stateBefore: 'exceeding', afterPerYr: 6e-5 })], {
          alreadyExceeding: 1,
        }),
        // of two plants that harm the same target it is one target
        plant([target({})]),
      ]),
    );
    expect(summary).toMatchObject({ verdict: 'exceeds', newlyExceeding: 2, worse: 1 });
    expect(summary.worst).toMatchObject({ name: '学校', timesLimit: 10 });
    expect([summary.pllBeforePerYr, summary.pllAfterPerYr]).toEqual([1e-3, 2e-3]);
  });

  it('takes the count of the server where its list was cut off', () => {
    expect(summaryOf(answer([plant([target({})], { newlyExceeding: 312 })])).newlyExceeding).toBe(312);
  });

  it('is never good because something is not known', () => {
    expect(verdictOf(['within', 'unknown'])).toBe('unknown');
    expect(verdictOf([])).toBe('unknown');
    expect(verdictOf(['within', 'exceeds', 'unknown'])).toBe('exceeds');
    expect(verdictOf(['within'])).toBe('within');
  });
});
