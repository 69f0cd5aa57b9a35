/** Saved views belong to their person; what is shared, colleagues open and nobody else changes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from './harness/api.ts';
import { forEachEngine } from './harness/engines.ts';

forEachEngine((_engine, open) => {
  let api: Api;
  let planner: string;
  let colleague: string;
  beforeAll(async () => {
    api = await openApi(await open());
    planner = await api.signIn('planner', 'planner');
    colleague = await api.signIn('colleague', 'field', { regions: ['371312001000'] });
  }, 400_000);
  afterAll(() => api?.close());

  const names = async (cookie: string) =>
    (await api.json('/api/views', { cookie })).views.map(({ name }: { name: string }) => name);

  it('a view is saved, shared, deleted and brought back by its person alone', async () => {
    const link = '?where.enterprises=people%20%3E%20100';
    const made = await api.ask('/api/views', { cookie: planner, body: { name: '大企业', link } });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    expect(await names(planner)).toEqual(['大企业']);
    expect(await names(colleague)).toEqual([]);
    const patch = (cookie: string, body: object) =>
      api.ask(`/api/views/${id}`, { cookie, method: 'PATCH', body });
    expect((await patch(colleague, { shared: true })).status).toBe(404);
    expect((await patch(planner, { shared: true })).status).toBe(200);
    const [seen] = (await api.json('/api/views', { cookie: colleague })).views;
    expect(seen).toMatchObject({ name: '大企业', link, shared: true, mine: false });
    expect((await patch(colleague, { name: 'x' })).status).toBe(404);
    const remove = (cookie: string) => api.ask(`/api/views/${id}`, { cookie, method: 'DELETE' });
    expect((await remove(colleague)).status).toBe(404);
    expect((await remove(planner)).status).toBe(204);
    expect([await names(planner), await names(colleague)]).toEqual([[], []]);
    expect((await patch(planner, { deleted: false })).status).toBe(200);
    expect([await names(planner), await names(colleague)]).toEqual([['大企业'], ['大企业']]);
  });

  it('visitors have none, and a link is a query', async () => {
    expect((await api.ask('/api/views')).status).toBe(404);
    const body = { name: 'x', link: 'https://example.org' };
    expect((await api.ask('/api/views', { cookie: planner, body })).status).toBe(422);
  });
});
