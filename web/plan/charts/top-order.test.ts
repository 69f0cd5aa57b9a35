/** A top list asks the server for what the map draws, ordered by what was chosen. */
import { expect, it } from 'vitest';
import type { FieldFacts } from '../filter/answers.ts';
import { rankedFields, topQuery, usualOrder } from './top-order.ts';

const field = (name: string, as: FieldFacts['as']) => ({ name, as }) as FieldFacts;
const fields = [field('review_due', 'date'), field('sector', 'choice'), field('residual_score', 'range')];
const asked = {
  id: 'risk_points',
  layer: { on: true, kinds: null, grades: ['1', '2'], where: "name like '%罐%'" },
  fields,
  time: { at: '2026-05-01', mode: 'was' },
  view: [122, 30, 122.5, 30.25],
} as const;

it('ranks by grade, then by the score, under the filter, the box and the day of the map', () => {
  expect(Object.fromEntries(topQuery('worst', 5, asked))).toEqual({
    limit: '5',
    f: 'json',
    bbox: '122.000000,30.000000,122.500000,30.250000',
    sortby: 'grade,-residual_score,name',
    filter: "(name like '%罐%') and grade in (1, 2) and grade is not null",
    at: '2026-05-01',
    mode: 'was',
  });
});

it('ranks by a field, without those that have no value, and everywhere when the map is not followed', () => {
  const query = topQuery('review_due', 10, { ...asked, view: null });
  expect(query.get('sortby')).toBe('review_due,name');
  expect(query.get('filter')).toContain('review_due is not null');
  expect(query.has('bbox')).toBe(false);
});

it('offers numbers before days, and begins with the grade, a score or the first number', () => {
  expect(rankedFields(fields).map(({ name }) => name)).toEqual(['residual_score', 'review_due']);
  expect(usualOrder(true, fields)).toBe('worst');
  expect(usualOrder(false, rankedFields([...fields, field('people', 'range')]))).toBe('-residual_score');
  expect(usualOrder(false, [field('due_on', 'date')])).toBe('due_on');
  expect(usualOrder(false, [])).toBeNull();
});
