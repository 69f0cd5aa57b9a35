/** The story of a visitor: the city's published map, and nothing about a single enterprise. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  areaOnScreen,
  asking,
  countedOnMap,
  lookAt,
  openBrowser,
  PATIENCE,
  picture,
  sourced,
  still,
  type Visit,
} from './browsing.ts';

/** Part of nearly every enterprise's name in the register. */
const COMPANY = '有限公司';

describe('A visitor', () => {
  const open = openBrowser();
  let visit: Visit;
  beforeAll(async () => {
    visit = await open('/', { reading: true });
  });
  const layers = async () => {
    const answer = await visit.page.request.get('/api/layers');
    return (await answer.json()).layers as { id: string; count: number }[];
  };

  it('sees areas of all four grades, and that the data are simulated', async () => {
    const { page } = visit;
    await page.getByRole('radio', { name: '乡镇' }).check();
    await expect
      .poll(async () => {
        await still(page);
        return page.evaluate(() => {
          const areas = window.__map?.queryRenderedFeatures({ layers: ['areas-fill-township'] }) ?? [];
          return [...new Set(areas.map(({ properties }) => properties.grade))].filter(Boolean).sort();
        });
      }, PATIENCE)
      .toEqual([1, 2, 3, 4]);
    expect(await page.getByText('模拟数据', { exact: true }).first().isVisible()).toBe(true);
    await picture(page, 'visitor');
  });

  it('sees every enterprise counted in cells, however near the map is, and none by itself', async () => {
    const { page } = visit;
    const register = (await layers()).find(({ id }) => id === 'enterprises')?.count ?? 0;
    expect(register).toBeGreaterThan(100);
    await page.getByRole('switch', { name: /显示企业/ }).click();
    await expect.poll(() => still(page).then(() => countedOnMap(page)), PATIENCE).toBe(register);
    const before = await page.evaluate(() => ({
      at: window.__map?.getCenter().toArray() ?? [],
      zoom: window.__map?.getZoom() ?? 0,
    }));
    await lookAt(page, before.at, 16);
    expect((await sourced(page, 'enterprises', 'enterprises_cells')).length).toBeGreaterThan(0);
    expect(await sourced(page, 'enterprises', 'enterprises')).toEqual([]);
    await lookAt(page, before.at, before.zoom);
  });

  it('finds a region by its name and is taken there', async () => {
    const { page } = visit;
    const answer = await page.request.get('/api/search?q=滨海区');
    const [found] = (await answer.json()).results as { name: string; bbox: number[] }[];
    expect(found?.name).toBe('滨海区');
    await page.getByRole('combobox', { name: '搜索' }).fill('滨海区');
    await page.getByRole('option', { name: '滨海区' }).first().click();
    await page
      .getByRole('complementary', { name: '对象卡片' })
      .getByRole('heading', { name: '滨海区' })
      .waitFor();
    await still(page);
    const inView = await page.evaluate(([west = 0, south = 0, east = 0, north = 0]) => {
      const bounds = window.__map?.getBounds();
      return bounds?.contains([west, south]) && bounds.contains([east, north]);
    }, found?.bbox ?? []);
    expect(inView).toBe(true);
  });

  it('opens the card of the region that is clicked', async () => {
    const { page } = visit;
    const place = await areaOnScreen(page);
    await page.mouse.click(place.x, place.y);
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByRole('heading', { name: place.name, exact: true }).waitFor();
    expect(await card.textContent()).toMatch(/(重大|较大|一般|低)风险|未评估/);
    expect(new URL(page.url()).searchParams.get('sel')).toBe(`regions/${place.id}`);
    await picture(page, 'visitor-card');
  });

  it('asks nothing of another place, and nothing fails', async () => {
    const { requests, errors } = visit;
    const addresses = requests.filter((url) => !/^(data|blob):/.test(url));
    expect(addresses.length).toBeGreaterThan(20);
    expect([...new Set(addresses.map((url) => new URL(url).origin))]).toEqual([inject('server')]);
    expect(errors).toEqual([]);
  });

  it('is never told the name of an enterprise', async () => {
    const { bodies } = visit;
    const paths = [...bodies.keys()].map((url) => new URL(url).pathname);
    expect(paths.some((path) => path.startsWith('/tiles/enterprises/'))).toBe(true);
    expect(paths).toContain('/api/search');
    for (const [url, body] of bodies) expect(body.includes(COMPANY), url).toBe(false);
    const search = await visit.page.request.get(`/api/search?q=${COMPANY}`);
    expect((await search.json()).results).toEqual([]);
    expect((await visit.page.request.get('/ogc/collections/enterprises/items')).status()).toBe(404);
    // what is refused here is there for the planner
    const planner = await asking('planner');
    const known = await planner.get(`/api/search?q=${COMPANY}`);
    expect((await known.json()).results.length).toBeGreaterThan(0);
  });
});
