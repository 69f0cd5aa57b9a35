import { expect, it } from 'vitest';
import { accidentClass } from './accident-class.ts';

it.each([
  [0, 0, 0, 'general'],
  [2, 9, 999, 'general'],
  [3, 0, 0, 'larger'],
  [0, 10, 0, 'larger'],
  [0, 0, 1000, 'larger'],
  [9, 49, 4999, 'larger'],
  [10, 0, 0, 'major'],
  [0, 50, 0, 'major'],
  [0, 0, 5000, 'major'],
  [29, 99, 9999, 'major'],
  [30, 0, 0, 'extraordinary'],
  [0, 100, 0, 'extraordinary'],
  [0, 0, 10_000, 'extraordinary'],
] as const)('%d deaths, %d seriously injured, %d 万元: %s', (deaths, injured, loss, expected) => {
  expect(accidentClass(deaths, injured, loss)).toBe(expected);
});
