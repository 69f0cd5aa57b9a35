/** Every past state: replaying what was written gives the state of any day, as it was and as it was known. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Layer } from '../data/layer.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { type Database, type Session, servant, type Who } from '../server/db/database.ts';
import { tableOf } from '../tiles/as-of.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, WEST } from './harness/small-city.ts';

const admin = servant('admin', 'test');
const planner: Who = { role: 'planner', userId: 'u', regions: null, sectors: null };
const layer: Layer = enterprises;

/** Day `n` of the test's calendar. */
const dayOf = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);

type Grade = 1 | 2 | 3 | 4 | null;
type Step =
  | { kind: 'grade'; object: number; grade: Grade; late: number }
  | { kind: 'move'; object: number; to: number }
  | { kind: 'remove'; object: number }
  | { kind: 'add'; object: number; grade: Grade };

/** Writes as of a day: the calendar and the clock of the transaction say so. */
function onDay<T>(database: Database, n: number, work: (session: Session) => Promise<T>): Promise<T> {
  return database.as(admin, async (session) => {
    await session.query(
      `select set_config('fourcolor.today', $1, true), set_config('fourcolor.recorded_at', $2, true)`,
      [dayOf(n), `${dayOf(n)}T04:00:00Z`],
    );
    return work(session);
  });
}

interface State {
  readonly id: string;
  readonly grade: Grade;
  readonly lon: number;
}
const statesAt = (database: Database, n: number, mode: 'was' | 'known', who = planner) =>
  database.as(who, (session) =>
    session.query<State>(
      `select id, grade, round(ST_X(geom)::numeric, 6)::double precision as lon
       from ${tableOf(layer, who, { at: dayOf(n), mode })}
       where id ^@ 'replay:'
       order by id`,
    ),
  );

forEachEngine((_engine, open) => {
  let opened: Opened;
  let round = 0;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(40));
  });

  it('answers for any day what replaying the writes gives, in both readings of time', async () => {
    const grade = fc.constantFrom<Grade>(null, 1, 2, 3, 4);
    const object = fc.integer({ min: 0, max: 2 });
    const step: fc.Arbitrary<Step> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('grade' as const),
          object,
          grade,
          late: fc.integer({ min: 0, max: 6 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('move' as const),
          object,
          to: fc.integer({ min: 1, max: 9 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), object }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), object, grade }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const place = `replay:${round++}-`;
        const replayed = new Replay();
        for (const [index, one] of steps.entries()) {
          const n = 2 + index * 2;
          const id = `${place}${one.object}`;
          await onDay(opened.database, n, (session) => write(session, id, one, n));
          replayed.write(id, one, n);
        }
        const last = 2 + steps.length * 2;
        for (const n of [0, 1, 3, Math.floor(last / 2), last - 2, last - 1, last + 3]) {
          for (const mode of ['was', 'known'] as const) {
            const found = (await statesAt(opened.database, n, mode)).filter(({ id }) => id.startsWith(place));
            expect([mode, n, found]).toEqual([mode, n, replayed.at(n, mode)]);
          }
        }
        const now = await opened.database.as(planner, (session) =>
          session.query<State>(
            `select id, grade, round(ST_X(geom)::numeric, 6)::double precision as lon
             from fourcolor.enterprises where id ^@ $1 order by id`,
            [place],
          ),
        );
        expect(replayed.at(last + 3, 'known')).toEqual(now);
      }),
      { numRuns: 12 },
    );
  });
});

const lonOf = (to: number) => Number((WEST + (to / 10) * SIDE).toFixed(6));

async function write(session: Session, id: string, step: Step, n: number): Promise<void> {
  const state = 'grade' in step && step.grade === null ? 'not_assessed' : 'current';
  if (step.kind === 'add') {
    await session.query(
      `insert into fourcolor.enterprises (source, source_id, id, name, grade, grade_state, assessed_on, valid_from, geom)
       select 'replay', $1, '', '重放', $2, $3, $4, $4, ST_SetSRID(ST_Point($5, $6), 4326)
       where not exists (select from fourcolor.enterprises where id = 'replay:' || $1)`,
      [id.slice(7), step.grade, state, dayOf(n), lonOf(5), SOUTH + SIDE / 3],
    );
  } else if (step.kind === 'grade') {
    // assessed some days before somebody wrote it down
    await session.query(
      'update fourcolor.enterprises set grade = $2, grade_state = $3, assessed_on = $4 where id = $1',
      [id, step.grade, state, dayOf(n - step.late)],
    );
  } else if (step.kind === 'move') {
    await session.query(
      'update fourcolor.enterprises set geom = ST_SetSRID(ST_Point($2, $3), 4326) where id = $1',
      [id, lonOf(step.to), SOUTH + SIDE / 3],
    );
  } else await session.query('delete from fourcolor.enterprises where id = $1', [id]);
}

interface Written extends State {
  readonly since: number;
  readonly n: number;
  readonly assessed: number;
  readonly life: number;
  readonly gone: boolean;
}

/** The slow, plain reading: every state that was ever written, in the order of writing. */
class Replay {
  readonly #written: Written[] = [];
  #lives = 0;

  write(id: string, step: Step, n: number): void {
    const last = this.#written.findLast((one) => one.id === id);
    const there = last && !last.gone ? last : undefined;
    if (step.kind === 'add') {
      if (there) return;
      const life = this.#lives++;
      const lon = lonOf(5);
      this.#written.push({ id, since: n, n, assessed: n, grade: step.grade, lon, life, gone: false });
    } else if (!there) return;
    else if (step.kind === 'grade') {
      const assessed = n - step.late;
      if (assessed !== there.assessed || step.grade !== there.grade)
        this.#written.push({ ...there, since: assessed, n, assessed, grade: step.grade });
    } else if (step.kind === 'move') {
      if (lonOf(step.to) !== there.lon) this.#written.push({ ...there, since: n, n, lon: lonOf(step.to) });
    } else this.#written.push({ ...there, since: n, n, gone: true });
  }

  /** The last written of each life of an object that counts on the day. */
  at(n: number, mode: 'was' | 'known'): State[] {
    const lives = new Map<number, Written>();
    for (const one of this.#written) {
      if ((mode === 'was' ? one.since : one.n) <= n) lives.set(one.life, one);
    }
    return [...lives.values()]
      .filter(({ gone }) => !gone)
      .map(({ id, grade, lon }) => ({ id, grade, lon }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
