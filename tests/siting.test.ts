/** Risk of targets, societal risk and siting through the API, and the studies that people keep. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readySource, riskAt, sourceOf } from '../data/risk/field.ts';
import { DEMO_ROSE } from '../data/tables/wind-rose.ts';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, smallEnterprises, TOWNSHIP, WEST } from './harness/small-city.ts';

const at = [WEST + SIDE / 2, SOUTH + SIDE / 2] as const;
const INVENTORY = [{ substance: '氯', cas: '7782-50-5', quantityT: 12, state: '加压液化' }];
const east = (metres: number) => metres / (111_195 * Math.cos((at[1] * Math.PI) / 180));
/** Metres east of the unit, class, service. */
const TARGETS = [
  ['school', 300, 'high_sensitive', 'new'],
  ['shop', 420, 'general_3', 'in_service'],
  ['house', 900, 'general_1', 'in_service'],
  ['unclear', 500, null, 'in_service'],
  ['ageless', 600, 'general_2', null],
  ['away', 30_000, 'high_sensitive', 'new'],
] as const;
const LIMIT = { school: 3e-7, shop: 3e-5, house: 3e-6, away: 3e-7 } as const;

const plant = (quantityT: number, metres = 0, id = 'p1') => ({
  id,
  kind: 'plant',
  name: '拟建氯库',
  unitKind: 'tank_farm',
  at: [at[0] + east(metres), at[1]],
  inventory: [{ substance: '氯', cas: '7782-50-5', quantityT, state: '加压液化' }],
});
const building = (metres: number, targetClass = 'high_sensitive', people = 400, id = 'b1') => ({
  id,
  kind: 'building',
  name: '拟建学校',
  at: [at[0] + east(metres), at[1]],
  class: targetClass,
  targetKind: 'school',
  service: 'new',
  peopleDay: people,
  peopleNight: 5,
});

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  let township: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, smallEnterprises(10));
    await opened.database.as(servant('admin', 'test'), async (session) => {
      await session.query(
        `insert into fourcolor.major_hazards (source, source_id, id, name, kind, geom)
         values ('test', 'm1', '', '测试氯库', 'tank_farm', st_setsrid(st_point($1::float8, $2::float8), 4326))`,
        [...at],
      );
      for (const { substance, cas, quantityT, state } of INVENTORY)
        await session.query(
          `insert into fourcolor.inventories (owner_id, substance, cas, quantity_t, threshold_t, beta, state)
           values ('test:m1', $1::text, $2::text, $3::float8, 5, 4, $4::text)`,
          [substance, cas, quantityT, state],
        );
      for (const [id, metres, targetClass, service] of TARGETS)
        await session.query(
          `insert into fourcolor.protected_targets (source, source_id, id, name, kind, class, service, people_day, people_night, geom)
           values ('test', $1, '', $1, 'school', $2, $3, 100, 10, st_setsrid(st_point($4::float8, $5::float8), 4326))`,
          [id, targetClass, service, at[0] + east(metres), at[1]],
        );
      // one census unit of 1 km about the unit
      await session.query(
        `insert into fourcolor.population (source, source_id, id, residents, people_day, geom)
         values ('test', 'c1', '', 2000, 1500, st_multi(st_makeenvelope($1::float8, $2::float8, $3::float8, $4::float8, 4326)))`,
        [at[0] - east(500), at[1] - 0.0045, at[0] + east(500), at[1] + 0.0045],
      );
    });
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
  });
  afterAll(() => api?.close());

  const run = async (process: string, inputs: object, cookie = planner) => {
    const answer = await api.ask(`/ogc/processes/${process}/execution`, { cookie, body: { inputs } });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of the answer
    return answer.json() as Promise<any>;
  };
  const status = async (process: string, inputs: object, cookie?: string) =>
    (
      await api.ask(`/ogc/processes/${process}/execution`, {
        ...(cookie ? { cookie } : {}),
        body: { inputs },
      })
    ).status;
  const known = readySource(
    sourceOf({ id: 'm1', name: '', kind: 'tank_farm', lon: at[0], lat: at[1], inventory: INVENTORY }),
    DEMO_ROSE,
  );
  const bbox = [at[0] - 0.02, at[1] - 0.02, at[0] + 0.02, at[1] + 0.02];

  describe('risk-targets', () => {
    it('judges each target by its class and the field, worst first; the unknown is never compliant', async () => {
      const answer = await run('risk-targets', { bbox });
      expect(answer).toMatchObject({ count: 5, unknown: 2, truncated: false });
      expect(answer.compliant + answer.exceeding + answer.unknown).toBe(5);
      expect(answer.byClass.not_classified).toMatchObject({ count: 1, unknown: 1 });
      for (const { properties, geometry } of answer.features.features) {
        const ir = riskAt([known], geometry.coordinates[0], geometry.coordinates[1]);
        expect(Math.abs(properties.irPerYr / ir - 1)).toBeLessThan(1e-5);
        const limit = LIMIT[properties.name as keyof typeof LIMIT] ?? null;
        expect(properties.limitPerYr).toBe(limit);
        expect(properties.state).toBe(limit === null ? 'unknown' : ir <= limit ? 'compliant' : 'exceeding');
        expect(properties.units[0]).toMatchObject({ unitId: 'test:m1', layer: 'major_hazards' });
        expect(properties.units[0].share).toBeCloseTo(1, 6);
      }
      expect(answer.features.features[0].properties.name).toBe('school');
      const exceeding = await run('risk-targets', { bbox, state: 'exceeding', limit: 1 });
      expect(exceeding.features.features).toHaveLength(1);
      expect(exceeding.count).toBe(5);
    });
    it('takes what is proposed, leaves out what is thought away, and sees what the person sees', async () => {
      const more = await run('risk-targets', { bbox, add: [plant(30), building(250)] });
      expect(more.count).toBe(6);
      const none = await run('risk-targets', { bbox, remove: ['test:m1'] });
      expect(
        none.features.features.every(
          (one: { properties: { irPerYr: number } }) => one.properties.irPerYr === 0,
        ),
      ).toBe(true);
      // the census unit and the targets lie in the middle township, which is this one; others see nothing
      expect(
        (await run('risk-targets', { bbox: [WEST, SOUTH, WEST + SIDE, SOUTH + SIDE] }, township)).count,
      ).toBeLessThanOrEqual(6);
      const elsewhere = await api.signIn('elsewhere', 'planner', { regions: ['990101001000'] });
      expect((await run('risk-targets', { bbox }, elsewhere)).count).toBe(0);
      expect(await status('risk-targets', { bbox })).toBe(404);
      expect(await status('risk-targets', {}, planner)).toBe(422);
    });
  });

  describe('societal-risk', () => {
    it('counts the people of the census once and stands between lines with their source', async () => {
      const answer = await run('societal-risk', { bbox });
      // the census unit and the targets outside it
      expect(answer.people).toEqual({ day: 1500 + 300, night: 2000 + 30 });
      expect(answer.pllPerYr).toBeGreaterThan(0);
      expect(answer.byUnit).toEqual([
        { unitId: 'test:m1', name: '测试氯库', pllPerYr: answer.pllPerYr, share: 1 },
      ]);
      expect(answer.lines.source.zh).toContain('GB 36894-2018');
      expect(['above', 'alarp', 'below']).toContain(answer.within);
      const [day, night] = await Promise.all(
        ['day', 'night'].map((time) => run('societal-risk', { bbox, time })),
      );
      expect(answer.pllPerYr).toBeCloseTo((10.5 / 24) * day.pllPerYr + (13.5 / 24) * night.pllPerYr, 12);
      expect(await status('societal-risk', { bbox })).toBe(404);
    });
    it('never falls with a plant more', async () => {
      const before = await run('societal-risk', { bbox });
      const after = await run('societal-risk', { bbox, add: [plant(20, 100)] });
      expect(after.pllPerYr).toBeGreaterThan(before.pllPerYr);
      const f = (curve: { n: number; fPerYr: number }[], n: number) =>
        curve.find((one) => one.n >= n * 0.999999)?.fPerYr ?? 0;
      for (const { n, fPerYr } of before.fn.slice(0, -1))
        expect(f(after.fn, n)).toBeGreaterThanOrEqual(fPerYr * 0.999);
    });
  });

  describe('siting', () => {
    it('refuses a school within the line of its class with the reason, and lets it be farther away', async () => {
      const [near, far] = [300, 30_000];
      const answer = await run('siting', {
        proposals: [
          building(near, 'high_sensitive', 400, 'near'),
          building(far, 'high_sensitive', 400, 'far'),
        ],
      });
      const [bad, good] = answer.proposals;
      expect(bad).toMatchObject({
        id: 'near',
        kind: 'building',
        verdict: 'exceeds',
        compliant: false,
        limitPerYr: 3e-7,
      });
      expect(bad.timesLimit).toBeCloseTo(bad.irPerYr / 3e-7, 6);
      expect(bad.inside).toContain(3e-7);
      expect(bad.reasons[0].zh).toContain('测试氯库');
      expect(bad.advice).toMatchObject({ advise: 'against', sensitivity: 4 });
      expect(bad.pllPerYr).toBeGreaterThan(0);
      expect(good).toMatchObject({ verdict: 'within', irPerYr: 0, inside: [], pllPerYr: 0 });
      expect(good.advice).toMatchObject({ zone: 'outside', advise: 'not_against' });
      expect(answer.after.pllPerYr - answer.before.pllPerYr).toBeCloseTo(bad.pllPerYr, 12);
      expect(answer.note.zh).toContain('决策参考');
      expect(answer.lines.confidence.zh).toContain('标准');
    });

    it('names the targets whose verdict a plant changes, and what it adds to each', async () => {
      const answer = await run('siting', { proposals: [plant(60, 800)] });
      const [made] = answer.proposals;
      expect(made).toMatchObject({ kind: 'plant', computed: true, verdict: 'exceeds' });
      expect(made.targets.changed.length).toBe(made.targets.affected);
      for (const one of made.targets.changed) {
        expect(one.afterPerYr).toBeCloseTo(one.beforePerYr + one.byProposalPerYr, 12);
        if (one.stateBefore === 'exceeding') expect(one.stateAfter).toBe('exceeding');
      }
      const newly = made.targets.changed.filter(
        (one: { stateBefore: string; stateAfter: string }) =>
          one.stateBefore === 'compliant' && one.stateAfter === 'exceeding',
      );
      expect(made.targets.newlyExceeding).toBe(newly.length);
      expect(made.targets.unknown).toBe(2);
      const distances = made.contours.map(({ distanceM }: { distanceM: number }) => distanceM);
      expect(distances).toEqual(distances.toSorted((a: number, b: number) => b - a));
      expect(answer.after.pllPerYr).toBeGreaterThan(answer.before.pllPerYr);
    });

    it('knows what a fire of the plant may damage', async () => {
      const lpg = {
        ...plant(200, 150),
        inventory: [{ substance: '液化石油气', cas: '68476-85-7', quantityT: 200, state: '加压液化' }],
      };
      const { escalation } = (await run('siting', { proposals: [lpg] })).proposals[0];
      expect(escalation.zones.length).toBeGreaterThan(0);
      expect(escalation.majorHazards[0]).toMatchObject({ id: 'test:m1' });
      const preview = await run('siting', { proposals: [lpg], preview: true });
      expect(preview.preview).toBe(true);
      expect(preview.proposals[0].escalation).toBeNull();
    });

    it('says what it cannot tell of a plant without known substances', async () => {
      const odd = {
        ...plant(5),
        inventory: [{ substance: '没有这种东西', quantityT: 5, state: '加压液化' }],
      };
      const [made] = (await run('siting', { proposals: [odd] })).proposals;
      expect(made).toMatchObject({ verdict: 'unknown', computed: false });
      expect(made.missing[0].zh).toContain('没有物性数据');
    });

    it('moves risk rather than doubling it when a unit is thought away', async () => {
      const moved = await run('siting', { proposals: [plant(12, 30_000)], remove: ['test:m1'] });
      expect(moved.after.pllPerYr).toBeLessThan(moved.before.pllPerYr);
    });

    it('never lowers a risk or betters a verdict by a plant more', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: -1500, max: 1500 }),
          fc.constantFrom(5, 20, 60),
          async (metres, tonnes) => {
            const answer = await run('siting', { proposals: [plant(tonnes, metres)], preview: true });
            for (const one of answer.proposals[0].targets.changed) {
              expect(one.afterPerYr).toBeGreaterThanOrEqual(one.beforePerYr);
              expect(one.stateBefore === 'exceeding' && one.stateAfter === 'compliant').toBe(false);
            }
            expect(answer.after.pllPerYr).toBeGreaterThanOrEqual(answer.before.pllPerYr);
          },
        ),
        { numRuns: 8 },
      );
    });

    it('refuses ids that are taken, and visitors', async () => {
      expect(await status('siting', { proposals: [plant(1), plant(1, 50)] }, planner)).toBe(422);
      expect(await status('siting', { proposals: [{ ...plant(1), id: 'test:m1' }] }, planner)).toBe(422);
      expect(await status('siting', { proposals: [plant(1)] })).toBe(404);
    });
  });

  describe('siting studies', () => {
    const ask = (path: string, method: string, cookie: string, body?: object) =>
      api.ask(`/api/siting-studies${path}`, { method, cookie, ...(body ? { body } : {}) });
    const asAuditor = async (sql: string, values: unknown[]) =>
      opened.database.as(servant('audit', 'test'), (session) =>
        session.query<Record<string, unknown>>(sql, values),
      );

    it('are computed, kept, changed, deleted and restored by their person, each time with an entry', async () => {
      const answer = await ask('', 'POST', planner, { name: '方案一', proposals: [building(300)] });
      expect(answer.status).toBe(201);
      const study = await answer.json();
      expect(study).toMatchObject({ name: '方案一', mine: true, deletedAt: null, time: 'mean' });
      expect(study.answer.proposals[0].verdict).toBe('exceeds');
      expect(study.fieldVersion).toBe(study.answer.fieldVersion);
      const path = `/${study.id}`;
      const moved = await (await ask(path, 'PUT', planner, { proposals: [building(30_000)] })).json();
      expect(moved.answer.proposals[0].verdict).toBe('within');
      const renamed = await (await ask(path, 'PUT', planner, { name: '方案 B' })).json();
      expect(renamed).toMatchObject({ name: '方案 B', computedAt: moved.computedAt });
      expect((await ask(path, 'DELETE', planner)).status).toBe(204);
      const names = async (query: string) =>
        (await (await ask(query, 'GET', planner)).json()).studies.map(({ id }: { id: string }) => id);
      expect(await names('')).not.toContain(study.id);
      expect(await names('?deleted=true')).toContain(study.id);
      expect((await (await ask(`${path}/restore`, 'POST', planner)).json()).deletedAt).toBeNull();
      expect(await names('')).toContain(study.id);
      const events = await asAuditor(
        "select action, role, user_id, before, after from fourcolor.events where layer = 'siting_studies' and object_id = $1 order by id",
        [study.id],
      );
      expect(events.map(({ action }) => action)).toEqual(['insert', 'update', 'update', 'delete', 'update']);
      expect(events[2]).toMatchObject({ before: { name: '方案一' }, after: { name: '方案 B' } });
      expect(events.every(({ user_id }) => user_id !== null)).toBe(true);
    });

    it('are seen by their person and auditors alone', async () => {
      const study = await (
        await ask('', 'POST', planner, { name: '我的', proposals: [building(500)] })
      ).json();
      const path = `/${study.id}`;
      const other = await api.signIn('other', 'planner');
      expect((await ask(path, 'GET', other)).status).toBe(404);
      expect((await ask(path, 'PUT', other, { name: 'x' })).status).toBe(404);
      expect((await ask(path, 'DELETE', other)).status).toBe(404);
      expect((await (await ask('', 'GET', other)).json()).studies).toEqual([]);
      const auditor = await api.signIn('auditor', 'audit');
      expect(await (await ask(path, 'GET', auditor)).json()).toMatchObject({ name: '我的', mine: false });
      expect((await ask(path, 'PUT', auditor, { name: 'x' })).status).toBe(403);
      expect((await ask('', 'POST', auditor, { name: 'x', proposals: [building(1)] })).status).toBe(403);
      expect((await ask('', 'GET', '')).status).toBe(404);
      expect((await ask(path, 'GET', await api.signIn('officer', 'security'))).status).toBe(404);
      // in the database as well
      const row = await opened.database.as(
        { role: 'commander', userId: 'somebody', regions: null, sectors: null },
        (session) => session.query('select id from fourcolor.siting_studies'),
      );
      expect(row).toEqual([]);
      await expect(
        opened.database.as({ role: 'planner', userId: 'somebody', regions: null, sectors: null }, (session) =>
          session.query(
            `insert into fourcolor.siting_studies (owner_id, name, proposals, answer, field_version, computed_at)
             values ('another', 'x', '[]', '{}', 'v', now())`,
          ),
        ),
      ).rejects.toThrow(/row-level security/);
      for (const role of ['planner', 'admin', 'audit'] as const)
        await expect(
          opened.database.as(servant(role, 'test'), (session) =>
            session.query('delete from fourcolor.siting_studies'),
          ),
        ).rejects.toThrow(/permission denied/);
    });

    it('refuse names and proposals that make no study', async () => {
      for (const body of [
        { name: ' ', proposals: [building(1)] },
        { name: 'x', proposals: [] },
        { name: 'x', proposals: [{ kind: 'plant' }] },
        { name: 'x', proposals: [building(1)], answer: {} },
      ])
        expect((await ask('', 'POST', planner, body)).status).toBe(422);
      expect((await ask('/not-an-id', 'GET', planner)).status).toBe(404);
    });
  });
});
