/** The encroachment list as a file, and the sizes that decide a sensitivity level. */
import { describe, expect, it } from 'vitest';
import { DEVELOPMENTS, sensitivityOf } from '../../../data/safety/planning-advice.ts';
import { csv } from '../csv.ts';
import type { EncroachmentAnswer } from './answers.ts';
import { developmentWith, sizesOf } from './development.ts';
import { encroachmentFile } from './encroachment-file.ts';
import type { SafetyTexts } from './texts.ts';

const texts = {
  csvHead: Object.fromEntries(
    'layer id name pipeline pipelineId distance protection depth clause rule lon lat'
      .split(' ')
      .map((name) => [name, name]),
  ),
  layers: { enterprises: '企业', places: '场所', protected_targets: '防护目标' },
  simulated: '模拟数据',
  asOf: '数据日期',
  source: '出处',
} as unknown as SafetyTexts;

const answer: EncroachmentAnswer = {
  count: 1,
  byPipeline: [],
  strips: { features: [] },
  objects: {
    features: [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [122.1, 30.2] },
        properties: {
          layer: 'places',
          id: 'p1',
          name: '=HYPERLINK("x")',
          kind: null,
          pipelineId: 'l1',
          pipelineName: '天然气管道',
          distanceM: 2.5,
          protectionM: 5,
          depthM: 2.5,
          rule: { zh: '不得建房', en: 'no buildings', clause: '第三十条' },
        },
      },
    ],
  },
  notComputed: [],
  truncated: false,
  note: { zh: '决策参考', en: 'decision support' },
  literature: ['GB 55009-2021'],
  asOf: '2026-11-22T00:00:00Z',
};

describe('The encroachment file', () => {
  it('has a row for each object, the mark of simulated data, and no cell that runs as a formula', () => {
    const rows = encroachmentFile(answer, texts, 'zh', true);
    expect(rows[1]).toEqual([
      '场所',
      'p1',
      '=HYPERLINK("x")',
      '天然气管道',
      'l1',
      2.5,
      5,
      2.5,
      '第三十条',
      '不得建房',
      122.1,
      30.2,
    ]);
    expect(rows).toContainEqual(['模拟数据']);
    expect(csv(rows)).toContain('"\'=HYPERLINK(""x"")"');
    expect(encroachmentFile(answer, texts, 'zh', false)).not.toContainEqual(['模拟数据']);
  });
});

describe('A development', () => {
  it('is asked only for the sizes that its level depends on', () => {
    for (const { id } of DEVELOPMENTS) {
      const without = sensitivityOf(developmentWith(id, {}));
      for (const size of sizesOf(id)) expect(developmentWith(id, { [size]: 3.6 })).toHaveProperty(size);
      expect([1, 2, 3, 4]).toContain(without.level);
    }
    expect(developmentWith('housing', { dwellings: 2, people: 900 })).toEqual({
      kind: 'housing',
      dwellings: 2,
    });
  });
});
