/** What a sketch says before the server answers: its areas and lengths are within one per cent of the database's. */
import * as turf from '@turf/turf';
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { beforeAll, expect, it } from 'vitest';
import { PUBLIC } from '../server/db/database.ts';
import type { LonLat, Sketch } from '../web/map/props.ts';
import { previewOf } from '../web/plan/preview.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';

const place: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 100, max: 125, noNaN: true }),
  fc.double({ min: 20, max: 45, noNaN: true }),
);
const reachM = fc.double({ min: 50, max: 20_000, noNaN: true });
/** Corners around a middle, so that the ring never crosses itself. */
const ring = fc
  .tuple(place, fc.array(fc.double({ min: 0.005, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 9 }))
  .map(([[lon, lat], reaches]) =>
    reaches.map((reach, i): LonLat => {
      const turn = (2 * Math.PI * i) / reaches.length;
      return [lon + reach * Math.cos(turn), lat + reach * Math.sin(turn)];
    }),
  );
const step = fc.double({ min: 0.002, max: 0.05, noNaN: true });
const path = fc
  .tuple(place, fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 5 }))
  .map(([[lon, lat], steps]) => {
    const sum = (upTo: number, axis: 0 | 1) =>
      steps.slice(0, upTo).reduce((total, one) => total + one[axis], 0);
    return [0, ...steps.keys()].map((_, i): LonLat => [lon + sum(i, 0), lat + sum(i, 1)]);
  });

interface Measured {
  readonly area: number;
  readonly length: number;
}

forEachEngine((_engine, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  const measured = (shape: Geometry, radiusM: number): Promise<Measured> =>
    opened.database.as(PUBLIC, async (session) => {
      const [row] = await session.query<Measured>(
        `with asked as (
           select st_setsrid(st_geomfromgeojson($1), 4326)::geography as shape
         )
         select
           st_area(case when $2::float8 > 0 then st_buffer(shape, $2::float8, 'quad_segs=64') else shape end) as area,
           st_length(shape) as length
         from asked`,
        [JSON.stringify(shape), radiusM],
      );
      return row!;
    });
  const near = (own: number | null, theirs: number) =>
    expect(Math.abs((own ?? 0) / theirs - 1), `${own} and ${theirs}`).toBeLessThan(0.01);
  const positions = (corners: readonly LonLat[]) => corners.map(([lon, lat]) => [lon, lat]);

  it('a circle', async () => {
    await fc.assert(
      fc.asyncProperty(place, reachM, async (center, radiusM) => {
        const sketch: Sketch = { kind: 'circle', center, radiusM };
        const { area } = await measured({ type: 'Point', coordinates: [...center] }, radiusM);
        near(previewOf(sketch, turf).areaM2, area);
      }),
      { numRuns: 25 },
    );
  });

  it('an area that is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(ring, async (corners) => {
        const coordinates = [positions([...corners, corners[0]!])];
        const { area } = await measured({ type: 'Polygon', coordinates }, 0);
        near(previewOf({ kind: 'polygon', ring: corners }, turf).areaM2, area);
      }),
      { numRuns: 25 },
    );
  });

  it('a corridor along a line, and the length of the line', async () => {
    await fc.assert(
      fc.asyncProperty(path, fc.double({ min: 20, max: 2_000, noNaN: true }), async (line, widthM) => {
        const shape: Geometry = { type: 'LineString', coordinates: positions(line) };
        const { area, length } = await measured(shape, widthM);
        const preview = previewOf({ kind: 'line', line, widthM }, turf);
        near(preview.areaM2, area);
        near(preview.lengthM, length);
      }),
      { numRuns: 25 },
    );
  });
});
