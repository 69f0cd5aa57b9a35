/** What inspectors ask for with one click, recounted by hand over random registers: filters, facts and counts agree. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../data/demo/days.ts';
import { LEAST_CHANNELS } from '../data/layers/conditions.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

const CELLS = [...Array(6).keys()].map((n) => `${TOWNSHIP}0${n + 1}`);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
/** Days from today. */
const days = fc.integer({ min: -3, max: 3 });

const registers = fc.record({
  enterprises: fc.array(
    fc.record({
      grade: nullable(fc.integer({ min: 1, max: 4 })),
      supervision: nullable(fc.constantFrom('city', 'county', 'township')),
      review: nullable(days),
      /** Channels of each camera; null = not said, which is one. */
      cameras: fc.array(
        fc.record({
          channels: nullable(fc.nat(7)),
          kind: fc.constantFrom('enterprise', 'filling_station'),
        }),
        { maxLength: 3 },
      ),
      responsible: fc.nat(2),
      u: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      v: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    }),
    { minLength: 5, maxLength: 40 },
  ),
  /** Which kinds of people each cell of the grid has. */
  cells: fc.array(
    fc.uniqueArray(fc.constantFrom('grid_officer', 'official', 'supervisor'), { maxLength: 2 }),
    { minLength: CELLS.length, maxLength: CELLS.length },
  ),
  revisions: fc.array(nullable(days), { maxLength: 20 }),
  points: fc.array(fc.record({ inspected: nullable(days), due: nullable(days) }), { maxLength: 20 }),
});
type Register = typeof registers extends fc.Arbitrary<infer R> ? R : never;

async function write(opened: Opened, register: Register, today: string): Promise<void> {
  const day = (offset: number | null) => (offset === null ? null : addDays(today, offset));
  const place = `ST_SetSRID(ST_Point(${WEST} + ${SIDE} * u, ${SOUTH} + ${SIDE} * v), 4326)`;
  await opened.owner.run(async (session) => {
    for (const table of ['cameras', 'plans', 'hazard_points', 'enterprises', 'responsibilities'])
      await session.query(`delete from fourcolor.${table}`);
    await session.query("delete from fourcolor.regions where level = 'cell'");
    const rows = (values: readonly object[]) => [
      JSON.stringify(values.map((value, n) => ({ n: String(n), u: 0.5, v: 0.5, ...value }))),
    ];
    await session.query(
      `insert into fourcolor.enterprises (source, source_id, id, name, grade, grade_state, review_due, supervision, geom)
       select 'test', n, '', 'enterprise ' || n, grade, case when grade is null then 'not_assessed' else 'current' end,
         review, supervision, ${place}
       from jsonb_to_recordset($1::jsonb) as e (
         n text, grade smallint, review date, supervision text, u double precision, v double precision)`,
      rows(
        register.enterprises.map(({ review, cameras: _, ...one }) => ({
          ...one,
          review: day(one.grade === null ? null : review),
        })),
      ),
    );
    await session.query(
      `insert into fourcolor.cameras (source, source_id, name, geom, kind, owner_id, channels)
       select 'test', c.n, 'camera', ST_SetSRID(ST_Point(${WEST + 0.1}, ${SOUTH + 0.1}), 4326), c.kind, c.owner, c.channels
       from jsonb_to_recordset($1::jsonb) as c (n text, owner text, kind text, channels integer)`,
      rows(
        register.enterprises.flatMap(({ cameras }, n) =>
          cameras.map((camera) => ({ ...camera, owner: `test:${n}` })),
        ),
      ),
    );
    await session.query(
      `insert into fourcolor.regions (source, source_id, id, code, name, level, parent_code, geom)
       select 'test', code, code, code, code, 'cell', $2,
         ST_Multi(ST_MakeEnvelope(west, ${SOUTH}, west + 0.001, ${SOUTH} + 0.001, 4326))
       from jsonb_to_recordset($1::jsonb) as c (code text, west double precision)`,
      [JSON.stringify(CELLS.map((code, n) => ({ code, west: WEST + n * 0.001 }))), TOWNSHIP],
    );
    await session.query(
      `insert into fourcolor.responsibilities (owner_layer, owner_id, kind, name)
       select layer, owner, kind, 'person'
       from jsonb_to_recordset($1::jsonb) as r (layer text, owner text, kind text)`,
      rows([
        ...register.enterprises.flatMap(({ responsible }, n) =>
          Array.from({ length: responsible }, () => ({
            layer: 'enterprises',
            owner: `test:${n}`,
            kind: 'official',
          })),
        ),
        ...register.cells.flatMap((kinds, n) =>
          kinds.map((kind) => ({ layer: 'regions', owner: CELLS[n], kind })),
        ),
        // somebody of the same number in another layer answers for nothing here
        ...register.enterprises.map((_, n) => ({ layer: 'places', owner: `test:${n}`, kind: 'official' })),
      ]),
    );
    await session.query(
      `insert into fourcolor.plans (source, source_id, name, kind, revision_due, geom)
       select 'test', n, 'plan', 'enterprise', due, ${place}
       from jsonb_to_recordset($1::jsonb) as p (n text, due date, u double precision, v double precision)`,
      rows(register.revisions.map((due) => ({ due: day(due) }))),
    );
    await session.query(
      `insert into fourcolor.hazard_points (source, source_id, name, kind, last_inspected_on, inspection_due, geom)
       select 'test', n, 'point', 'landslide', inspected, due, ${place}
       from jsonb_to_recordset($1::jsonb) as p (
         n text, inspected date, due date, u double precision, v double precision)`,
      rows(register.points.map(({ inspected, due }) => ({ inspected: day(inspected), due: day(due) }))),
    );
  });
  // grades and inspections fall due by the calendar, not by being written
  await opened.database.as(servant('admin', 'calendar'), (session) =>
    session.query('select fourcolor.refresh_states($1::date)', [today]),
  );
}

