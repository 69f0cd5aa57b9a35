/** How an answer is divided by township. */
import { describe, expect, it } from 'vitest';
import type { GradeKey } from '../../data/grade.ts';
import { byTownship, type Row } from './rows.ts';

const row = (id: string, township: string | null, grade: GradeKey): Row => ({
  layer: 'enterprises',
  id,
  item: {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [0, 0] },
    properties: { grade: null, grade_state: 'current' },
  },
  grade,
  name: id,
  kind: '–',
  distanceM: 0,
  township,
  assessed: null,
  state: 'current',
});

describe('The townships of an answer', () => {
  it('come with their counts by grade, the fullest first', () => {
    const rows = [row('a', '1', '1'), row('b', '2', '4'), row('c', '2', 'null'), row('d', '2', '4')];
    expect(byTownship(rows, 6).map(({ code, count, byGrade }) => ({ code, count, byGrade }))).toEqual([
      { code: '2', count: 3, byGrade: { '1': 0, '2': 0, '3': 0, '4': 2, null: 1 } },
      { code: '1', count: 1, byGrade: { '1': 1, '2': 0, '3': 0, '4': 0, null: 0 } },
    ]);
  });

  it('leave out what lies in none, and stop at the number asked for', () => {
    const rows = [row('a', null, '1'), row('b', '1', '1'), row('c', '2', '1'), row('d', '2', '1')];
    expect(byTownship(rows, 1).map(({ code }) => code)).toEqual(['2']);
  });
});
