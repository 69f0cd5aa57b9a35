/** Every past state: replaying what was written gives the state of any day, as it was and as it was known. */
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chinaDay } from '../data/china-day.ts';
import { cellOf } from '../data/geo/cell-key.ts';
import type { Layer } from '../data/layer.ts';
import { LAYERS } from '../data/layers/all.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { type Database, type Session, servant, type Who } from '../server/db/database.ts';
import { tableOf } from '../tiles/as-of.ts';
import { type Api, openApi } from './harness/api.ts';
import { fillObjects } from './harness/city-objects.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { explaining } from './harness/explaining.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

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
  let api: Api;
  let round = 0;
  const cookies: Record<string, string> = {};
  const township: Who = { ...planner, regions: [TOWNSHIP] };
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(200));
    await fillObjects(opened.database);
    api = await openApi(opened);
    cookies.planner = await api.signIn('planner', 'planner');
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    cookies.admin = await api.signIn('admin', 'admin');
  });
  afterAll(() => api?.close());
  const as = (name: string) => ({ cookie: cookies[name]! });
  const graded = LAYERS.filter((one: Layer) => one.graded);

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

  it('answers for any instant of a day what replaying that day gives, and the day for its end', async () => {
    // each write has an hour of the day, or comes days later and tells of the day
    const writes = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 3 }),
        hour: fc.integer({ min: 1, max: 9 }),
        grade: fc.constantFrom<Grade>(null, 1, 2, 3, 4),
        late: fc.constantFrom(0, 0, 0, 1, 2),
      }),
      { minLength: 2, maxLength: 9 },
    );
    const instantOf = (day: number, hour: number) => `${dayOf(day)}T0${hour}:00:00Z`;
    await fc.assert(
      fc.asyncProperty(writes, async (given) => {
        const id = `replay:instant${round++}`;
        const order = given
          .toSorted((one, other) => one.day - other.day || one.hour - other.hour)
          .filter((one, n, all) => n === 0 || one.day !== all[n - 1]!.day || one.hour !== all[n - 1]!.hour);
        const at = <T>(day: number, hour: number, work: (session: Session) => Promise<T>) =>
          opened.database.as(admin, async (session) => {
            await session.query(
              `select set_config('fourcolor.today', $1, true), set_config('fourcolor.recorded_at', $2, true)`,
              [dayOf(day), instantOf(day, hour)],
            );
            return work(session);
          });
        await at(0, 0, (session) => write(session, id, { kind: 'add', object: 0, grade: 4 }, 0));
        for (const { day, hour, grade, late } of order)
          await at(day, hour, (session) =>
            write(session, id, { kind: 'grade', object: 0, grade, late: Math.min(late, day) }, day),
          );
        const stored = await opened.database.as(admin, (session) =>
          session.query<{ grade: Grade; since: string; at: string }>(
            `select grade, valid_from::text as since, recorded::text as at
             from fourcolor.object_versions
             where layer = 'enterprises' and object_id = $1
             order by recorded`,
            [id],
          ),
        );
        /** The latest recorded of those that had begun by then. */
        const expected = (instant: number, day: number, mode: 'was' | 'known') =>
          stored.findLast(({ since, at: recorded }) => {
            const known = Date.parse(recorded);
            if (mode === 'known') return known <= instant;
            if (since !== dayOf(day)) return since < dayOf(day);
            return chinaDay(new Date(known)) !== since || known <= instant;
          })?.grade ?? null;
        const found = async (moment: string, mode: 'was' | 'known') =>
          (
            await opened.database.as(planner, (session) =>
              session.query<{ grade: Grade }>(
                `select grade from ${tableOf(layer, planner, { at: moment, mode })} where id = $1`,
                [id],
              ),
            )
          ).map(({ grade }) => grade);
        for (const mode of ['was', 'known'] as const)
          for (let day = 0; day <= 3; day++) {
            for (const hour of [1, 2, 4, 5, 8, 9]) {
              const moment = instantOf(day, hour);
              expect([mode, moment, await found(moment, mode)]).toEqual([
                mode,
                moment,
                [expected(Date.parse(moment), day, mode)],
              ]);
            }
            // nothing is written after nine: the rest of the day is its end
            expect(await found(dayOf(day), mode)).toEqual(
              await found(`${dayOf(day)}T15:59:59.999999Z`, mode),
            );
          }
      }),
      { numRuns: 15 },
    );
  });

  it('shows the present through the past of today, in every graded layer, to everybody', async () => {
    const today = chinaDay(new Date());
    for (const who of [
      planner,
      township,
      { ...planner, sectors: ['hazmat_production'] },
      { ...planner, regions: [] },
    ]) {
      for (const one of graded) {
        for (const mode of ['was', 'known'] as const) {
          const read = (table: string) =>
            opened.database.as(who, (session) =>
              session.query(`select fid, id, grade, qk, ${one.regionField} from ${table} order by fid`),
            );
          const present = await read(`fourcolor.${one.id}`);
          const past = await read(tableOf(one, who, { at: today, mode }));
          expect([one.id, mode, past]).toEqual([one.id, mode, present]);
        }
      }
    }
  });

  it('recolours tiles, counts, items and answers of a past day, and only of that day', async () => {
    const id = `replay:recoloured${round++}`;
    // alone where it is
    const [lon, lat] = [lonOf(7), SOUTH + SIDE / 7];
    await onDay(opened.database, 100, async (session) => {
      await write(session, id, { kind: 'add', object: 0, grade: 3 }, 100);
      await session.query(
        'update fourcolor.enterprises set geom = ST_SetSRID(ST_Point($2, $3), 4326) where id = $1',
        [id, lon, lat],
      );
    });
    const regrade = (n: number, to: number) =>
      onDay(opened.database, n, (session) =>
        session.query(
          "update fourcolor.enterprises set grade = $2, grade_state = 'current', assessed_on = $3 where id = $1",
          [id, to, dayOf(n)],
        ),
      );
    await regrade(110, 1);
    await regrade(120, 4);
    const { x, y } = cellOf(lon, lat, 15);
    const gradeInTile = async (day: string) => {
      const answer = await api.ask(`/tiles/enterprises/15/${x}/${y}.mvt?at=${day}`, as('planner'));
      expect(answer.status).toBe(200);
      const tile = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer()))).layers
        .enterprises!;
      for (let i = 0; i < tile.length; i++) {
        const { properties } = tile.feature(i);
        if (properties.id === id) return properties.grade;
      }
      return undefined;
    };
    const item = (day: string) =>
      api.json(`/ogc/collections/enterprises/items/${encodeURIComponent(id)}?at=${day}`, as('planner'));
    for (const [n, expected] of [
      [112, 1],
      [125, 4],
    ] as const) {
      const day = dayOf(n);
      expect(await gradeInTile(day)).toBe(expected);
      expect((await item(day)).properties.grade).toBe(expected);
      const body = { inputs: { layers: ['enterprises'], geometry: [lon, lat], radiusM: 5, at: day } };
      const found = await api.json('/ogc/processes/within/execution', { ...as('planner'), body });
      expect(found.layers.enterprises.byGrade[expected]).toBe(1);
      const listed = await api.json(`/api/layers?at=${day}`, as('planner'));
      const counts = listed.layers.find((one: { id: string }) => one.id === 'enterprises').byGrade;
      let cells = 0;
      const answer = await api.ask(
        `/tiles/enterprises/8/${cellOf(lon, lat, 8).x}/${cellOf(lon, lat, 8).y}.mvt?at=${day}&grade=${expected}`,
        as('planner'),
      );
      const tile = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer()))).layers
        .enterprises_cells;
      for (let i = 0; i < (tile?.length ?? 0); i++) cells += Number(tile!.feature(i).properties.n);
      expect(cells).toBeGreaterThan(0);
      expect(cells).toBeLessThanOrEqual(counts[expected]);
    }
    const changes = await api.json(`/api/changes?from=${dayOf(115)}&to=${dayOf(130)}`, as('planner'));
    expect(changes.changes).toMatchObject([
      { layer: 'enterprises', id, before: 1, after: 4, change: 'down', since: dayOf(120) },
    ]);
    const history = await api.json(`/api/history?from=${dayOf(115)}&to=${dayOf(130)}&by=day`, as('planner'));
    expect(history.bars).toEqual([{ from: dayOf(120), up: 0, down: 1, assessed: 0, withdrawn: 0, other: 0 }]);
    const box = [lon + 0.01, lat + 0.01, lon + 0.02, lat + 0.02].join(',');
    const elsewhere = await api.json(
      `/api/changes?from=${dayOf(115)}&to=${dayOf(130)}&bbox=${box}`,
      as('planner'),
    );
    expect(elsewhere.total).toBe(0);
  });

  it('steps through the states of one day: orange, yellow again, each on the map', async () => {
    const id = `replay:steps${round++}`;
    const day = dayOf(150);
    const hours: readonly (readonly [hour: number, grade: Grade])[] = [
      [1, 2],
      [2, 3],
      [5, 1],
    ];
    // alone where it is
    const [lon, lat] = [lonOf(3), SOUTH + SIDE / 7];
    await onDay(opened.database, 140, async (session) => {
      await write(session, id, { kind: 'add', object: 0, grade: 3 }, 140);
      await session.query(
        'update fourcolor.enterprises set geom = ST_SetSRID(ST_Point($2, $3), 4326) where id = $1',
        [id, lon, lat],
      );
    });
    for (const [hour, grade] of hours)
      await opened.database.as(admin, async (session) => {
        await session.query(
          `select set_config('fourcolor.today', $1, true), set_config('fourcolor.recorded_at', $2, true)`,
          [day, `${day}T0${hour}:00:00.123456Z`],
        );
        await write(session, id, { kind: 'grade', object: 0, grade, late: 0 }, 150);
      });
    // written today of an earlier day: counts from that day's beginning
    await opened.database.as(admin, (session) =>
      write(session, id, { kind: 'grade', object: 0, grade: 4, late: 0 }, 152),
    );
    const box = [lon - 1e-5, lat - 1e-5, lon + 1e-5, lat + 1e-5].join(',');
    const gradeAt = async (at: string | null, mode: string) =>
      (
        await api.json(
          `/ogc/collections/enterprises/items/${encodeURIComponent(id)}${at === null ? '' : `?at=${at}&mode=${mode}`}`,
          as('planner'),
        )
      ).properties.grade;
    const stepped = async (at: string | null, to: string, mode: string): Promise<string | null> =>
      (
        await api.json(
          `/api/history/step?to=${to}&mode=${mode}&layer=enterprises&bbox=${box}${at === null ? '' : `&at=${at}`}`,
          as('planner'),
        )
      ).at;
    for (const mode of ['was', 'known'] as const) {
      const grades = [await gradeAt(null, mode)];
      const moments: string[] = [];
      let at: string | null = null;
      for (let back = 0; back < 4; back++) {
        at = await stepped(at, 'previous', mode);
        moments.push(at!);
        grades.push(await gradeAt(at, mode));
      }
      expect([mode, grades]).toEqual([mode, [4, 1, 3, 2, 3]]);
      expect(moments.slice(0, 3)).toEqual([5, 2, 1].map((hour) => `${day}T0${hour}:00:00.123456Z`));
      // and forward again to what is now
      for (const moment of [...moments.slice(0, 3)].reverse()) {
        at = await stepped(at, 'next', mode);
        expect(at).toBe(moment);
      }
      expect(await stepped(at, 'next', mode)).not.toBeNull();
      expect(await stepped(await stepped(at, 'next', mode), 'next', mode)).toBeNull();
    }
    expect((await api.ask('/api/history/step?to=previous')).status).toBe(404);
  });

  it('keeps the past from visitors, and from people what lay outside their scope', async () => {
    const day = dayOf(30);
    const span = `from=${dayOf(0)}&to=${chinaDay(new Date())}&change=appeared,up,down,assessed,withdrawn,changed,moved`;
    for (const path of [
      `/tiles/regions/8/0/0.mvt?at=${day}`,
      `/api/layers?at=${day}`,
      `/api/history?${span}`,
      `/api/changes?${span}`,
      `/ogc/collections/regions/items?at=${day}`,
    ])
      expect([path, (await api.ask(path)).status]).toEqual([path, 404]);
    const own = await opened.database.as(township, (session) =>
      session.query<{ id: string }>('select id from fourcolor.enterprises'),
    );
    expect(own.length).toBeGreaterThan(0);
    const versions = await opened.database.as(township, (session) =>
      session.query<{ id: string }>(
        "select distinct object_id as id from fourcolor.object_versions where layer = 'enterprises' and object_id ^@ 'test:'",
      ),
    );
    expect(versions.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
    const all = await api.json(`/api/changes?${span}&mode=known`, as('planner'));
    const some = await api.json(`/api/changes?${span}&mode=known`, as('township'));
    expect(some.total).toBeGreaterThan(0);
    expect(some.total).toBeLessThan(all.total);
    // who wrote it: for administrators, not for planners
    await expect(
      opened.database.as(planner, (session) =>
        session.query('select user_id from fourcolor.object_versions limit 1'),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect((await api.ask(`/api/changes?${span}&mode=known`, as('admin'))).status).toBe(200);
  });

  it('refuses days to come and layers without a past', async () => {
    for (const [path, status] of [
      ['/tiles/regions/8/0/0.mvt?at=2999-01-01', 400],
      ['/tiles/regions/8/0/0.mvt?at=yesterday', 400],
      ['/tiles/regions/8/0/0.mvt?mode=known', 400],
      ['/tiles/regions/8/0/0.mvt?at=2999-01-01T00:00:00Z', 400],
      [`/tiles/regions/8/0/0.mvt?at=${dayOf(3)}T08:00:00%2B08:00`, 400],
      [`/tiles/regions/8/0/0.mvt?at=${dayOf(3)}T25:00:00Z`, 400],
      ['/api/history/step?to=previous&layer=roads', 404],
      ['/api/history/step?to=previous&at=2999-01-01', 400],
      [`/tiles/roads/8/0/0.mvt?at=${dayOf(3)}`, 404],
      [`/api/changes?from=${dayOf(3)}&to=${dayOf(2)}`, 400],
      [`/api/changes?from=${dayOf(2)}&to=${dayOf(3)}&layer=roads`, 404],
    ] as const)
      expect([path, (await api.ask(path, as('planner'))).status]).toEqual([path, status]);
  });

  it('says when an answer may be kept: what the register said on a day that is over', async () => {
    const { x, y } = cellOf(WEST + SIDE / 2, SOUTH + SIDE / 2, 8);
    const ask = (query: string) => api.ask(`/tiles/regions/8/${x}/${y}.mvt?${query}`, as('planner'));
    expect((await ask(`at=${dayOf(3)}&mode=known`)).headers.get('cache-control')).toContain('max-age=86400');
    expect((await ask(`at=${dayOf(3)}`)).headers.get('cache-control')).toContain('must-revalidate');
    const etag = (query: string) => ask(query).then((answer) => answer.headers.get('etag'));
    expect(await etag(`at=${dayOf(3)}`)).not.toBe(await etag(`at=${dayOf(4)}`));
    expect(await etag(`at=${dayOf(3)}`)).not.toBe(await etag(''));
  });

  it('scans no table whole for tiles and changes of the past, whoever asks', async () => {
    const scans: string[] = [];
    const tables = ['object_versions', ...graded.map(({ id }) => id)];
    const watched = await openApi({ ...opened, database: explaining(opened.database, tables, scans) });
    const day = dayOf(30);
    for (const name of ['planner', 'township']) {
      for (const { id } of graded) {
        const { x, y } = cellOf(WEST + SIDE / 2, SOUTH + SIDE / 2, 14);
        await watched.ask(`/tiles/${id}/14/${x}/${y}.mvt?at=${day}`, as(name));
        await watched.ask(`/tiles/${id}/9/${x >> 5}/${y >> 5}.mvt?at=${day}&mode=known`, as(name));
      }
      const { x, y } = cellOf(WEST + SIDE / 2, SOUTH + SIDE / 2, 14);
      await watched.ask(`/tiles/enterprises/14/${x}/${y}.mvt?at=${day}T04:00:00.5Z`, as(name));
      await watched.ask(`/tiles/enterprises/14/${x}/${y}.mvt?at=${day}T04:00:00Z&mode=known`, as(name));
      for (const to of ['previous', 'next'])
        for (const mode of ['was', 'known'])
          await watched.ask(`/api/history/step?to=${to}&at=${day}&mode=${mode}`, as(name));
      await watched.ask(`/api/history?from=${dayOf(0)}&to=${day}`, as(name));
      await watched.ask(
        `/api/changes?from=${dayOf(0)}&to=${day}&mode=known&bbox=122,30,122.1,30.1`,
        as(name),
      );
    }
    await watched.close();
    expect(scans).toEqual([]);
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
