/** Regrading the demo city, whole and one enterprise, on both engines, against a plain update of the same rows. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../data/ledger/settings.ts';
import { type Session, servant } from '../../server/db/database.ts';
import { fillDemo } from '../../server/demo.ts';
import { regradeCity, regradeObjects } from '../../server/grading/engine.ts';
import { type Opened, openFresh } from '../harness/engines.ts';
import { ms, record } from './figures.ts';

/** The whole city with FOURCOLOR_BENCH_FULL, else the tenth part of a first start. */
const SCALE = process.env.FOURCOLOR_BENCH_FULL === undefined ? 0.1 : 1;
const TIMEOUT_MS = 600_000;
const UNDO = new Error('undone');

for (const engine of ['native', 'embedded'] as const) {
  describe(engine, () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await openFresh(engine);
      await fillDemo(opened.database, { scale: SCALE, today: '2026-01-15' });
    });
    afterAll(() => opened?.close());

    /** Milliseconds of the work in a transaction that is rolled back, so that every run finds the same city. */
    const timed = async <T>(work: (session: Session) => Promise<T>) => {
      let took = 0;
      let result: T | undefined;
      await opened.database
        .as(
          servant('admin', 'bench'),
          async (session) => {
            const began = performance.now();
            result = await work(session);
            took = performance.now() - began;
            throw UNDO;
          },
          { timeoutMs: TIMEOUT_MS },
        )
        .catch((error: unknown) => {
          if (error !== UNDO) throw error;
        });
      return { took, result: result as T };
    };

    /** Another score for as many regions, with all triggers: what writing the answer costs alone. */
    const plainUpdate = (rows: number) =>
      timed((session) =>
        session.query(
          `update fourcolor.regions
set score = least(100, score + 0.001)
where code in (select code from fourcolor.regions where score is not null order by code limit $1::integer)`,
          [rows],
        ),
      );

    it(`The whole city graded by new numbers (${engine}; baseline: a plain update of as many regions)`, {
      timeout: TIMEOUT_MS,
    }, async (context) => {
      const settings = structuredClone(DEFAULT_SETTINGS);
      settings.region.crowding = 300;
      const work = () =>
        timed(async (session) => {
          await session.query('insert into fourcolor.grading_settings (settings) values ($1::jsonb)', [
            JSON.stringify(settings),
          ]);
          return regradeCity(session, 'bench');
        });
      await work();
      const ours = await work();
      const plain = await plainUpdate(ours.result.regions);
      record(context, {
        what: `${engine}, scale ${SCALE}: full regrade, ${ours.result.regions} regions change`,
        ours: ms(ours.took),
        baseline: `${ms(plain.took)} plain update of as many regions`,
        ratio: (ours.took / plain.took).toFixed(1),
      });
    });

    it(`The whole city graded again when nothing changed (${engine}; baseline: a plain update of 1,000 regions)`, {
      timeout: TIMEOUT_MS,
    }, async (context) => {
      const ours = await timed((session) => regradeCity(session, 'bench'));
      const plain = await plainUpdate(1000);
      record(context, {
        what: `${engine}, scale ${SCALE}: full regrade, nothing changes`,
        ours: ms(ours.took),
        baseline: `${ms(plain.took)} plain update of 1,000 regions`,
        ratio: (ours.took / plain.took).toFixed(1),
      });
    });

    it(`One risk point that became red, graded up to the city (${engine}; baseline: a plain update of as many regions)`, {
      timeout: TIMEOUT_MS,
    }, async (context) => {
      const work = () =>
        timed(async (session) => {
          const [one] = await session.query<{ id: string }>(
            `update fourcolor.risk_points
set inputs = '{"residual": {"l": 10, "e": 10, "c": 100}}', method = 'LEC', method_scheme = 'LEC-4'
where id = (select min(id) from fourcolor.risk_points where owner_layer = 'enterprises' and grade = 4)
returning id`,
          );
          return regradeObjects(session, [{ layer: 'risk_points', id: one!.id }], 'bench');
        });
      await work();
      const ours = await work();
      const plain = await plainUpdate(Math.max(1, ours.result.regions));
      record(context, {
        what: `${engine}, scale ${SCALE}: one risk point, ${ours.result.objects} objects and ${ours.result.regions} regions change`,
        ours: ms(ours.took),
        baseline: `${ms(plain.took)} plain update of as many regions`,
        ratio: (ours.took / plain.took).toFixed(1),
      });
    });
  });
}
