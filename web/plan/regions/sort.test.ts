import { expect, it } from 'vitest';
import { sorted } from './sort.ts';

const row = (code: string, red: number) => ({
  code,
  enterprises: { '1': red, '2': 0, '3': 0, '4': 0, null: 0 },
});

it('greatest numbers come first, what is not known last, equal ones by code', () => {
  const values = new Map([
    ['a', 1],
    ['b', null],
    ['c', 0],
    ['d', 1],
  ]);
  const rows = [row('d', 2), row('c', 9), row('b', 0), row('a', 2)];
  const order = (sort: Parameters<typeof sorted>[1]) =>
    sorted(
      rows,
      sort,
      ({ code }) => values.get(code) ?? null,
      ({ code }) => code,
    )
      .map(({ code }) => code)
      .join('');
  expect(order('value')).toBe('adcb');
  expect(order('count')).toBe('cadb');
  expect(order('code')).toBe('abcd');
});
