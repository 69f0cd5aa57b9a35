/** A link of somebody who sees more asks less, and is never refused. */
import { describe, expect, it } from 'vitest';
import type { LayerSummary } from '../api.ts';
import { firstQuestion, type Question } from '../plan/question.ts';
import { forReader, leavesOut, offeredTo } from './asked-link.ts';

const layer = (id: string, kinds?: readonly string[]) =>
  ({
    id,
    kind: 'features',
    count: 1,
    ...(kinds && { kinds: kinds.map((kind) => ({ id: kind })) }),
  }) as unknown as LayerSummary;
const VISITOR = [layer('regions'), layer('protected_targets', ['school'])];
const PLANNER = [...VISITOR, layer('enterprises', ['mine']), layer('major_hazards')];
const first: Question = {
  ...firstQuestion({ center: [122.4, 30.3], radiusM: 500 }),
  layers: ['enterprises', 'protected_targets'],
  kinds: { enterprises: ['mine'], protected_targets: ['school', 'secret'] },
};

describe('a question of a link', () => {
  it('keeps the layers and kinds that the reader sees', () => {
    expect(forReader(first, VISITOR)).toMatchObject({
      layers: ['protected_targets'],
      kinds: { protected_targets: ['school'] },
    });
    expect(forReader(first, PLANNER)).toMatchObject({
      layers: first.layers,
      kinds: { enterprises: ['mine'] },
    });
    expect([leavesOut(first, VISITOR), leavesOut(first, PLANNER)]).toEqual([true, false]);
  });

  it('waits until the layers are known', () => {
    expect([forReader(first, null), leavesOut(first, null)]).toEqual([null, false]);
  });

  it('asks about regions where none of its layers is seen', () => {
    expect(forReader({ ...first, layers: ['enterprises'] }, VISITOR)?.layers).toEqual(['regions']);
  });

  it('is not asked at all where the layer that it measures from is not seen', () => {
    const near: Question = { ...first, way: 'layer', nearLayer: 'major_hazards' };
    expect(forReader(near, VISITOR)).toBeNull();
    expect(leavesOut(near, VISITOR)).toBe(true);
    expect(offeredTo(near, VISITOR).nearLayer).toBe('regions');
    expect(forReader(near, PLANNER)?.nearLayer).toBe('major_hazards');
  });
});
