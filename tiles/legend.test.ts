import { describe, expect, it } from 'vitest';
import { GRADE_KEYS } from '../data/grade.ts';
import type { Layer } from '../data/layer.ts';
import { LAYERS, type LayerId } from '../data/layers/all.ts';
import { cameras } from '../data/layers/cameras.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { hazardPoints } from '../data/layers/hazard-points.ts';
import { pipelines } from '../data/layers/pipelines.ts';
import { regions } from '../data/layers/regions.ts';
import { resources } from '../data/layers/resources.ts';
import { riskContours } from '../data/layers/risk-contours.ts';
import { expectWellFormed } from '../tests/harness/svg.ts';
import { LAYER_LOOKS } from './layer-looks.ts';
import { legendRows } from './legend.ts';
import { INDIVIDUAL_RISK, THEMES } from './tokens.ts';

const keysOf = (layer: Layer, part: string) =>
  legendRows(layer, 'light', 'zh')
    .filter((row) => row.part === part)
    .map(({ key }) => key);

describe('the legend', () => {
  it.each(LAYERS.map((layer) => layer as Layer))(
    'of $id lists every grade, kind and state it draws',
    (layer) => {
      expect(keysOf(layer, 'grade')).toEqual(layer.graded ? [...GRADE_KEYS] : []);
      const words = layer.kindField ? (layer.fields[layer.kindField]?.dictionary ?? []) : [];
      const told = Object.keys(LAYER_LOOKS[layer.id as LayerId].kinds).length > 0;
      if (told) expect(keysOf(layer, 'kind')).toEqual(words.map(({ id }) => id));
    },
  );

  it.each(LAYERS.map((layer) => layer as Layer))('of $id has no two rows alike', (layer) => {
    for (const theme of THEMES) {
      const pictures = legendRows(layer, theme, 'zh').map(({ part, symbol }) => part + symbol);
      expect(new Set(pictures).size).toBe(pictures.length);
    }
  });

  it.each(LAYERS.map((layer) => layer as Layer))('of $id is drawn in both themes and languages', (layer) => {
    for (const theme of THEMES) {
      for (const lang of ['zh', 'en'] as const) {
        for (const { symbol, words } of legendRows(layer, theme, lang)) {
          expectWellFormed(symbol);
          expect(words.zh.length * words.en.length).toBeGreaterThan(0);
        }
      }
    }
  });

  it('shows areas as hatched swatches and points as symbols', () => {
    expect(legendRows(regions, 'light', 'zh')[0]?.symbol).toContain('<pattern');
    expect(legendRows(enterprises, 'light', 'en')[0]?.symbol).toContain('>R<');
    expect(legendRows(hazardPoints, 'light', 'en')[0]?.symbol).toContain('>R<');
  });

  it('says which states the map draws', () => {
    expect(keysOf(pipelines, 'state')).toEqual(['not_inspected', 'inspection_overdue']);
    expect(keysOf(cameras, 'state')).toEqual(['offline', 'unknown']);
    expect(keysOf(resources, 'state')).toEqual(['inspection_overdue', 'out', 'unavailable']);
    expect(keysOf(hazardPoints, 'state')).toEqual(['grade_overdue', 'not_inspected', 'inspection_overdue']);
    expect(keysOf(regions, 'state')).toEqual([]);
  });

  it('breaks the line of what is not inspected', () => {
    const [broken] = legendRows(pipelines, 'light', 'zh').filter(({ key }) => key === 'not_inspected');
    expect(broken?.symbol).toContain('stroke-dasharray');
  });

  it('lists the levels of individual risk, worst first', () => {
    expect(keysOf(riskContours, 'kind')).toEqual(INDIVIDUAL_RISK.map(({ perYear }) => String(perYear)));
  });
});
