/** Both database engines keep the promises of the one door: the same suite on each. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Session, Who } from '../server/db/database.ts';
import { JsonTooDeep, SqlError, Unavailable } from '../server/db/errors.ts';
import { Locked, takeLock } from '../server/db/lock.ts';
import { openEmbedded } from '../server/db/pglite.ts';
import { openNative } from '../server/db/postgres.ts';
import type { TileAddress } from '../tiles/address.ts';
import type { TileRows } from '../tiles/rows.ts';
import {
  asSuperuser,
  cloneSeed,
  forEachEngine,
  LOGIN,
  type Opened,
  openFresh,
  urlFor,
} from './harness/engines.ts';

const planner: Who = { role: 'planner', userId: 'u-1', regions: ['990101000000'], sectors: ['chemical'] };
const commander: Who = {
  role: 'commander',
  userId: 'u-2',
  regions: null,
  sectors: null,
  why: "it's \\ a drill; '",
};

/** Roles and one table with a row policy, independent of the product's schema. */
const SCHEMA = `
do $$ begin create role fc_public; exception when duplicate_object then null; end $$;
do $$ begin create role fc_planner; exception when duplicate_object then null; end $$;
do $$ begin create role fc_commander; exception when duplicate_object then null; end $$;
create table public.thing (id int primary key, region text not null, note jsonb);
alter table public.thing enable row level security;
alter table public.thing force row level security;
create policy scoped on public.thing for all to fc_planner, fc_commander
  using (coalesce(region = any (nullif(current_setting('fourcolor.regions'), '')::text[]), true));
grant select, insert, update, delete on public.thing to fc_planner, fc_commander;
create function public.run_away(n int) returns int language plpgsql as $$ begin return public.run_away(n + 1); end $$;
`;

async function prepare(opened: Opened): Promise<void> {
  await opened.owner.script(SCHEMA);
  if (opened.urls)
    await asSuperuser(opened.urls.superuser, `grant fc_public, fc_planner, fc_commander to ${LOGIN}`);
  await opened.database.as(commander, (session) =>
    session.query(`insert into thing (id, region) values (1, '990101000000'), (2, '990102000000')`),
  );
}

const state = `select current_user as role, current_setting('fourcolor.user', true) as person,
  current_setting('fourcolor.regions', true) as regions, current_setting('fourcolor.sectors', true) as sectors,
  current_setting('fourcolor.why', true) as why`;

