import type { MultiPolygon, Point } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { demoGround } from '../city.ts';
import type { DemoObject } from '../ground.ts';
import { inShape } from '../shape-check.ts';
import { buildMajorHazards } from './major-hazards.ts';
import { buildRiskContours, CONTOURS } from './risk-contours.ts';
import { prepareSites } from './sites.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const ground = demoGround({ scale: 1, today });
const hazards = buildMajorHazards(prepareSites(ground)).objects;
const contours = buildRiskContours(ground, hazards);
const byEnterprise = new Map<unknown, DemoObject[]>();
for (const contour of contours) {
  const id = contour.values.enterprise_id;
  byEnterprise.set(id, [...(byEnterprise.get(id) ?? []), contour]);
}

describe('the risk contours of the demo city', () => {
  it('are four for each enterprise with a report, at the limits of GB 36894', () => {
    expect(contours.length % 4).toBe(0);
    expect(new Set(contours.map(({ values }) => values.ir_per_yr))).toEqual(
      new Set(CONTOURS.map(({ perYear }) => perYear)),
    );
    const enterprises = new Set(hazards.map(({ values }) => values.enterprise_id));
    expect(contours.length / 4).toBeGreaterThan(enterprises.size * 0.5);
    expect(contours.length / 4).toBeLessThan(enterprises.size);
    expect(contours.filter(({ values }) => !enterprises.has(values.enterprise_id))).toEqual([]);
  });

  it('lie inside each other, the likelier the smaller, around the sources', () => {
    for (const [id, nest] of byEnterprise) {
      const sorted = [...nest].sort((a, b) => Number(a.values.ir_per_yr) - Number(b.values.ir_per_yr));
      sorted.slice(1).forEach((inner, i) => {
        const outside = (inner.geometry as MultiPolygon).coordinates
          .flat(2)
          .filter((at) => !inShape(at, sorted[i]!.geometry as MultiPolygon));
        expect(outside).toEqual([]);
      });
      for (const { geometry } of hazards.filter(({ values }) => values.enterprise_id === id)) {
        expect(inShape((geometry as Point).coordinates, sorted[0]!.geometry as MultiPolygon)).toBe(true);
      }
    }
  });

  it('name a report that is marked as invented, and some have run out', () => {
    expect(contours.filter(({ values }) => !String(values.agency).includes('模拟'))).toEqual([]);
    expect(contours.some(({ values }) => String(values.valid_until) < today)).toBe(true);
    expect(contours.every(({ values }) => String(values.reported_on) < today)).toBe(true);
  });

  it('are never none', () => {
    expect(buildRiskContours(ground, hazards.slice(0, 1)).length).toBe(4);
  });
});
