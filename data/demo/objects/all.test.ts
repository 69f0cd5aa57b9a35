import type { Geometry, Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import type { Layer } from '../../layer.ts';
import { tableById } from '../../layers/all.ts';
import { DETAILS } from '../../layers/details.ts';
import { authalicAreaKm2 } from '../area.ts';
import { demoCity } from '../city.ts';
import type { DemoObject } from '../ground.ts';
import { crossings } from '../shape-check.ts';

// Building a whole city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const city = demoCity({ scale: 0.3, today });
const built = Object.entries(city.objects.layers);

/** What is wrong with a value, as a short text; undefined when the declaration accepts it. */
function complaint(layer: Layer, name: string, value: string | number | null): string | undefined {
  const field = layer.fields[name];
  if (!field) return `no field ${name}`;
  if (field.derived) return `${name} is derived`;
  if (value === null) return field.nullable ? undefined : `${name} is null`;
  return field.schema.safeParse(value).success ? undefined : `${name} cannot be ${value}`;
}

function positions(geometry: Geometry): Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return geometry.coordinates.flat();
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat(2);
  throw new Error(`Unexpected geometry: ${geometry.type}`);
}

/** What is wrong with an area or line, as a short text. */
function shapeComplaint({ geometry }: DemoObject): string | undefined {
  if (geometry.type === 'MultiLineString') {
    if (geometry.coordinates.length === 0) return 'no line';
    const short = geometry.coordinates.some((line) => line.length < 2);
    const still = geometry.coordinates.some((line) =>
      line.some((at, i) => i > 0 && String(at) === String(line[i - 1])),
    );
    return short ? 'a line of one point' : still ? 'the same point twice running' : undefined;
  }
  if (geometry.type !== 'MultiPolygon') return undefined;
  for (const polygon of geometry.coordinates) {
    for (const [i, ring] of polygon.entries()) {
      if (ring.length < 4 || String(ring[0]) !== String(ring[ring.length - 1])) return 'an open ring';
      if (authalicAreaKm2([[ring]]) > 0 !== (i === 0)) return 'a ring wound the wrong way';
      const segments = ring.slice(1).map((to, k): [Position, Position] => [ring[k]!, to]);
      if (crossings(segments).length > 0) return 'a ring that crosses itself';
    }
  }
  return undefined;
}

describe.each(built)('the demo objects of %s', (id, objects) => {
  const layer = tableById(id)!;

  it('hold only values that their declared fields accept, and every field that must be filled', () => {
    const wrong = new Set<string>();
    const required = Object.entries(layer.fields).filter(
      ([name, field]) => !field.nullable && !field.derived && !['source', 'source_id'].includes(name),
    );
    for (const { values } of objects) {
      for (const [name, value] of Object.entries(values)) {
        // what a method takes and gives; factors.test.ts computes it again
        if (layer.id === 'risk_points' && OF_METHOD.includes(name)) continue;
        const text = complaint(layer, name, value);
        if (text) wrong.add(text);
      }
      for (const [name] of required) if (values[name] === undefined) wrong.add(`${name} is missing`);
    }
    expect([...wrong].slice(0, 10)).toEqual([]);
  });

  it('have ids of their own', () => {
    expect(objects.length).toBeGreaterThan(0);
    expect(new Set(objects.map(({ sourceId }) => sourceId)).size).toBe(objects.length);
  });

  it('have geometries of the declared types, valid, in the city, of at most 7 decimals', () => {
    const [west, south, east, north] = city.bbox;
    const wrong = new Set<string>();
    for (const object of objects) {
      const { geometry, sourceId } = object;
      if (!(layer.geometry as readonly string[]).includes(geometry.type)) wrong.add(`a ${geometry.type}`);
      for (const [lon, lat] of positions(geometry)) {
        const exact = [lon!, lat!].every((value) => Math.abs(value * 1e7 - Math.round(value * 1e7)) < 1e-3);
        const inside = lon! > west - 0.05 && lon! < east + 0.05 && lat! > south - 0.05 && lat! < north + 0.05;
        if (!exact || !inside) wrong.add(`${sourceId} at ${lon}, ${lat}`);
      }
      const text = shapeComplaint(object);
      if (text) wrong.add(`${sourceId}: ${text}`);
    }
    expect([...wrong].slice(0, 10)).toEqual([]);
  });

  it('say so where persons are invented, and use only the unused range of telephone numbers', () => {
    const wrong = objects.filter(
      ({ values: { contact_name, contact_phone } }) =>
        (contact_name != null && !String(contact_name).includes('模拟')) ||
        (contact_phone != null && !/^000-\d+$/.test(String(contact_phone))),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe('the lists that hang on the demo objects', () => {
  it.each(DETAILS.map((detail) => [detail.id, detail] as const))(
    '%s hold only declared values',
    (id, detail) => {
      const wrong = new Set<string>();
      for (const row of city.objects.details[id]) {
        for (const [name, value] of Object.entries(row)) {
          const field = (detail.fields as Layer['fields'])[name];
          if (!field) wrong.add(`no field ${name}`);
          else if (value === null ? !field.nullable : !field.schema.safeParse(value).success)
            wrong.add(`${name} cannot be ${value}`);
        }
      }
      expect([...wrong].slice(0, 10)).toEqual([]);
    },
  );

  it('are the same each time', () => {
    const again = demoCity({ scale: 0.3, today });
    expect(JSON.stringify(again.objects)).toBe(JSON.stringify(city.objects));
  });
});

const OF_METHOD: readonly string[] = ['inputs', 'inherent_score', 'inherent_grade', 'residual_score'];