forEachEngine((engine, open) => {
  let opened: Opened;
  const as = <T>(who: Who, work: (session: Session) => Promise<T>, options = {}) =>
    opened.database.as(who, work, options);
  const count = () =>
    as(commander, async (session) => {
      const rows = await session.query<{ n: number }>('select count(*) as n from thing');
      return rows[0]?.n;
    });

  beforeAll(async () => {
    opened = await open({ bare: true });
    await prepare(opened);
  });

  describe('a transaction', () => {
    it('runs under the role, the person and the scope of who asks', async () => {
      const [mine] = await as(planner, (session) => session.query(state));
      expect(mine).toEqual({
        role: 'fc_planner',
        person: 'u-1',
        regions: '{"990101000000"}',
        sectors: '{"chemical"}',
        why: '',
      });
      const [theirs] = await as(commander, (session) => session.query(state));
      expect(theirs).toEqual({
        role: 'fc_commander',
        person: 'u-2',
        regions: '',
        sectors: '',
        why: commander.why,
      });
    });

    it('shows only the rows that the policy allows', async () => {
      const ids = await as(planner, (session) => session.query('select id from thing order by id'));
      expect(ids).toEqual([{ id: 1 }]);
      expect(await count()).toBe(2);
    });

    it('tells nowhere from everywhere', async () => {
      const nowhere = await as({ ...planner, regions: [] }, (session) =>
        session.query('select id from thing'),
      );
      expect(nowhere).toEqual([]);
    });

    it('refuses a role that is not declared', async () => {
      const hostile = { ...planner, role: 'planner; drop table thing' as 'planner' };
      await expect(as(hostile, (session) => session.query('select 1'))).rejects.toThrow('Unexpected role');
    });

    it('is rolled back when the work throws, and leaves no role behind', async () => {
      const before = await count();
      const work = as(commander, async (session) => {
        await session.query(`insert into thing (id, region) values (50, 'x')`);
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await count()).toBe(before);
      const [outside] = await opened.owner.run((session) => session.query(state));
      expect(outside).toMatchObject({ person: engine === 'native' ? null : '' });
    });

    it('is rolled back when a statement failed and nobody noticed', async () => {
      const before = await count();
      const work = as(commander, async (session) => {
        await session.query(`insert into thing (id, region) values (51, 'x')`);
        await session.query(`insert into thing (id, region) values (1, 'twice')`).catch(() => {});
      });
      await expect(work).rejects.toMatchObject({
        name: 'SqlError',
        code: '23505',
        table: 'thing',
        constraint: 'thing_pkey',
      });
      expect(await count()).toBe(before);
    });

    it('goes on after a savepoint', async () => {
      await as(commander, async (session) => {
        await session.query('savepoint row');
        await session.query(`insert into thing (id, region) values (1, 'twice')`).catch(() => {});
        await session.query('rollback to savepoint row');
        await session.query(`insert into thing (id, region) values (52, 'kept')`);
      });
      expect(
        await as(commander, (session) => session.query('delete from thing where id = 52 returning id')),
      ).toEqual([{ id: 52 }]);
    });

    it('cannot begin inside another, which would wait for itself', async () => {
      const work = as(commander, () => as(planner, (session) => session.query('select 1')));
      await expect(work).rejects.toThrow('inside another');
    });

    it('cannot be used after its end', async () => {
      let kept: Session | undefined;
      await as(commander, async (session) => {
        kept = session;
      });
      await expect(kept?.query('select 1')).rejects.toThrow('ended');
    });

    it('may not write when it only reads', async () => {
      const work = as(commander, (session) => session.query('delete from thing'), { readOnly: true });
      await expect(work).rejects.toMatchObject({ code: '25006' });
    });

    it('reports what a role may not do with its SQLSTATE', async () => {
      const work = as({ ...planner, role: 'public' }, (session) => session.query('select id from thing'));
      const error = await work.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(SqlError);
      expect(error).toMatchObject({ code: '42501' });
      const outside = as(planner, (session) =>
        session.query(`insert into thing (id, region) values (53, '990102000000')`),
      );
      await expect(outside).rejects.toMatchObject({ code: '42501' });
    });

    it('never sees the role or scope of another that runs at the same time', async () => {
      const people = Array.from(
        { length: 20 },
        (_, i): Who => ({
          role: i % 2 ? 'planner' : 'commander',
          userId: `u-${i}`,
          regions: i % 3 ? [`99010${i}`] : null,
          sectors: null,
        }),
      );
      const seen = await Promise.all(
        people.map((who) =>
          as(who, async (session) => {
            const [before] = await session.query<{ role: string; person: string; regions: string }>(state);
            await session.query('select pg_sleep(0.01)');
            const [after] = await session.query(state);
            expect(after).toEqual(before);
            return before;
          }),
        ),
      );
      for (const [i, who] of people.entries()) {
        expect(seen[i]).toMatchObject({
          role: `fc_${who.role}`,
          person: who.userId,
          regions: who.regions ? `{"${who.regions[0]}"}` : '',
        });
      }
    });
  });

  describe('values', () => {
    it('have the same JavaScript form', async () => {
      const [row] = await as(planner, (session) =>
        session.query(`select 9007199254740991::int8 as int8, 7::int2 as int2, 1.50::numeric as numeric, 0.1::float8 as float8,
          true as yes, null::text as nothing, date '2026-11-22' as date,
          timestamptz '2026-11-22 10:11:00+08' as instant, timestamptz '2026-11-22 10:11:00.123456+08' as precise,
          '\\x00ff80'::bytea as bytes, '{"a":[1,{"b":null}]}'::jsonb as json, '[1]'::json as list,
          array['a','b"\\',null,'','NULL'] as texts, array[1,2]::int8[] as numbers, '{}'::text[] as none,
          array[[1,2],[3,4]] as matrix, 'NaN'::float8 as nan, 'e2c56db5-dffb-48d2-b060-d0f5a71096e0'::uuid as uuid`),
      );
      expect(row).toEqual({
        int8: 9007199254740991,
        int2: 7,
        numeric: '1.50',
        float8: 0.1,
        yes: true,
        nothing: null,
        date: '2026-11-22',
        instant: '2026-11-22T02:11:00.000Z',
        precise: '2026-11-22T02:11:00.123Z',
        bytes: new Uint8Array([0, 255, 128]),
        json: { a: [1, { b: null }] },
        list: [1],
        texts: ['a', 'b"\\', null, '', 'NULL'],
        numbers: [1, 2],
        none: [],
        matrix: [
          [1, 2],
          [3, 4],
        ],
        nan: Number.NaN,
        uuid: 'e2c56db5-dffb-48d2-b060-d0f5a71096e0',
      });
    });

    it('come back as they were given', async () => {
      const bytes = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
      const given = [
        '四色图 \'"\\ 𠮷',
        42,
        -0.5,
        false,
        null,
        new Date('2026-11-22T02:11:00.000Z'),
        bytes,
        { a: '{[', b: [1, { c: [] }] },
        ['x,y', '"', null],
        [1, 2, 3],
      ];
      const types = [
        'text',
        'int',
        'float8',
        'bool',
        'text',
        'timestamptz',
        'bytea',
        'jsonb',
        'text[]',
        'int[]',
      ];
      const sql = `select ${types.map((type, i) => `$${i + 1}::${type} as v${i}`).join(', ')}`;
      const [row] = await as(planner, (session) => session.query<Record<string, unknown>>(sql, given));
      const expected = given.map((value) => (value instanceof Date ? value.toISOString() : value));
      expect(Object.values(row ?? {})).toEqual(expected);
    });

    it('refuse a bigint that a number cannot hold', async () => {
      const work = as(planner, (session) => session.query('select 9007199254740993::int8 as n'));
      await expect(work).rejects.toThrow(/bigint beyond 2\^53/);
      expect(await as(planner, (session) => session.query('select 1 as n'))).toEqual([{ n: 1 }]);
    });

    it('refuse JSON nested deeper than 64 levels before any SQL', async () => {
      const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const ask = (value: unknown) =>
        as(planner, (session) => session.query('select $1::jsonb is not null as ok', [value]));
      for (const hostile of [nest(65), ` {"a":${nest(20_000)}}`, JSON.parse(`{"a":${nest(64)}}`)]) {
        await expect(ask(hostile)).rejects.toBeInstanceOf(JsonTooDeep);
      }
      expect(await ask(nest(64))).toEqual([{ ok: true }]);
      expect(await ask(`{"text":"${'['.repeat(100)}"}`)).toEqual([{ ok: true }]);
    });
  });

  describe('tiles', () => {
    it('hold points, lines and polygons with the attributes of their rows', async () => {
      const tile = decode(await as(planner, (session) => session.tile(SHAPES, AT)));
      expect(Object.keys(tile)).toEqual(['points', 'lines', 'areas']);
      expect(tile).toEqual(EXPECTED);
    });

    it('are empty without features', async () => {
      const rows = { ...SHAPES[1]!, sql: 'select 1::bigint as fid, null::geometry as geom where false' };
      expect((await as(planner, (session) => session.tile([rows], AT))).length).toBe(0);
    });

    it('obey the row policy', async () => {
      const rows: TileRows = {
        layer: 'things',
        sql: `select id::bigint as fid, st_transform(st_setsrid(st_makepoint(0.001, 0.001), 4326), 3857) as geom from thing order by id`,
        params: [],
        attributes: [],
        buffer: 0,
      };
      const at = { z: 0, x: 0, y: 0 };
      const fids = async (who: Who) =>
        decode(await as(who, (session) => session.tile([rows], at))).things?.map((feature) => feature.fid);
      expect(await fids(planner)).toEqual([1]);
      expect(await fids(commander)).toEqual([1, 2]);
    });
  });

  describe('when something goes wrong', () => {
    it('ends a statement that takes too long, and goes on', async () => {
      const began = Date.now();
      const error = await as(planner, (session) => session.query('select pg_sleep(20)'), {
        timeoutMs: 400,
      }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Unavailable);
      expect(error).toMatchObject({ reason: 'timeout' });
      expect(Date.now() - began).toBeLessThan(5_000);
      expect(await count()).toBe(2);
    });

    it('loses nothing that was committed before a statement was cut off', async () => {
      await as(commander, (session) => session.query(`insert into thing (id, region) values (60, 'kept')`));
      await as(
        commander,
        async (session) => {
          await session.query(`insert into thing (id, region) values (61, 'lost')`);
          await session.query('select pg_sleep(20)');
        },
        { timeoutMs: 400 },
      ).catch(() => {});
      const rows = await as(commander, (session) =>
        session.query('delete from thing where id >= 60 returning id'),
      );
      expect(rows).toEqual([{ id: 60 }]);
    });

    it('answers runaway recursion with an error and goes on', async () => {
      const error = await as(planner, (session) => session.query('select run_away(0)')).catch(
        (caught: unknown) => caught,
      );
      expect(error).toMatchObject({ name: 'SqlError', code: '54001' });
      expect(await count()).toBe(2);
    });

    it('goes on after any number of errors', async () => {
      // each error of the embedded engine used to keep a kilobyte of its stack of 200
      for (let i = 0; i < 400; i++) {
        const error = await as(planner, (session) => session.query('select 1 / 0')).catch(
          (caught: unknown) => caught,
        );
        expect(error).toMatchObject({ name: 'SqlError', code: '22012' });
      }
      expect(await count()).toBe(2);
    });

    it('never reports success for JSON that the engine cannot store', async () => {
      // built inside SQL, so that the check of parameters cannot see it
      const work = as(commander, (session) =>
        session.query(
          `insert into thing (id, region, note) values (70, 'deep', (repeat('[', 200000) || repeat(']', 200000))::jsonb) returning id`,
        ),
      );
      const error = await work.catch((caught: unknown) => caught);
      expect(error instanceof SqlError || error instanceof Unavailable).toBe(true);
      expect(await count()).toBe(2);
    });

    it('refuses to read files or start programs', async () => {
      for (const sql of [`copy thing to program 'cat'`, `copy thing from '/etc/passwd'`]) {
        await expect(as(commander, (session) => session.query(sql))).rejects.toMatchObject({ code: '42501' });
      }
      expect(await count()).toBe(2);
    });
  });

  it('serves twenty at once, each with its own answer', async () => {
    const sums = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        as(planner, (session) =>
          session.query('select sum(n) as sum from generate_series(1, $1::int) as n', [i + 1]),
        ),
      ),
    );
    expect(sums).toEqual(Array.from({ length: 20 }, (_, i) => [{ sum: ((i + 1) * (i + 2)) / 2 }]));
  });

  it('hears notifications of committed transactions until it stops listening', async () => {
    const heard: string[] = [];
    const stop = await opened.database.listen('fc_test', (payload) => heard.push(payload));
    const notify = (payload: string) =>
      as(commander, (session) => session.query(`select pg_notify('fc_test', $1)`, [payload]));
    await notify('one');
    await expect.poll(() => heard).toEqual(['one']);
    await as(commander, async (session) => {
      await session.query(`select pg_notify('fc_test', 'never')`);
      throw new Error('rolled back');
    }).catch(() => {});
    await notify('two');
    await expect.poll(() => heard).toEqual(['one', 'two']);
    await stop();
    await notify('three');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toEqual(['one', 'two']);
  });

  it('lets the owner change the schema in one transaction or not at all', async () => {
    await expect(opened.owner.script('create table half (id int); select nonsense;')).rejects.toMatchObject({
      code: '42703',
    });
    const rows = await opened.owner.run((session) =>
      session.query(`select to_regclass('half')::text as half`),
    );
    expect(rows).toEqual([{ half: null }]);
    await opened.owner.script('-- nothing to do\n');
    const [owner] = await opened.owner.run((session) =>
      session.query('select rolsuper as superuser from pg_roles where rolname = current_user'),
    );
    expect(owner).toEqual({ superuser: false });
  });

  it('finishes what is under way before it closes', async () => {
    const one = await open({ bare: true });
    await prepare(one);
    const answer = one.database.as(planner, (session) =>
      session.query('select 1 as n, pg_sleep(0.3)::text as slept'),
    );
    await one.database.close();
    expect(await answer).toEqual([{ n: 1, slept: '' }]);
    await expect(one.database.as(planner, (session) => session.query('select 1'))).rejects.toThrow();
  });
});