/** Numbers of the enterprises with fewer channels than their class must have. */
const fewerCameras = ({ enterprises }: Register): string[] =>
  enterprises.flatMap(({ grade, supervision, cameras }, n) => {
    let channels = 0;
    for (const camera of cameras) channels += camera.channels ?? 1;
    let least = 0;
    if (supervision === 'city' || supervision === 'county') least = LEAST_CHANNELS.key;
    if (cameras.some(({ kind }) => kind === 'filling_station')) least = LEAST_CHANNELS.fillingStation;
    if (grade === 1) least = LEAST_CHANNELS.major;
    return channels < least ? [String(n)] : [];
  });

const numbersOf = <T>(values: readonly T[], holds: (value: T) => boolean): string[] =>
  values.flatMap((value, n) => (holds(value) ? [String(n)] : []));

describe('Conditions of one click', () => {
  forEachEngine((engine, open) => {
    let opened: Opened;
    let api: Api;
    let planner: string;
    beforeAll(async () => {
      opened = await open();
      await fillSmallCity(opened.database, []);
      api = await openApi(opened);
      planner = await api.signIn('planner', 'planner');
    }, 400_000);
    afterAll(() => api?.close());

    it('leave what counting by hand leaves, in random registers', async () => {
      const today = (
        await opened.owner.run((session) =>
          session.query<{ today: string }>('select fourcolor.today()::text as today'),
        )
      )[0]!.today;
      const keys = async (layer: string, filter: string): Promise<string[]> =>
        (
          await api.json(`/ogc/collections/${layer}/items?limit=1000&filter=${encodeURIComponent(filter)}`, {
            cookie: planner,
          })
        ).features
          // biome-ignore lint/suspicious/noExplicitAny: items of any layer
          .map(({ properties }: any) => properties.source_id as string);
      const seen = { short: 0, late: 0 };
      await fc.assert(
        fc.asyncProperty(registers, async (register) => {
          await write(opened, register, today);
          const expected: readonly (readonly [layer: string, filter: string, keys: readonly string[]])[] = [
            ['enterprises', 'fewer_cameras()', fewerCameras(register)],
            [
              'enterprises',
              'no_responsible()',
              numbersOf(register.enterprises, ({ responsible }) => responsible === 0),
            ],
            [
              'enterprises',
              "grade_state = 'overdue'",
              numbersOf(
                register.enterprises,
                ({ grade, review }) => grade !== null && review !== null && review < 0,
              ),
            ],
            ['enterprises', 'grade IS NULL', numbersOf(register.enterprises, ({ grade }) => grade === null)],
            ['regions', 'no_officer()', CELLS.filter((_, n) => !register.cells[n]!.includes('grid_officer'))],
            ['plans', 'past_revision()', numbersOf(register.revisions, (due) => due !== null && due < 0)],
            [
              'hazard_points',
              "inspection_state = 'not_inspected'",
              numbersOf(register.points, ({ inspected }) => inspected === null),
            ],
            [
              'hazard_points',
              "inspection_state = 'overdue'",
              numbersOf(
                register.points,
                ({ inspected, due }) => inspected !== null && due !== null && due < 0,
              ),
            ],
          ];
          for (const [layer, filter, wanted] of expected) {
            expect([filter, (await keys(layer, filter)).sort()]).toEqual([filter, [...wanted].sort()]);
            const facts = await api.json('/api/filter-facts', {
              cookie: planner,
              body: { layer, where: filter },
            });
            expect([filter, facts.kept]).toEqual([filter, wanted.length]);
          }
          seen.short += expected[0]![2].length;
          seen.late += expected[2]![2].length;
        }),
        { numRuns: engine === 'native' ? 12 : 6, seed: 20_261_123 },
      );
      // the registers really had such enterprises
      expect(seen.short).toBeGreaterThan(3);
      expect(seen.late).toBeGreaterThan(3);
    }, 300_000);
  });
});
