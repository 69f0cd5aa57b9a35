/** α of GB 18218-2018: residents within 500 m outward of the border of the plant, from the census, and what is said without one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, WEST } from './harness/small-city.ts';

/** Middle of the plants, and metres as degrees there. */
const LON = WEST + SIDE / 2;
const LAT = SOUTH + SIDE / 2;
const lonOf = (eastM: number) => LON + eastM / (111_320 * Math.cos((LAT * Math.PI) / 180));
const latOf = (northM: number) => LAT + northM / 110_850;
/** A square of so many metres around a place so many metres east of the middle. */
const square = (eastM: number, sideM: number) =>
  `st_multi(st_makeenvelope(${lonOf(eastM - sideM / 2)}, ${latOf(-sideM / 2)}, ${lonOf(eastM + sideM / 2)}, ${latOf(sideM / 2)}, 4326))`;

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  let admin: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    admin = await api.signIn('admin', 'admin');
    await opened.database.as(servant('admin', 'test'), async (session) => {
      // 40 live inside the fence, 60 at 900 m from the middle: 400 m outside it; 1000 at 1600 m
      await session.query(
        `insert into fourcolor.population (source, source_id, id, residents, counted_on, geom)
         values
           ('test', 'inside', '', 40, '2020-11-01', ${square(0, 100)}),
           ('test', 'beside', '', 60, '2020-11-01', ${square(900, 100)}),
           ('test', 'far', '', 1000, '2020-11-01', ${square(1600, 100)})`,
      );
      // chlorine: Q = 5 t, β = 4; 20 t make R = α · 16
      for (const [id, boundary] of [
        ['bounded', square(0, 1000)],
        ['unbounded', 'null'],
      ]) {
        await session.query(
          `insert into fourcolor.major_hazards (source, source_id, id, name, kind, geom, boundary)
           values ('test', $1, '', $1, 'storage', st_setsrid(st_point(${LON}, ${LAT}), 4326), ${boundary})`,
          [id],
        );
        await session.query(
          `insert into fourcolor.inventories (owner_id, substance, quantity_t, threshold_t, beta)
           values ('test:' || $1, '氯', 20, 5, 4)`,
          [id],
        );
      }
    });
    const answer = await api.ask('/api/regrade', { cookie: admin, body: {} });
    expect([answer.status, answer.ok]).toEqual([answer.status, true]);
  }, 400_000);
  afterAll(() => api?.close());

  const explain = async (id: string) =>
    api.json('/ogc/processes/grade-explain/execution', {
      cookie: planner,
      body: { inputs: { layer: 'major_hazards', id } },
    });

  it('counts who lives outside the fence within 500 m, not who lives inside it or farther away', async () => {
    const explained = await explain('test:bounded');
    const residents = explained.inputs.find(({ name }: { name: { zh: string } | string }) =>
      JSON.stringify(name).includes('500 m'),
    );
    expect(residents.value).toBe(60);
    // 50 to 99 residents: α = 1.5, so R = 24
    expect(explained.numbers).toBe('R = 1.5 × (4×20/5) = 24');
    expect(explained.outside ?? []).toEqual([]);
  });

  it('counts around the place where the border is not registered, and says so', async () => {
    const explained = await explain('test:unbounded');
    expect(explained.numbers).toBe('R = 1.2 × (4×20/5) = 19.2');
    expect(JSON.stringify(explained.outside)).toMatch(/厂区边界未登记|border of the plant is not registered/);
  });

  it('finds the sources without a border by one click', async () => {
    const found = await api.json('/ogc/collections/major_hazards/items?filter=no_boundary()', {
      cookie: planner,
    });
    expect(found.features.map(({ id }: { id: string }) => id)).toEqual(['test:unbounded']);
    const facts = await api.json('/api/filter-facts', { cookie: planner, body: { layer: 'major_hazards' } });
    expect(facts.conditions).toMatchObject([{ id: 'no_boundary', all: 1 }, { id: 'no_responsible' }]);
  });
});
