/** The prevention loop: the state machine in the database, tasks that open dangers, colours that follow, who may what. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../data/imports/fixture.ts';
import { DANGER_STATES, hiddenDangers } from '../data/layers/hidden-dangers.ts';
import { CRITERIA, criteriaOf, SECTORS_WITHOUT_CRITERIA } from '../data/loop/criteria.ts';
import { cycleOfDays, graceDays, inSeason, plannedDays, shift } from '../data/loop/schedule.ts';
import { allowedActions, TRANSITIONS } from '../data/loop/states.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { createApp } from '../server/app.ts';
import { servant, type Who } from '../server/db/database.ts';
import { SqlError } from '../server/db/errors.ts';
import { refreshStates } from '../server/due-dates.ts';
import { runImport } from '../server/imports/run.ts';
import { RULE_NAMES } from '../server/loop/refusals.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const LATER = shift(TODAY, 20);
const FIVE = {
  liablePerson: '王经理',
  deadline: LATER,
  rectification: '更换阀门',
  fundsWan: 3.5,
  emergencyPlan: '停用罐区，专人看守',
};
/** In the middle of the township of the tests. */
const at = [WEST + SIDE / 2, SOUTH + SIDE / 2] as const;

describe('days of a schedule', () => {
  const day = fc.integer({ min: 0, max: 4000 }).map((n) => shift('2024-01-01', n));
  const cycle = fc.constantFrom(
    'daily',
    'weekly',
    'fortnightly',
    'monthly',
    'quarterly',
    'half_yearly',
    'yearly' as const,
  );

  it('are the same however the period is cut', () => {
    fc.assert(
      fc.property(
        day,
        day,
        fc.nat(120),
        fc.nat(120),
        cycle,
        cycle,
        fc.constantFrom('flood', 'winter_fire', null),
        (fromOn, first, a, b, one, other, season) => {
          const rhythm = {
            cycle: one,
            season,
            seasonCycle: season === null ? null : other,
            fromOn,
            untilOn: null,
          } as const;
          const cut = shift(first, Math.min(a, b));
          const last = shift(first, Math.max(a, b));
          const whole = plannedDays(rhythm, first, last);
          const parts = [...plannedDays(rhythm, first, cut), ...plannedDays(rhythm, shift(cut, 1), last)];
          expect(parts).toEqual(whole);
          for (const { plannedOn, dueOn } of whole) {
            expect(plannedOn >= first && plannedOn <= last && plannedOn >= fromOn).toBe(true);
            expect(dueOn >= plannedOn).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
  it('follow the month, and the season has its own rhythm', () => {
    const monthly = {
      cycle: 'monthly',
      season: null,
      seasonCycle: null,
      fromOn: '2026-01-31',
      untilOn: null,
    } as const;
    expect(plannedDays(monthly, '2026-02-01', '2026-04-30').map(({ plannedOn }) => plannedOn)).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
    const flood = { ...monthly, fromOn: '2026-04-01', season: 'flood', seasonCycle: 'daily' } as const;
    expect(plannedDays(flood, '2026-04-01', '2026-04-17').map(({ plannedOn }) => plannedOn)).toEqual([
      '2026-04-01',
      '2026-04-15',
      '2026-04-16',
      '2026-04-17',
    ]);
    expect(inSeason('winter_fire', '2026-01-01')).toBe(true);
    expect(inSeason('winter_fire', '2026-06-01')).toBe(false);
    expect([1, 7, 15, 30, 90, 180, 365].map((days) => cycleOfDays(days))).toEqual([
      'daily',
      'weekly',
      'fortnightly',
      'monthly',
      'quarterly',
      'half_yearly',
      'yearly',
    ]);
    expect(graceDays('daily')).toBe(0);
  });
});

describe('criteria of major dangers', () => {
  it('have ids of their own, a clause and a source, and serve every sector at least with the definition', () => {
    expect(new Set(CRITERIA.map(({ id }) => id)).size).toBe(CRITERIA.length);
    for (const { clause, source, text } of CRITERIA)
      expect([clause, source, text.zh, text.en].every(Boolean)).toBe(true);
    for (const { id } of SECTORS) expect(criteriaOf(id).length).toBeGreaterThanOrEqual(1);
    expect(criteriaOf('city_gas').length).toBeGreaterThan(
      SECTORS_WITHOUT_CRITERIA.includes('city_gas') ? 0 : 1,
    );
  });
});

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  const cookies: Record<string, string> = {};
  const people: Record<string, Who> = {};
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(10));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      await session.query(
        `insert into fourcolor.risk_points (source, source_id, id, name, owner_layer, owner_id, owner_name, sector, unit, grade, grade_state, assessed_on, geom)
         values ('test', 'k1', '', '储罐区', 'enterprises', 'test:1', '测试企业1', 'hazmat_storage', '储罐区', 3, 'current', '2026-01-01', st_setsrid(st_point($1::float8, $2::float8), 4326)),
         ('test', 'k2', '', '装卸区', 'enterprises', 'test:2', '测试企业2', 'hazmat_storage', '装卸区', 3, 'current', '2026-01-01', st_setsrid(st_point($1::float8, $2::float8), 4326))`,
        [...at],
      );
      await session.query(
        `insert into fourcolor.control_measures (risk_point_id, class, text, cycle_days) values ('test:k2', 'engineering', '紧急切断阀完好；液位报警有效', 7)`,
      );
    });
    api = await openApi(opened);
    for (const [name, role] of [
      ['inspector', 'field'],
      ['inspector2', 'field'],
      ['planner', 'planner'],
      ['planner2', 'planner'],
      ['commander', 'commander'],
      ['auditor', 'audit'],
      ['admin', 'admin'],
    ] as const)
      cookies[name] = await api.signIn(name, role);
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    cookies.elsewhere = await api.signIn('elsewhere', 'field', { regions: ['990101001000'] });
    const accounts = await opened.database.as(servant('security', 'test'), (session) =>
      session.query<{ id: string; username: string; role: Who['role'] }>(
        'select id::text, username, role from fourcolor.accounts',
      ),
    );
    for (const { id, username, role } of accounts)
      people[username] = { role, userId: id, regions: null, sectors: null, why: 'test' };
  }, 300_000);
  afterAll(() => api.close());

  const post = (who: string, path: string, body: unknown) => api.ask(path, { cookie: cookies[who]!, body });
  const ok = async (who: string, path: string, body: unknown, status = 200) => {
    const answer = await post(who, path, body);
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const get = (who: string, path: string) => api.json(path, { cookie: cookies[who]! });
  const step = (who: string, id: string, body: object) =>
    post(who, `/api/dangers/${encodeURIComponent(id)}/steps`, body);
  const taken = (who: string, id: string, body: object) =>
    ok(who, `/api/dangers/${encodeURIComponent(id)}/steps`, body);
  const report = async (more: object = {}): Promise<string> =>
    (await ok('inspector', '/api/dangers', { name: '法兰泄漏', riskPointId: 'test:k1', ...more }, 201)).danger
      .id;
  const sql = (who: string, statement: string, params: unknown[] = []) =>
    opened.database.as(people[who]!, (session) => session.query(statement, params));
  const refusal = async (work: Promise<unknown>): Promise<string | undefined> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof SqlError)) throw error ?? new Error('It was not refused');
    return error.constraint ?? error.code;
  };
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).errors?.[0]?.code];
  const gradeOf = async (layer: string, id: string) => {
    const [row] = await opened.database.as(people.planner!, (session) =>
      session.query<{ grade: number | null }>(`select grade from fourcolor.${layer} where id = $1`, [id]),
    );
    return row!.grade;
  };
  /** A danger in a state, brought there by the inspector (rectifies) and the second one. */
  const inState = async (state: string, dangerClass: 'general' | 'major' = 'general'): Promise<string> => {
    const id = await report({ class: dangerClass, criterion: 'hazmat-5' });
    if (state === 'reported') return id;
    if (state === 'rejected') {
      await taken('planner', id, { action: 'reject', note: '不属实' });
      return id;
    }
    const steps = [
      ['planner', { action: 'verify' }],
      ['planner', { action: 'assign', ...FIVE }],
      ['inspector', { action: 'rectify', how: '已更换' }],
      ['inspector2', { action: 'pass' }],
      ['planner', { action: 'close' }],
    ] as const;
    const order = ['verified', 'rectifying', 'to_recheck', 'passed', 'closed'];
    for (const [who, body] of steps.slice(0, order.indexOf(state) + 1)) await taken(who, id, body);
    return id;
  };

  it('keeps the same state machine in the database as in the code', async () => {
    const rows = await sql(
      'planner',
      `select action, from_state as "from", to_state as "to", roles, major_roles as "majorRoles" from fourcolor.danger_transitions`,
    );
    const sorted = (list: readonly unknown[]) => list.map((row) => JSON.stringify(row)).sort();
    expect(sorted(rows)).toEqual(
      sorted(
        TRANSITIONS.map(({ action, from, to, roles, majorRoles }) => ({
          action,
          from,
          to,
          roles,
          majorRoles,
        })),
      ),
    );
    const named = (
      await opened.owner.run((session) =>
        session.query<{ name: string }>(
          `select conname as name from pg_constraint where conrelid in ('fourcolor.hidden_dangers'::regclass, 'fourcolor.tasks'::regclass, 'fourcolor.supervision_notices'::regclass) and contype = 'c'
         and conname !~ '(_check|_geom_finite)$'`,
        ),
      )
    ).map(({ name }) => name);
    expect(
      named.filter((name) => !RULE_NAMES.includes(name) && name !== 'supervision_notices_closed'),
    ).toEqual([]);
  });

  it.each(DANGER_STATES.map(({ id }) => id))(
    'lets no SQL lead from %s but along the machine',
    async (from) => {
      const id = await inState(from);
      for (const { id: to } of DANGER_STATES) {
        if (to === from || TRANSITIONS.some((one) => one.from === from && one.to === to)) continue;
        expect([
          to,
          await refusal(
            sql('admin', `update fourcolor.hidden_dangers set state = $2 where id = $1`, [id, to]),
          ),
        ]).toEqual([to, 'hidden_dangers_transition']);
      }
    },
  );

  it('offers exactly the steps that the database then accepts', async () => {
    for (const { id: state } of DANGER_STATES)
      for (const dangerClass of ['general', 'major'] as const) {
        const id = await inState(state, dangerClass);
        for (const username of ['inspector', 'inspector2', 'planner']) {
          const { may } = await get(username, `/api/dangers/${id}`);
          const role = people[username]!.role;
          const { danger } = await get(username, `/api/dangers/${id}`);
          expect(may).toEqual(
            allowedActions(
              {
                state: danger.state,
                class: danger.class,
                rectifiedBy: danger.rectified_by,
                extensionAskedBy: danger.extension_asked_by,
                listedNo: danger.listed_no,
              },
              { username, role },
            ),
          );
          // rolled back: what may not be done is refused whoever asks
          for (const { action, from, to } of TRANSITIONS) {
            if (from !== state) continue;
            const tried = opened.database.as(people[username]!, async (session) => {
              await session.query(
                `update fourcolor.hidden_dangers set state = $2, liable_person = '甲', deadline = coalesce(deadline, $3::date), rectification = '改',
                 funds_10k = 1, emergency_plan = '停' where id = $1`,
                [id, to, LATER],
              );
              throw new RangeError('undo');
            });
            const outcome = await tried.catch((error: unknown) =>
              error instanceof RangeError ? 'done' : 'refused',
            );
            expect([username, dangerClass, action, outcome]).toEqual([
              username,
              dangerClass,
              action,
              may.includes(action) ? 'done' : 'refused',
            ]);
          }
        }
      }
  }, 300_000);

  it('never lets whoever rectified recheck, not even by SQL', async () => {
    const id = await inState('to_recheck');
    expect(await codeOf(await step('inspector', id, { action: 'pass' }))).toEqual([
      409,
      'hidden_dangers_other_rechecker',
    ]);
    const set = (values: string) =>
      sql('inspector', `update fourcolor.hidden_dangers set ${values} where id = $1`, [id]);
    expect(await refusal(set(`state = 'passed', rechecked_by = 'inspector2', rechecked_at = now()`))).toBe(
      'hidden_dangers_other_rechecker',
    );
    // nobody takes the name of another
    await set(`rectified_by = 'somebody'`);
    expect((await get('planner', `/api/dangers/${id}`)).danger.rectified_by).toBe('inspector');
    await taken('inspector2', id, { action: 'pass' });
    expect(await codeOf(await step('inspector', id, { action: 'close' }))).toEqual([
      409,
      'hidden_dangers_other_closer',
    ]);
    // a list that names one person for both is refused too
    expect(
      await refusal(
        sql(
          'admin',
          `insert into fourcolor.hidden_dangers (source, source_id, id, name, state, found_at, deadline, liable_person, rectified_at, rectified_by, rechecked_at, rechecked_by, geom)
         values ('list', 'x1', '', '清单', 'passed', '2026-01-01', '2026-02-01', '甲', '2026-01-02', '甲', '2026-01-03', '甲', st_setsrid(st_point($1::float8, $2::float8), 4326))`,
          [...at],
        ),
      ),
    ).toBe('hidden_dangers_other_rechecker');
  });

  it('says in an import report which rule a row of a list breaks, and what to do about it', async () => {
    const point = { type: 'Point', coordinates: [...at] };
    const row = (id: string, values: object) => ({
      type: 'Feature',
      id,
      geometry: point,
      properties: {
        name: id,
        criterion_clause: null,
        closed_at: null,
        class: 'general',
        state: 'verified',
        found_at: '2026-01-01T00:00:00Z',
        ...values,
      },
    });
    const names = ['name', 'class', 'state', 'found_at', 'criterion_clause', 'closed_at'];
    const { problems } = await runImport(opened.database, servant('admin', 'test'), {
      today: TODAY,
      layer: hiddenDangers,
      file: fileOf(
        JSON.stringify({
          type: 'FeatureCollection',
          features: [
            row('fine', {}),
            row('no clause', { class: 'major' }),
            row('closed without a time', { state: 'closed' }),
          ],
        }),
        'list.geojson',
        1 << 16,
      ),
      mapping: {
        source: 'list',
        key: ['$id'],
        fields: Object.fromEntries(names.map((name) => [name, name])),
      },
    });
    const told = new Map(problems.map((one) => [one.row, one]));
    expect(problems.every(({ message }) => !/violates|constraint/.test(message.zh + message.en))).toBe(true);
    expect([told.get(2)?.code, told.get(2)?.message, told.get(2)?.remedy]).toEqual([
      'rule_refused',
      { zh: '重大隐患必须引用判定标准的条文。', en: 'A major danger needs the clause by which it is major.' },
      {
        zh: '给 criterion_clause（判定依据）一列，写明条文。',
        en: 'Map a column to criterion_clause and give the clause.',
      },
    ]);
    expect(told.get(3)?.code).toBe('rule_refused');
    expect(told.get(1)).toBeUndefined();
  });

  it('asks of a major danger a clause and the five before it is rectified', async () => {
    expect(
      await codeOf(
        await post('inspector', '/api/dangers', {
          name: '无依据',
          class: 'major',
          riskPointId: 'test:k1',
          verified: true,
        }),
      ),
    ).toEqual([422, 'hidden_dangers_clause']);
    const id = await inState('verified', 'major');
    expect((await get('planner', `/api/dangers/${id}`)).danger.criterion_clause).toContain('紧急切断');
    expect((await step('inspector', id, { action: 'assign', ...FIVE })).status).toBe(403);
    for (const missing of ['rectification', 'fundsWan', 'emergencyPlan']) {
      const { [missing as 'rectification']: _, ...rest } = FIVE;
      expect([missing, ...(await codeOf(await step('planner', id, { action: 'assign', ...rest })))]).toEqual([
        missing,
        422,
        'hidden_dangers_five',
      ]);
    }
    expect((await taken('planner', id, { action: 'assign', ...FIVE })).danger.state).toBe('rectifying');
  });

  it('keeps every step with who, when and why, and lets nobody change them', async () => {
    const id = await inState('to_recheck');
    await taken('inspector2', id, { action: 'fail', note: '仍有渗漏' });
    const { steps } = await get('auditor', `/api/dangers/${id}`);
    expect(steps.map(({ action, by }: { action: string; by: string }) => [action, by])).toEqual([
      ['report', 'inspector'],
      ['verify', 'planner'],
      ['assign', 'planner'],
      ['rectify', 'inspector'],
      ['fail', 'inspector2'],
    ]);
    expect(steps.at(-1).note).toBe('仍有渗漏');
    for (const who of ['planner', 'inspector', 'admin']) {
      expect(
        await refusal(sql(who, `update fourcolor.danger_steps set note = 'x' where danger_id = $1`, [id])),
      ).toBe('42501');
      expect(await refusal(sql(who, `delete from fourcolor.danger_steps where danger_id = $1`, [id]))).toBe(
        '42501',
      );
    }
    const owner = opened.owner.run((session) =>
      session.query(`delete from fourcolor.danger_steps where danger_id = $1`, [id]),
    );
    expect(await refusal(owner)).toBe('danger_steps_append_only');
    const events = await sql(
      'auditor',
      `select why from fourcolor.events where layer = 'hidden_dangers' and object_id = $1 order by id`,
      [id],
    );
    expect(events.length).toBe(5);
  });

  it('moves a deadline only by an extension that somebody else decides', async () => {
    const id = await inState('rectifying');
    expect(
      await refusal(
        sql('planner', `update fourcolor.hidden_dangers set deadline = deadline + 9 where id = $1`, [id]),
      ),
    ).toBe('hidden_dangers_deadline_fixed');
    const until = shift(LATER, 10);
    await taken('planner', id, { action: 'ask_extension', until, note: '缺配件' });
    expect(await codeOf(await step('planner', id, { action: 'grant_extension' }))).toEqual([
      409,
      'hidden_dangers_extension_decider',
    ]);
    expect((await step('inspector', id, { action: 'grant_extension' })).status).toBe(403);
    const { danger, steps } = await taken('planner2', id, { action: 'grant_extension' });
    expect([danger.deadline, danger.extension_until, steps.at(-1).action]).toEqual([
      until,
      null,
      'extension_granted',
    ]);
  });

  it('makes dangers and tasks overdue by the calendar, once, with an event', async () => {
    const id = await inState('rectifying');
    expect((await get('planner', `/api/dangers/${id}`)).danger.due_state).toBe('in_time');
    expect(await refreshStates(opened.database, shift(LATER, 1))).toBeGreaterThan(0);
    expect((await get('planner', `/api/dangers/${id}`)).danger.due_state).toBe('overdue');
    expect((await get('planner', '/api/dangers?due=overdue')).counts.overdue).toBeGreaterThan(0);
    expect((await taken('inspector', id, { action: 'rectify', how: '已改' })).danger.due_state).toBe('done');
  });

  it('changes, pauses and resumes a schedule, and plans all that an object has not planned yet', async () => {
    const patch = (who: string, id: string, values: object) =>
      api.ask(`/api/task-schedules/${id}`, { cookie: cookies[who]!, method: 'PATCH', body: values });
    const made = await ok(
      'planner',
      '/api/task-schedules',
      {
        objectLayer: 'enterprises',
        objectId: 'test:3',
        items: ['消防通道畅通'],
        cycle: 'monthly',
        season: 'flood',
        seasonCycle: 'weekly',
        fromOn: TODAY,
      },
      201,
    );
    const [{ id, title, season, regionCode }] = made.schedules;
    const [place] = await sql(
      'planner',
      `select region_code as code from fourcolor.enterprises where id = 'test:3'`,
    );
    expect([title, season, regionCode]).toEqual(['测试企业3检查', 'flood', (place as { code: string }).code]);
    expect(made.tasks).toBeGreaterThan(0);
    expect((await patch('inspector', id, { active: false })).status).toBe(403);
    expect((await patch('elsewhere', id, { active: false })).status).toBe(403);
    expect((await (await patch('planner', id, { active: false })).json()).next).toEqual([]);
    expect((await get('planner', '/api/task-schedules?active=false')).total).toBe(1);
    const daily = await (
      await patch('planner', id, { active: true, cycle: 'daily', season: null, inspector: 'inspector2' })
    ).json();
    expect([daily.season, daily.seasonCycle, daily.inspector]).toEqual([null, null, 'inspector2']);
    expect(daily.next.map(({ plannedOn }: { plannedOn: string }) => plannedOn)).toEqual(
      [0, 1, 2, 3, 4, 5].map((days) => shift(TODAY, days)),
    );
    expect(daily.next.every(({ taskId }: { taskId: string | null }) => taskId !== null)).toBe(true);
    expect(await codeOf(await patch('planner', id, { season: 'flood' }))).toEqual([
      422,
      'task_schedules_season',
    ]);
    // the measures of all risk points, once
    const whole = { objectLayer: 'enterprises', objectId: 'test:2', fromOn: TODAY, inspector: 'planner2' };
    expect((await ok('planner', '/api/task-schedules', whole, 201)).schedules.length).toBe(1);
    expect((await post('planner', '/api/task-schedules', whole)).status).toBe(422);
    // taken away, so that the tests below count their own
    await opened.owner.run(async (session) => {
      await session.query(`delete from fourcolor.tasks where source = 'loop'`);
      await session.query(`delete from fourcolor.task_schedules`);
    });
  });

  it('makes tasks from the measures of a risk point, and a failed one opens a danger that raises the colour', async () => {
    expect(
      (await post('inspector', '/api/task-schedules', { riskPointId: 'test:k2', fromOn: TODAY })).status,
    ).toBe(403);
    const made = await ok(
      'planner',
      '/api/task-schedules',
      { riskPointId: 'test:k2', fromOn: TODAY, inspector: 'inspector' },
      201,
    );
    expect([made.schedules[0].cycle, made.schedules[0].items, made.tasks]).toEqual([
      'weekly',
      ['紧急切断阀完好', '液位报警有效'],
      6,
    ]);
    expect((await ok('planner', '/api/task-schedules/run', {})).tasks).toBe(0);
    // the list says what each yields next, and that it is made already
    const [one] = (await get('auditor', '/api/task-schedules?object=enterprises/test:2')).schedules;
    expect([one.objectName, one.next.length, one.next[0].plannedOn, one.next[0].state]).toEqual([
      '测试企业2',
      6,
      TODAY,
      'to_do',
    ]);
    expect((await get('elsewhere', '/api/task-schedules')).total).toBe(0);
    const { rows, counts } = await get('inspector', '/api/tasks?mine=true&state=to_do');
    expect([rows.length, counts.toDo, rows[0].plannedOn]).toEqual([6, 6, TODAY]);
    const path = `/api/tasks/${encodeURIComponent(rows[0].id)}`;
    const result = (danger: object) => ({
      items: [
        { no: 1, result: 'fail', note: '阀门卡死', danger },
        { no: 2, result: 'pass' },
      ],
    });
    expect(
      await codeOf(await post('inspector', `${path}/result`, { items: [{ no: 1, result: 'pass' }] })),
    ).toEqual([422, 'tasks_items']);
    // all or nothing: without a clause neither danger nor result
    expect(
      await codeOf(await post('inspector', `${path}/result`, result({ name: '切断阀失灵', class: 'major' }))),
    ).toEqual([422, 'hidden_dangers_clause']);
    expect(
      (await get('inspector', path)).items.every(
        ({ result: outcome }: { result: string | null }) => outcome === null,
      ),
    ).toBe(true);

    const before = await gradeOf('risk_points', 'test:k2');
    const done = await ok(
      'inspector',
      `${path}/result`,
      result({ name: '切断阀失灵', class: 'major', criterion: 'hazmat-5' }),
    );
    expect([done.task.state, done.dangers.length, done.items[0].dangerId]).toEqual([
      'failed',
      1,
      done.dangers[0],
    ]);
    expect((await post('inspector', `${path}/result`, result({ name: '再来' }))).status).toBe(409);
    const raised = await gradeOf('risk_points', 'test:k2');
    expect(raised).toBeLessThan(before!);
    const [id] = done.dangers;
    const { danger } = await get('planner', `/api/dangers/${id}`);
    expect([
      danger.state,
      danger.task_id,
      danger.object_id,
      danger.class,
      danger.region_code.slice(0, 9),
    ]).toEqual(['verified', rows[0].id, 'test:2', 'major', TOWNSHIP.slice(0, 9)]);

    await taken('planner', id, { action: 'assign', ...FIVE });
    await taken('inspector', id, { action: 'rectify', how: '更换切断阀' });
    await taken('inspector2', id, { action: 'pass' });
    expect(await gradeOf('risk_points', 'test:k2')).toBe(raised);
    expect((await step('inspector2', id, { action: 'close' })).status).toBe(403);
    await taken('planner', id, { action: 'close' });
    expect(await gradeOf('risk_points', 'test:k2')).toBe(before);
  });

  it('numbers notices, presses a township, and lifts a listing only after the recheck', async () => {
    const notice = {
      kind: 'listing',
      target: 'region',
      regionCode: TOWNSHIP,
      addressee: '测试街道',
      title: '挂牌督办',
      deadline: LATER,
    };
    expect((await post('inspector', '/api/notices', notice)).status).toBe(403);
    const first = await ok('planner', '/api/notices', notice, 201);
    const second = await ok('planner', '/api/notices', { ...notice, title: '再督办' }, 201);
    const year = TODAY.slice(0, 4);
    expect([first.number, second.number]).toEqual([`挂牌督办〔${year}〕1号`, `挂牌督办〔${year}〕2号`]);
    expect(await codeOf(await post('planner', `/api/notices/${first.id}/close`, { note: '办结' }))).toEqual([
      409,
      'supervision_notices_transition',
    ]);
    await ok('township', `/api/notices/${first.id}/reply`, { reply: '已整改' });
    expect((await ok('planner', `/api/notices/${first.id}/close`, { note: '办结' })).state).toBe('closed');

    const id = await inState('rectifying', 'major');
    const listed = await ok(
      'planner',
      '/api/notices',
      {
        kind: 'listing',
        target: 'danger',
        dangerId: id,
        addressee: '测试企业1',
        title: '督办',
        leader: '某副市长',
        deadline: LATER,
      },
      201,
    );
    expect((await get('planner', `/api/dangers/${id}`)).danger.listed_no).toBe(listed.number);
    await ok('planner2', `/api/notices/${listed.id}/reply`, { reply: '正在整改' });
    expect(await codeOf(await post('planner', `/api/notices/${listed.id}/close`, { note: '办结' }))).toEqual([
      409,
      'supervision_notices_open_danger',
    ]);
    await taken('inspector', id, { action: 'rectify', how: '已改' });
    await taken('inspector2', id, { action: 'pass' });
    expect(await codeOf(await step('planner', id, { action: 'close' }))).toEqual([
      409,
      'hidden_dangers_listed',
    ]);
    expect(await codeOf(await post('planner2', `/api/notices/${listed.id}/close`, { note: '办结' }))).toEqual(
      [409, 'supervision_notices_other_closer'],
    );
    await ok('planner', `/api/notices/${listed.id}/close`, { note: '办结' });
    expect((await taken('planner', id, { action: 'close' })).danger.state).toBe('closed');
  });

  it('keeps photos by what they are, for those who see the danger', async () => {
    const id = await report();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const added = await upload('inspector', id, png, '现场.png');
    expect(added.status).toBe(201);
    const { id: photo, mediaType, kind } = await added.json();
    expect([mediaType, kind]).toEqual(['image/png', 'before']);
    expect((await upload('inspector', id, Buffer.from('<svg onload=alert(1)>'), 'x.png')).status).toBe(415);
    const shown = await api.ask(`/api/attachments/${photo}`, { cookie: cookies.planner! });
    expect([
      shown.status,
      shown.headers.get('content-type'),
      Buffer.from(await shown.arrayBuffer()).equals(png),
    ]).toEqual([200, 'image/png', true]);
    for (const who of ['elsewhere', undefined]) {
      const hidden = await api.ask(`/api/attachments/${photo}`, who ? { cookie: cookies[who]! } : {});
      expect([who, hidden.status]).toEqual([who, 404]);
    }
    expect((await get('planner', `/api/dangers/${id}`)).photos).toHaveLength(1);
  });
  const upload = async (who: string, id: string, bytes: Uint8Array, name: string) => {
    const boundary = 'fourcolor-test';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nbefore\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return createApp(api.services).request(
      `http://localhost/api/attachments/hidden_dangers/${encodeURIComponent(id)}`,
      {
        method: 'POST',
        headers: { cookie: cookies[who]!, 'content-type': `multipart/form-data; boundary=${boundary}` },
        body,
      },
    );
  };

  it('shows each person what lies within their scope, and lets readers write nothing', async () => {
    const id = await report();
    for (const path of [`/api/dangers/${id}`, '/api/tasks/none']) {
      expect((await api.ask(path, {})).status).toBe(404);
      expect((await api.ask(path, { cookie: cookies.elsewhere! })).status).toBe(404);
    }
    expect((await get('elsewhere', '/api/dangers')).total).toBe(0);
    expect((await get('township', '/api/dangers')).total).toBeGreaterThan(0);
    for (const who of ['commander', 'auditor']) {
      expect((await get(who, `/api/dangers/${id}`)).may).toEqual([]);
      expect((await step(who, id, { action: 'verify' })).status).toBe(403);
      expect((await post(who, '/api/dangers', { name: 'x', riskPointId: 'test:k1' })).status).toBe(403);
    }
    expect((await step('elsewhere', id, { action: 'verify' })).status).toBe(404);
    const { rows, counts, total } = await get(
      'planner',
      `/api/dangers?object=enterprises/test:1&q=${encodeURIComponent('泄漏')}&sort=name&size=2`,
    );
    expect([rows.length, total]).toEqual([
      2,
      counts.byState.reported +
        Object.entries(counts.byState).reduce(
          (sum, [state, n]) => sum + (state === 'reported' ? 0 : (n as number)),
          0,
        ),
    ]);
    const told = await api.ask('/api/dangers?colour=red', { cookie: cookies.planner! });
    expect(told.status).toBe(400);
    const english = await api.ask(`/api/dangers/${id}/steps?lang=en`, {
      cookie: cookies.planner!,
      body: { action: 'pass' },
    });
    expect([english.status, (await english.json()).detail]).toEqual([
      409,
      expect.stringContaining('not in a state'),
    ]);
  });
});
