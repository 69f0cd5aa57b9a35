/** The search table on both engines: names, pinyin and first letters, within what each reader may see. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, servant } from '../server/db/database.ts';
import { fillGazetteer } from '../server/gazetteer.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

const [LON, LAT] = [WEST + SIDE / 2, SOUTH + SIDE / 2];

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  const cookies: Record<string, string> = {};
  const asAdmin = <T>(work: (session: Session) => Promise<T>) =>
    opened.database.as(servant('admin', 'test'), work, { timeoutMs: 60_000 });
  const put = (id: string, name: string, lon = LON, lat = LAT, sector = 'chemical') =>
    asAdmin((session) =>
      session.query(
        `insert into fourcolor.enterprises (id, source, source_id, name, sector, geom)
values ('', 't', $1, $2, $5, ST_SetSRID(ST_Point($3, $4), 4326))`,
        [id, name, lon, lat, sector],
      ),
    );
  const found = async (q: string, name = 'planner') => {
    const path = `/api/search?q=${encodeURIComponent(q)}`;
    const { results } = await api.json(path, { cookie: cookies[name]! });
    return results.map((one: { name: string }) => one.name) as string[];
  };
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    api = await openApi(opened);
    cookies.planner = await api.signIn('planner', 'planner');
    cookies.township = await api.signIn('township', 'planner', { regions: [TOWNSHIP] });
    await put('1', '示例化工厂');
    await put('2', '示例重庆路加油站', WEST + 0.01, SOUTH + 0.01);
    await put('3', 'Example 3M 仓库');
  });
  afterAll(() => api?.close());

  it('finds a name at once, and by pinyin and first letters as soon as they are spelled', async () => {
    expect(await found('化工')).toEqual(['示例化工厂']);
    expect(await found('hgc')).toEqual([]);
    expect(await fillGazetteer(opened.database)).toBeGreaterThan(3);
    expect(await fillGazetteer(opened.database)).toBe(0);
    expect(await found('hgc')).toEqual(['示例化工厂']);
    expect(await found('huagong')).toEqual(['示例化工厂']);
    expect(await found('HuaGong Chang')).toEqual(['示例化工厂']);
    expect(await found('chongqing')).toEqual(['示例重庆路加油站']);
    expect(await found('example')).toEqual(['Example 3M 仓库']);
    expect(await found('100%')).toEqual([]);
  });

  it('follows new names, removals and regions', async () => {
    await asAdmin((session) =>
      session.query("update fourcolor.enterprises set name = '示例造船厂' where source_id = '1'"),
    );
    expect(await found('造船')).toEqual(['示例造船厂']);
    expect(await found('hgc')).toEqual([]);
    await fillGazetteer(opened.database);
    expect(await found('zcc')).toEqual(['示例造船厂']);
    await asAdmin((session) => session.query("delete from fourcolor.enterprises where source_id = '1'"));
    expect(await found('zcc')).toEqual([]);
    const [row] = await asAdmin((session) =>
      session.query<{ n: number }>("select count(*) as n from fourcolor.gazetteer where layer = 'regions'"),
    );
    expect(row!.n).toBeGreaterThan(10);
  });

  it('shows each reader what the rows themselves would, and visitors nothing of the register', async () => {
    await put('4', '示例镇内工厂');
    await fillGazetteer(opened.database);
    expect(await found('zngc', 'township')).toEqual(['示例镇内工厂']);
    expect(await found('chongqing', 'township')).toEqual([]);
    const { results } = await api.json('/api/search?q=zngc');
    expect(results).toEqual([]);
    // the grade of a found object comes from its own table
    await asAdmin((session) =>
      session.query(
        "update fourcolor.enterprises set grade = 2, grade_state = 'current' where source_id = '4'",
      ),
    );
    const answer = await api.json('/api/search?q=zngc', { cookie: cookies.planner! });
    expect(answer.results[0]).toMatchObject({ grade: 2, gradeState: 'current' });
  });
});