describe('both engines', () => {
  it('make equal tiles from geometry that must be clipped, simplified and repaired', async () => {
    const rows = HARD_SHAPES;
    const tiles = [];
    for (const engine of ['embedded', 'native'] as const) {
      const one = await openFresh(engine, { bare: true });
      await prepare(one);
      tiles.push(decode(await one.database.as(planner, (session) => session.tile([rows], AT))));
      await one.close();
    }
    const [embedded, native] = tiles.map((tile) => tile.hard ?? []);
    expect(embedded?.map((feature) => [feature.fid, feature.type, feature.properties])).toEqual(
      native?.map((feature) => [feature.fid, feature.type, feature.properties]),
    );
    for (const [i, feature] of (embedded ?? []).entries()) {
      // the two clip with different libraries: the area may differ by rounding at the border
      const theirs = native![i]!;
      expect(Math.abs(feature.doubleArea - theirs.doubleArea)).toBeLessThanOrEqual(
        Math.abs(theirs.doubleArea) * 0.001 + 8,
      );
      expect(feature.bounds).toEqual(theirs.bounds);
    }
  });
});

describe('the embedded engine', () => {
  it('restarts after a failure that it reported as success', async () => {
    const folder = await cloneSeed(true);
    const { database, owner } = await openEmbedded(folder);
    await owner.script(SCHEMA);
    const heard: string[] = [];
    await database.listen('fc_test', (payload) => heard.push(payload));
    // the owner may not do this either: as the superuser it would kill the engine silently
    await expect(
      owner.run((session) => session.query(`copy (select 1) to program 'cat'`)),
    ).rejects.toMatchObject({ code: '42501' });
    // "reset role" is the one way to become the superuser; then the engine dies without an error
    const error = await database
      .as(commander, async (session) => {
        await session.query('reset role');
        await session.query(`copy (select 1) to program 'cat'`);
      })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ reason: 'swallowed' });
    expect(await database.as(commander, (session) => session.query('select 1 as n'))).toEqual([{ n: 1 }]);
    // and it listens again
    await database.as(commander, (session) => session.query(`select pg_notify('fc_test', 'again')`));
    await expect.poll(() => heard).toEqual(['again']);
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('keeps everything acknowledged when its process is killed, and opens again', async () => {
    const folder = await cloneSeed(true);
    const engine = new URL('../dist/server/db/pglite.js', import.meta.url).href;
    const program = `
      const { openEmbedded } = await import('${engine}');
      const { owner } = await openEmbedded(${JSON.stringify(folder)});
      await owner.script('create table acknowledged (id int primary key)');
      for (let id = 1; ; id++) {
        await owner.run((session) => session.query('insert into acknowledged (id) values ($1)', [id]));
        console.log(id);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    for await (const lines of child.stdout) {
      acknowledged = Number(String(lines).trim().split('\n').at(-1));
      if (acknowledged >= 50) child.kill('SIGKILL');
    }
    // its output ends a moment before the process does
    if (child.signalCode === null) await once(child, 'exit');
    expect(existsSync(join(folder, 'database.lock'))).toBe(true);

    const { database, owner } = await openEmbedded(folder);
    const [stored] = await owner.run((session) =>
      session.query<{ n: number }>('select count(*) as n from acknowledged'),
    );
    expect(stored?.n).toBeGreaterThanOrEqual(acknowledged);
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('refuses a folder that another process uses, and names it', async () => {
    const folder = await cloneSeed(true);
    const { database } = await openEmbedded(folder);
    const error = await openEmbedded(folder).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Locked);
    expect((error as Error).message).toContain(String(process.pid));
    expect((error as Error).message).toMatch(/数据目录.*data folder/s);
    // the refusal did not take the lock away
    expect(existsSync(join(folder, 'database.lock'))).toBe(true);
    await database.close();
    expect(existsSync(join(folder, 'database.lock'))).toBe(false);
    await rm(folder, { recursive: true });
  });
});

describe('the lock', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourcolor-lock-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const holder = (fields: object) =>
    JSON.stringify({ pid: process.pid, began: null, host: hostname(), token: 't', ...fields });

  it('is taken over from a process that was killed', async () => {
    const path = join(folder, 'killed.lock');
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    writeFileSync(path, holder({ pid: sleeper.pid }));
    expect(() => takeLock(path)).toThrow(Locked);
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
    const letGo = takeLock(path);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    letGo();
    expect(existsSync(path)).toBe(false);
  });

  it('is taken over when the number belongs to another process now', () => {
    const path = join(folder, 'reused.lock');
    writeFileSync(path, holder({ began: 'another boot 12345' }));
    takeLock(path)();
    expect(existsSync(path)).toBe(false);
  });

  it('is respected while a process of another machine shows a sign of life', () => {
    const path = join(folder, 'elsewhere.lock');
    writeFileSync(path, holder({ host: 'another-machine' }));
    expect(() => takeLock(path)).toThrow(Locked);
  });

  it('is taken over when its file was left half-written', () => {
    const path = join(folder, 'torn.lock');
    writeFileSync(path, '{"pid":');
    takeLock(path)();
    expect(existsSync(path)).toBe(false);
  });
});

describe('the native engine', () => {
  it('reads large tiles byte for byte', async () => {
    const one = await openFresh('native', { bare: true });
    await prepare(one);
    // every byte value, in a string attribute of a 2 MB tile that arrives in many pieces
    const text = Array.from({ length: 60_000 }, (_, i) =>
      String.fromCodePoint(1 + ((i * 7919) % 0xd7fe)),
    ).join('');
    const rows: TileRows = {
      layer: 'big',
      sql: `select n::bigint as fid, st_setsrid(st_makepoint(n, n), 3857) as geom, $1 || n as text, 9007199254740991 as most from generate_series(1, 12) as n`,
      params: [text],
      attributes: ['text', 'most'],
      buffer: 64,
    };
    const bytes = await one.database.as(planner, (session) => session.tile([rows], { z: 0, x: 0, y: 0 }));
    expect(bytes.length).toBeGreaterThan(1_500_000);
    expect(bytes.includes(0x00) && bytes.includes(0xff)).toBe(true);
    const tile = decode(bytes);
    expect(tile.big?.map((feature) => feature.properties.text)).toEqual(
      Array.from({ length: 12 }, (_, i) => `${text}${i + 1}`),
    );
    await one.close();
  });

  it('warns about a login that owns tables or is a superuser, and not about an ordinary one', async () => {
    const one = await openFresh('native', { bare: true });
    await prepare(one);
    const warning = async (url: string) => {
      const { database, owner, loginWarning } = await openNative(url);
      await Promise.all([database.close(), owner.close()]);
      return loginWarning();
    };
    expect((await warning(one.urls!.superuser))?.en).toContain('superuser');
    expect((await warning(one.urls!.owner))?.zh).toContain('拥有');
    expect(await warning(one.urls!.login)).toBeNull();
    await one.close();
  });

  it('comes back after its connections were cut, listening included', async () => {
    const one = await openFresh('native', { bare: true });
    await prepare(one);
    const heard: string[] = [];
    await one.database.listen('fc_test', (payload) => heard.push(payload));
    const running = one.database.as(commander, (session) => session.query('select pg_sleep(20)'));
    const outcome = running.catch((caught: unknown) => caught);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await asSuperuser(
      one.urls!.superuser,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${LOGIN}' and datname = current_database()`,
    );
    expect(await outcome).toMatchObject({ name: 'Unavailable', reason: 'lost' });
    expect(await one.database.as(commander, (session) => session.query('select 1 as n'))).toEqual([{ n: 1 }]);
    await expect
      .poll(
        async () => {
          await one.database.as(commander, (session) => session.query(`select pg_notify('fc_test', 'back')`));
          return heard.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    await one.close();
  });

  it('says that the database cannot be reached', async () => {
    const url = new URL(urlFor(inject('native').url, LOGIN, 'postgres'));
    url.port = '1';
    await expect(openNative(url.href)).rejects.toMatchObject({ name: 'Unavailable', reason: 'lost' });
  });
});

// ---------------------------------------------------------------- tiles to compare

const AT: TileAddress = { z: 10, x: 800, y: 420 };
/** Tile units → EPSG:3857 metres, as SQL. */
const HALF = 20037508.342789244;
const UNIT = (2 * HALF) / 2 ** AT.z / 4096;
const at = (x: number, y: number) => `${-HALF + (AT.x * 4096 + x) * UNIT} ${HALF - (AT.y * 4096 + y) * UNIT}`;
const path = (...points: readonly (readonly [number, number])[]) =>
  `(${points.map(([x, y]) => at(x, y)).join(', ')})`;
const shape = (wkt: string) => `st_setsrid(st_geomfromtext('${wkt}'), 3857)`;

const SHAPES: readonly TileRows[] = [
  {
    layer: 'points',
    sql: `select * from (values
  (7::bigint, ${shape(`POINT(${at(100, 200)})`)}, '化工厂'::text, 2::smallint, null::int, 1.5::float8, true, -3::bigint),
  (8, ${shape(`POINT(${at(4150, 10)})`)}, 'in the margin', 1, 4, -0.25, false, 5),
  (9, ${shape(`POINT(${at(4200, 10)})`)}, 'outside', 1, 4, 0, false, 5),
  (10, ${shape(`MULTIPOINT(${at(1, 2)}, ${at(3, 4)})`)}, 'two', 1, 4, 2, false, 5)
) as v (fid, geom, name, grade, people, factor, open, change)
where grade <= $1 order by fid`,
    params: [2],
    attributes: ['name', 'grade', 'people', 'factor', 'open', 'change'],
    buffer: 64,
  },
  {
    layer: 'lines',
    sql: `select 1::bigint as fid, ${shape(`MULTILINESTRING(${path([-500, 100], [1000, 100], [1000, 900])}, ${path([10, 10], [20, 30])})`)} as geom`,
    params: [],
    attributes: [],
    buffer: 64,
  },
  {
    layer: 'areas',
    sql: `select 1::bigint as fid, ${shape(`POLYGON(${path([0, 0], [0, 1000], [1000, 1000], [1000, 0], [0, 0])}, ${path([200, 200], [200, 400], [400, 400], [400, 200], [200, 200])})`)} as geom, 'holed' as name
union all
select 2, ${shape(`MULTIPOLYGON((${path([2000, 2000], [2100, 2000], [2100, 2100], [2000, 2100], [2000, 2000])}), (${path([3000, 3000], [3100, 3000], [3100, 3100], [3000, 3100], [3000, 3000])}))`)}, 'two'
order by fid`,
    params: [],
    attributes: ['name'],
    buffer: 64,
  },
];

const EXPECTED = {
  points: [
    expect.objectContaining({
      fid: 7,
      type: 1,
      properties: { name: '化工厂', grade: 2, factor: 1.5, open: true, change: -3 },
      geometry: [[[100, 200]]],
    }),
    expect.objectContaining({
      fid: 8,
      type: 1,
      properties: { name: 'in the margin', grade: 1, people: 4, factor: -0.25, open: false, change: 5 },
      geometry: [[[4150, 10]]],
    }),
    expect.objectContaining({
      fid: 10,
      type: 1,
      properties: { name: 'two', grade: 1, people: 4, factor: 2, open: false, change: 5 },
      geometry: [[[1, 2]], [[3, 4]]],
    }),
  ],
  lines: [
    expect.objectContaining({
      fid: 1,
      type: 2,
      properties: {},
      geometry: [
        [
          [-64, 100],
          [1000, 100],
          [1000, 900],
        ],
        [
          [10, 10],
          [20, 30],
        ],
      ],
    }),
  ],
  areas: [
    // outer rings positive, holes negative (y down)
    expect.objectContaining({
      fid: 1,
      type: 3,
      properties: { name: 'holed' },
      ringAreas: [1_000_000, -40_000],
      bounds: [0, 0, 1000, 1000],
    }),
    expect.objectContaining({
      fid: 2,
      type: 3,
      properties: { name: 'two' },
      ringAreas: [10_000, 10_000],
      bounds: [2000, 2000, 3100, 3100],
    }),
  ],
};

/** A circle far larger than the tile, a bow tie, a speck, a star with 2,000 corners across the border, a zigzag line. */
const star = path(
  ...Array.from({ length: 2001 }, (_, i): [number, number] => {
    const turn = ((i % 2000) / 2000) * 2 * Math.PI;
    const r = i % 2 ? 700 : 500;
    return [4096 + r * Math.cos(turn), 2000 + r * Math.sin(turn)];
  }),
);
const HARD_SHAPES: TileRows = {
  layer: 'hard',
  sql: `select * from (values
  (1::bigint, st_buffer(${shape(`POINT(${at(2000, 2000)})`)}, ${9000 * UNIT}), 'all'),
  (2, ${shape(`POLYGON(${path([100, 100], [300, 300], [300, 100], [100, 300], [100, 100])})`)}, 'bow tie'),
  (3, ${shape(`POLYGON(${path([10, 10], [10.2, 10], [10.2, 10.2], [10, 10])})`)}, 'speck'),
  (4, ${shape(`POLYGON(${star})`)}, 'star'),
  (5, ${shape(`LINESTRING${path([-100, 0], [4200, 0.2], [4200, 300], [2000, 300.1], [1999.9, 300])}`)}, 'zigzag'),
  (6, ${shape(`POLYGON(${path([3000, -2000], [5000, -2000], [5000, 500], [3000, 500], [3000, -2000])}, ${path([3500, -500], [3600, -500], [3600, 200], [3500, 200], [3500, -500])})`)}, 'corner')
) as v (fid, geom, name) order by fid`,
  params: [],
  attributes: ['name'],
  buffer: 64,
};

/** The tile's features by layer; checks version and extent on the way. */
function decode(bytes: Uint8Array) {
  const tile = new VectorTile(new PbfReader(bytes));
  return Object.fromEntries(
    Object.entries(tile.layers).map(([name, layer]) => {
      expect([layer.version, layer.extent]).toEqual([2, 4096]);
      const features = Array.from({ length: layer.length }, (_, i) => {
        const feature = layer.feature(i);
        const geometry = feature.loadGeometry().map((ring) => ring.map(({ x, y }) => [x, y] as const));
        const ringAreas = geometry.map((ring) => doubleArea(ring) / 2);
        const all = geometry.flat();
        const xs = all.map(([x]) => x);
        const ys = all.map(([, y]) => y);
        return {
          fid: feature.id,
          type: feature.type,
          properties: feature.properties,
          geometry,
          ringAreas,
          doubleArea: ringAreas.reduce((sum, area) => sum + area * 2, 0),
          bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
        };
      });
      return [name, features];
    }),
  );
}

function doubleArea(ring: readonly (readonly [number, number])[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
}
