/** Drawn shapes: measured by the database, one's own, shared where colleagues work, never changed unseen. */
import { area, length } from '@turf/turf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servant } from '../server/db/database.ts';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine, type Opened } from './harness/engines.ts';
import { fillSmallCity, SIDE, SOUTH, TOWNSHIP, WEST } from './harness/small-city.ts';

/** A corner of the city's south-west township, far from the middle county. */
const FAR = square(WEST + 0.01, SOUTH + 0.01, 0.02);
/** Inside the middle township of the middle county. */
const MIDDLE = square(WEST + SIDE / 2 - 0.01, SOUTH + SIDE / 2 - 0.01, 0.02);

function square(west: number, south: number, side: number) {
  const [east, north] = [west + side, south + side];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon' as const, coordinates: [ring] };
}

forEachEngine((_engine, open) => {
  let opened: Opened;
  let api: Api;
  let planner: string;
  let colleague: string;
  beforeAll(async () => {
    opened = await open();
    await fillSmallCity(opened.database, []);
    api = await openApi(opened);
    planner = await api.signIn('planner', 'planner');
    colleague = await api.signIn('colleague', 'field', { regions: [TOWNSHIP] });
  }, 400_000);
  afterAll(() => api?.close());

  const save = async (body: object, cookie = planner) => {
    const answer = await api.ask('/api/shapes', { cookie, body });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await answer.json()) as { id: string; version: number; areaM2: number; lengthM: number };
  };
  const put = (id: string, body: object, cookie = planner) =>
    api.ask(`/api/shapes/${id}`, { cookie, method: 'PUT', body });
  const names = async (cookie: string) =>
    (await api.json('/api/shapes', { cookie })).shapes.map(({ name }: { name: string }) => name).sort();

  it('measures what was drawn as the preview did, within 1 %', async () => {
    const made = await save({ name: '测量', geometry: MIDDLE });
    const preview = area(MIDDLE);
    expect(Math.abs(made.areaM2 - preview) / preview).toBeLessThan(0.01);
    const line = { type: 'LineString' as const, coordinates: MIDDLE.coordinates[0]! };
    const drawn = await save({ name: '线', geometry: line });
    const previewM = length({ type: 'Feature', properties: {}, geometry: line }, { units: 'meters' });
    expect(Math.abs(drawn.lengthM - previewM) / previewM).toBeLessThan(0.01);
    expect([drawn.areaM2, made.lengthM]).toEqual([null, drawn.lengthM]);
    for (const { id } of [made, drawn])
      await api.ask(`/api/shapes/${id}`, { cookie: planner, method: 'DELETE' });
  });

  it('is shared with those who work where it lies, and changed by its person alone', async () => {
    const far = await save({ name: '远处', geometry: FAR, shared: true });
    const near = await save({ name: '近处', geometry: MIDDLE });
    expect(await names(planner)).toEqual(['近处', '远处'].sort());
    expect(await names(colleague)).toEqual([]);
    expect((await put(near.id, { shared: true })).status).toBe(200);
    expect(await names(colleague)).toEqual(['近处']);
    expect((await put(near.id, { name: 'x' }, colleague)).status).toBe(404);
    const drop = (id: string, cookie: string) => api.ask(`/api/shapes/${id}`, { cookie, method: 'DELETE' });
    expect((await drop(near.id, colleague)).status).toBe(404);
    expect((await drop(near.id, planner)).status).toBe(204);
    expect(await names(colleague)).toEqual([]);
    expect((await put(near.id, { deleted: false })).status).toBe(200);
    expect(await names(colleague)).toEqual(['近处']);
    for (const { id } of [far, near]) await drop(id, planner);
    expect((await api.ask('/api/shapes')).status).toBe(404);
  });

  it('refuses a change of an older version and says what stands there', async () => {
    const { id, version } = await save({ name: '旧名', geometry: MIDDLE });
    const renamed = await put(id, { version, name: '新名' });
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, `"${version + 1}"`]);
    const late = await api.ask(`/api/shapes/${id}`, {
      cookie: planner,
      method: 'PUT',
      body: { name: '另一个名' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(late.status).toBe(409);
    expect((await late.json()).errors).toMatchObject([
      { pointer: '/name', code: 'changed', message: '现在是“新名”' },
    ]);
    const actions = await opened.database.as(servant('admin', 'test'), (session) =>
      session.query<{ action: string; userId: string }>(
        `select action, user_id as "userId"
         from fourcolor.events
         where layer = 'shapes'
           and object_id = $1::text
         order by id`,
        [id],
      ),
    );
    expect(actions.map(({ action }) => action)).toEqual(['insert', 'update']);
  });

  it('refuses areas that cross themselves, are larger than a province, or have too many vertices', async () => {
    const [west, south] = [WEST, SOUTH];
    const bow = [
      [west, south],
      [west + 0.1, south + 0.1],
      [west + 0.1, south],
      [west, south + 0.1],
      [west, south],
    ];
    const refused = async (geometry: object) => {
      const answer = await api.ask('/api/shapes?lang=en', { cookie: planner, body: { name: 'x', geometry } });
      expect(answer.status).toBe(422);
      return (await answer.json()).errors[0].message as string;
    };
    expect(await refused({ type: 'Polygon', coordinates: [bow] })).toContain('Self-intersection');
    expect(await refused(square(100, 20, 15))).toContain('is more than 200000 km²');
    const many = Array.from({ length: 5001 }, (_, index) => [west + index / 1e6, south]);
    expect(await refused({ type: 'LineString', coordinates: many })).toBe('More than 5000 vertices');
  });

  it('takes the good rows of a file and says what is wrong with the others', async () => {
    const rows = [
      { name: '文件一', geometry: { type: 'Point', coordinates: [WEST + 0.1, SOUTH + 0.1] } },
      { name: '文件二', geometry: { type: 'Point', coordinates: [400, SOUTH] } },
      { geometry: MIDDLE },
      { name: '文件三', geometry: MIDDLE, properties: { use: '绿地' } },
    ];
    const { saved, refused } = await api.json('/api/shapes/import', {
      cookie: planner,
      method: 'POST',
      body: { rows },
    });
    expect(saved.map(({ name }: { name: string }) => name)).toEqual(['文件一', '文件三']);
    expect(saved[1].properties).toEqual({ use: '绿地' });
    expect(refused.map(({ row }: { row: number }) => row)).toEqual([1, 2]);
    expect(refused[0].reason).toContain('几何图形无效');
  });
});
