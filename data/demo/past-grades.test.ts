import { expect, it } from 'vitest';
import { GRADES } from '../grade.ts';
import { addDays } from './days.ts';
import { type GradedToday, PAST_DAYS, pastGrades } from './past-grades.ts';

const TODAY = '2026-11-22';
const objects: GradedToday[] = Array.from({ length: 3_000 }, (_, index) => ({
  id: `demo:${index}`,
  grade: index % 9 === 0 ? null : GRADES[index % 4]!,
  assessedOn: index % 7 === 0 ? null : addDays(TODAY, -(index % 900)),
  level: ['county', 'township', 'village', 'cell'][index % 4]!,
}));

it.each(['regions', 'enterprises', 'hazard_points'])(
  'leads each of the %s to its grade of today',
  (layer) => {
    const byId = new Map<string, ReturnType<typeof pastGrades>>();
    for (const change of pastGrades(layer, objects, TODAY))
      byId.set(change.id, [...(byId.get(change.id) ?? []), change]);
    expect(byId.size).toBeGreaterThan(300);
    for (const [id, changes] of byId) {
      const today = objects.find((one) => one.id === id)!;
      expect(changes.at(-1)!.after).toBe(today.grade);
      for (const [index, change] of changes.entries()) {
        expect(change.before).not.toBe(change.after);
        expect(change.since > addDays(TODAY, -PAST_DAYS) && change.since < TODAY).toBe(true);
        expect(change.recorded.slice(0, 10) >= change.since && change.recorded.slice(0, 10) < TODAY).toBe(
          true,
        );
        const next = changes[index + 1];
        if (next) {
          expect(next.before).toBe(change.after);
          expect(next.since > change.since && next.recorded > change.recorded).toBe(true);
        }
      }
    }
  },
);

it('is the same past every time, whatever stands beside an object', () => {
  const alone = pastGrades('enterprises', objects.slice(40, 80), TODAY);
  const among = pastGrades('enterprises', objects, TODAY).filter(({ id }) =>
    alone.some((one) => one.id === id),
  );
  expect(among).toEqual(alone);
});
