/** The story of a township's planner: the own township in full, and nothing of the others. */
import type { APIRequestContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  asking,
  countedOnMap,
  openBrowser,
  PATIENCE,
  picture,
  sourced,
  still,
  type Visit,
} from './browsing.ts';

interface Layer {
  readonly id: string;
  readonly count: number;
  readonly byLevel?: Readonly<Record<string, { readonly count: number }>>;
}

describe('A township planner', () => {
  const open = openBrowser();
  let visit: Visit;
  let planner: APIRequestContext;
  let township: string;
  const json = async (asker: APIRequestContext, path: string) => (await asker.get(path)).json();
  const layersOf = async (asker: APIRequestContext): Promise<Layer[]> =>
    (await json(asker, '/api/layers')).layers;
  /** Codes of a level begin with the codes of the level above. */
  const inTownship = (code: unknown) => String(code).startsWith(township.slice(0, 9));
  /** Everybody's enterprises, as the planner of the whole city reads them. */
  const register = async () =>
    (await json(planner, '/ogc/collections/enterprises/items?limit=10000')).features as {
      id: string;
      properties: { name: string; region_code: string };
    }[];

  beforeAll(async () => {
    planner = await asking('planner');
    visit = await open('/', { as: 'township' });
    township = (await json(visit.page.request, '/api/session')).scope.regions[0];
  });

  it('reads in the panel how many enterprises the township has, and counts as many on the map', async () => {
    const { page } = visit;
    const own = (await register()).filter(({ properties }) => inTownship(properties.region_code));
    const layers = await layersOf(page.request);
    expect(layers.find(({ id }) => id === 'enterprises')?.count).toBe(own.length);
    expect(own.length).toBeGreaterThan(0);
    const section = page.getByRole('region', { name: '企业', exact: true });
    expect(await section.locator('.layer-head').textContent()).toBe(`企业${own.length}`);
    await page.evaluate(() => window.__map?.jumpTo({ zoom: 10 }));
    await expect.poll(() => still(page).then(() => countedOnMap(page)), PATIENCE).toBe(own.length);
    await picture(page, 'township');
  });

  it('sees the regions of the township and no other', async () => {
    const { page } = visit;
    const regions = (await layersOf(page.request)).find(({ id }) => id === 'regions');
    const whole = (await layersOf(planner)).find(({ id }) => id === 'regions');
    expect(regions?.byLevel?.township?.count).toBe(1);
    expect(whole?.byLevel?.township?.count).toBeGreaterThan(10);
    const codes = (await sourced(page, 'regions', 'regions')).map(({ code }) => code);
    expect(codes).toContain(township);
    expect(codes.filter((code) => !inTownship(code))).toEqual([]);
  });

  it('does not find the enterprises of another township, by name or by id', async () => {
    const { page } = visit;
    const all = await register();
    const foreign = all.find(({ properties }) => !inTownship(properties.region_code));
    const own = all.find(({ properties }) => inTownship(properties.region_code));
    if (!foreign || !own) throw new Error('The demo city lacks an enterprise inside or outside the township');
    const box = page.getByRole('combobox', { name: '搜索' });
    await box.fill(foreign.properties.name);
    await page.getByText(`没有找到“${foreign.properties.name}”`).waitFor();
    // there for the planner, and the own one is there for the township
    const q = encodeURIComponent(foreign.properties.name);
    expect((await json(planner, `/api/search?q=${q}`)).results).toContainEqual(
      expect.objectContaining({ id: foreign.id }),
    );
    await box.fill(own.properties.name);
    await page.getByRole('option', { name: own.properties.name }).first().waitFor();
    const item = `/ogc/collections/enterprises/items/${encodeURIComponent(foreign.id)}`;
    expect((await planner.get(item)).status()).toBe(200);
    expect((await page.request.get(item)).status()).toBe(404);
  });

  it('is told so when a link leads to an object of another township', async () => {
    const foreign = (await register()).find(({ properties }) => !inTownship(properties.region_code));
    const { page } = visit;
    await page.goto(`/?sel=enterprises/${foreign?.id}`);
    await page.getByText('这个对象已不存在，或你没有权限查看。').waitFor();
    expect(await page.getByRole('main').textContent()).not.toContain(foreign?.properties.name);
  });
});
