import { expect, it } from 'vitest';
import { GRADES, type Grade } from '../grade.ts';
import { gradeOfIndex } from '../grading/region.ts';
import { SCORINGS, type ScoringMethod, scorePoint } from '../grading/scored-point.ts';
import { addDays } from './days.ts';
import { pastGrades } from './past-grades.ts';
import { type ScoredToday, scoredPast } from './past-scores.ts';

const TODAY = '2026-11-22';
/** Factors of the table whose product has the grade. */
function factorsOf(method: ScoringMethod, grade: Grade) {
  let rows: Readonly<Record<string, number>>[] = [{}];
  for (const { key, values } of SCORINGS[method].factors)
    rows = rows.flatMap((row) => values.map(({ value }) => ({ ...row, [key]: value })));
  return rows.find(
    (row) => Object.values(row).every((value) => value > 0) && scorePoint(method, row).grade === grade,
  )!;
}
const points: ScoredToday[] = Array.from({ length: 1_200 }, (_, n) => {
  const grade = GRADES[n % 4]!;
  const method = (['LEC', 'LS', 'MES'] as const)[n % 3]!;
  const factors = factorsOf(method, grade);
  return {
    id: `demo:${n}`,
    grade,
    assessedOn: null,
    method,
    scheme: null,
    factors,
    score: scorePoint(method, factors).score,
  };
});
const regions: ScoredToday[] = Array.from({ length: 400 }, (_, n) => {
  const grade = GRADES[n % 4]!;
  return { id: `99${n}`, grade, assessedOn: null, level: 'county', score: [80, 60, 30, 10][n % 4]! };
});

const pastOf = (layer: string, objects: readonly ScoredToday[]) =>
  scoredPast(layer, objects, pastGrades(layer, objects, TODAY));

it('scores every past state of a region inside the bounds of its grade, and ends in today’s score', () => {
  const changes = pastOf('regions', regions);
  expect(changes.length).toBeGreaterThan(400);
  for (const [n, { id, before, after, scoreBefore, scoreAfter }] of changes.entries()) {
    expect(gradeOfIndex(scoreBefore!)).toBe(before);
    expect(gradeOfIndex(scoreAfter!)).toBe(after);
    const next = changes[n + 1];
    expect(scoreAfter).toBe(next?.id === id ? next.scoreBefore : regions.find((one) => one.id === id)!.score);
  }
});

it('scores risk points by products that their method can have', () => {
  const changes = pastOf('risk_points', points);
  expect(changes.length).toBeGreaterThan(200);
  for (const { id, before, scoreBefore } of changes) {
    if (before === null) {
      expect(scoreBefore).toBeNull();
      continue;
    }
    const method = points.find((one) => one.id === id)!.method!;
    const { bands } = SCORINGS[method].schemes[0]!;
    const { grade } = bands.find(
      ({ from, exclusive }) => scoreBefore! > from || (scoreBefore === from && !exclusive),
    ) ?? { grade: 4 };
    expect([id, grade]).toEqual([id, before]);
  }
});

it('leaves enterprises without a score of their own, and scores major hazards by R', () => {
  const enterprises = points.map(({ id, grade }) => ({ id, grade, assessedOn: addDays(TODAY, -30) }));
  expect(pastOf('enterprises', enterprises).every(({ scoreBefore }) => scoreBefore === null)).toBe(true);
  const hazards = enterprises.map((one) => ({ ...one, score: 12 }));
  for (const { before, scoreBefore } of pastOf('major_hazards', hazards))
    expect(scoreBefore === null ? null : scoreBefore >= 50 ? 1 : scoreBefore >= 10 ? 2 : 3).toBe(
      before === 4 ? null : before,
    );
});
