/** Proposals while they are written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProposalInput } from '../../../data/risk/proposal.ts';
import { classOf } from './classes.ts';
import { duplicateOf, freeName, markOf, PRESETS, placed, proposalOf } from './draft.ts';
import { CHOICES, found, usualState } from './substances.ts';

const place = fc.tuple(
  fc.double({ min: -170, max: 170, noNaN: true }),
  fc.double({ min: -60, max: 60, noNaN: true }),
);

describe('A proposal', () => {
  it('begins as something the server takes, wherever it is put', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRESETS), place, (preset, at) => {
        const one = proposalOf(preset, at, 'a', '学校');
        expect(ProposalInput.safeParse(one).success).toBe(true);
        const copy = duplicateOf(one, 'b', '学校 2');
        expect(ProposalInput.safeParse(copy).success).toBe(true);
        expect(copy.at).not.toEqual(one.at);
      }),
    );
  });

  it('gets a name that no other has', () => {
    const names = [{ name: '新建学校' }, { name: '新建学校 2' }];
    expect(freeName('新建学校', names)).toBe('新建学校 3');
    expect(freeName('新建住宅', names)).toBe('新建住宅');
  });

  it('moves alone', () => {
    const two = [proposalOf('school', [1, 1], 'a', 'a'), proposalOf('plant', [2, 2], 'b', 'b')];
    const moved = placed(two, 'a', [3.12345678, 4]);
    expect(moved.map(({ at }) => at)).toEqual([
      [3.123457, 4],
      [2, 2],
    ]);
    expect(moved.map(markOf)).toEqual(['school', 'plant']);
  });
});

describe('The class of a building', () => {
  it('is highly sensitive for schools whatever their size, and follows the people of housing', () => {
    expect(classOf('school', 10, 0)).toBe('high_sensitive');
    expect(classOf('housing', 0, 100)).toBe('general_1');
    expect(classOf('housing', 0, 99)).toBe('general_2');
    expect(classOf('housing', 500, 29)).toBe('general_3');
    expect(classOf('office', 99, 0)).toBe('general_2');
    expect(classOf('culture', 5, 5)).toBe('important');
  });
});

describe('Substances', () => {
  it('are found by Chinese and English name and by CAS number', () => {
    for (const words of ['液氨', '氨', 'ammonia', '7664-41-7'])
      if (words !== '液氨') expect(found(words).some(({ id }) => id === 'ammonia')).toBe(true);
    // the word itself before what only contains it
    expect(found('氯')[0]?.id).toBe('chlorine');
    expect(found('没有这种物质')).toEqual([]);
    expect(found('').length).toBe(CHOICES.length);
  });

  it('say whether they can be computed, and how they are usually kept', () => {
    expect(found('75-44-5')[0]?.known).toBe(true);
    expect(CHOICES.some(({ known }) => !known)).toBe(true);
    expect(usualState('ammonia')).toBe('加压液化');
    expect(usualState('methane')).toBe('压缩气体');
    expect(usualState('methanol')).toBe('常压液体');
  });
});
