/** The story of a planner: signs in, keeps the red ones, reads a card, and asks what lies around. */
import type { GeoJSONSource } from 'maplibre-gl';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { GRADE_WORDS } from '../../data/grade.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import { countedOnMap, openBrowser, PATIENCE, picture, sourced, still, type Visit } from './browsing.ts';

interface Item {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number] };
  readonly properties: { readonly name: string; readonly sector: string; readonly grade: 1 | 2 | 3 | 4 };
}

describe('A planner', () => {
  const open = openBrowser();
  let visit: Visit;
  let page: Page;
  let item: Item;
  const card = () => page.getByRole('complementary', { name: '对象卡片' });
  const json = async (path: string) => (await page.request.get(path)).json();

  beforeAll(async () => {
    visit = await open();
    page = visit.page;
  });

  it('signs in with one click on a demo account', async () => {
    await page.getByRole('button', { name: '登录' }).click();
    await page
      .getByRole('button', { name: /^planner\b/ })
      .first()
      .waitFor();
    await picture(page, 'sign-in');
    await page.getByRole('button', { name: /^planner 查看/ }).click();
    await page.getByRole('button', { name: '风险评估员（演示），账号菜单' }).waitFor();
    await page.getByText('模拟数据', { exact: true }).first().waitFor();
  });

  it('keeps only the red enterprises with the legend, and the map follows', async () => {
    const { layers } = await json('/api/layers');
    const { byGrade, count } = layers.find(({ id }: { id: string }) => id === 'enterprises');
    await expect.poll(() => still(page).then(() => countedOnMap(page)), PATIENCE).toBe(count);
    const legend = page.getByRole('list', { name: '企业' });
    const pressed = () =>
      legend.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed')));
    expect(await pressed()).toEqual(['true', 'true', 'true', 'true', 'true']);
    await legend.getByRole('button', { name: /^重大/ }).click({ modifiers: ['Alt'] });
    expect(await pressed()).toEqual(['true', 'false', 'false', 'false', 'false']);
    await expect.poll(() => still(page).then(() => countedOnMap(page)), PATIENCE).toBe(byGrade['1']);
    const cells = await sourced(page, 'enterprises', 'enterprises_cells');
    expect(cells.every(({ n, g1, worst }) => n === g1 && worst === 1)).toBe(true);
    await picture(page, 'planner-red');
    await page.getByRole('button', { name: '全部显示' }).click();
    expect(await pressed()).toEqual(['true', 'true', 'true', 'true', 'true']);
  });

  it('searches an enterprise by its name and reads its card', async () => {
    const { features } = await json('/ogc/collections/enterprises/items?filter=grade%3D1&limit=1');
    item = features[0];
    const { name, grade, sector } = item.properties;
    await page.getByRole('combobox', { name: '搜索' }).fill(name);
    await page.getByRole('option', { name }).first().click();
    await card().getByRole('heading', { name, exact: true }).waitFor();
    const text = await card().textContent();
    expect(text).toContain(GRADE_WORDS[grade].zh);
    expect(text).toContain(SECTORS.find(({ id }) => id === sector)?.zh);
    await still(page);
    await picture(page, 'planner-card');
  });

  it('asks what lies around it and gets the list that the server counts', async () => {
    await card().getByRole('button', { name: '周边查询' }).click();
    await page.getByRole('button', { name: '3 km' }).click();
    await page.getByRole('button', { name: '开始查询' }).click();
    const answer = await page.request.post('/ogc/processes/within/execution', {
      data: { inputs: { layers: ['enterprises'], geometry: item.geometry.coordinates, radiusM: 3000 } },
    });
    const { count } = (await answer.json()).layers.enterprises;
    expect(count).toBeGreaterThan(1);
    await page.getByText(`共 ${count} 个`, { exact: true }).waitFor();
    const table = page.getByRole('table', { name: '查询结果' });
    expect(await table.getAttribute('aria-rowcount')).toBe(String(count + 1));
    await still(page);
    await picture(page, 'planner-results');
  });

  it('selects on the map what is chosen in the list', async () => {
    const row = page.getByRole('table', { name: '查询结果' }).getByRole('row').nth(2).getByRole('button');
    const name = (await row.textContent()) ?? '';
    expect(name).not.toBe(item.properties.name);
    await row.click();
    await card().getByRole('heading', { name, exact: true }).waitFor();
    expect(await row.getAttribute('aria-current')).toBe('true');
    const id = new URL(page.url()).searchParams.get('sel')?.replace('enterprises/', '');
    const chosen = await json(`/ogc/collections/enterprises/items/${id}`);
    expect(chosen.properties.name).toBe(name);
    await expect.poll(() => markedOnMap(page), PATIENCE).toEqual([chosen.geometry.coordinates]);
  });

  it('drags the circle and sees it follow without asking the server', async () => {
    await still(page);
    const from = await page.evaluate(([lon = 0, lat = 0]) => {
      const map = window.__map;
      const { left = 0, top = 0 } = map?.getCanvas().getBoundingClientRect() ?? {};
      const { x = 0, y = 0 } = map?.project([lon, lat]) ?? {};
      return { x: left + x, y: top + y };
    }, item.geometry.coordinates);
    const before = await circleOnMap(page);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    const asked = visit.requests.length;
    const seen = new Set<string>();
    for (let step = 1; step <= 6; step++) {
      await page.mouse.move(from.x + step * 5, from.y - step * 3);
      await expect.poll(async () => seen.has(await circleOnMap(page)), PATIENCE).toBe(false);
      seen.add(await circleOnMap(page));
    }
    expect(seen.has(before)).toBe(false);
    expect(visit.requests.slice(asked)).toEqual([]);
    await page.mouse.up();
    expect(visit.errors).toEqual([]);
  });
});

/** Where the ring of the selection is drawn. */
function markedOnMap(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const marks = await window.__map?.getSource<GeoJSONSource>('marks')?.getData();
    if (marks?.type !== 'FeatureCollection') return [];
    return marks.features
      .filter(({ properties }) => properties?.mark === 'selected')
      .map(({ geometry }) => (geometry.type === 'Point' ? geometry.coordinates : null));
  });
}

/** The sketched circle as text. */
function circleOnMap(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify(await window.__map?.getSource<GeoJSONSource>('sketch')?.getData()),
  );
}
