/** The story of the layers: found in the catalogue, switched, filtered, read on a card, summed over the ground. */
import type { GeoJSONSource } from 'maplibre-gl';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { lookAt, openBrowser, PATIENCE, picture, still } from './browsing.ts';

describe('The layers', () => {
  const open = openBrowser();
  const tileSets = (requests: readonly string[]) => [
    ...new Set(requests.flatMap((url) => /\/tiles\/([a-z_]+)[/.]/.exec(url)?.[1] ?? [])),
  ];

  it('are loaded only once they are switched on, and no longer when they are off', async () => {
    const { page, requests, errors } = await open('/', { as: 'planner' });
    expect(tileSets(requests).sort()).toEqual(['base', 'enterprises', 'regions']);
    await page.getByRole('button', { name: '目录' }).click();
    await page.getByRole('searchbox', { name: '在目录中查找' }).fill('滑坡');
    const hazards = page.getByRole('switch', { name: '显示灾害与危险点' });
    await hazards.click();
    await expect.poll(() => tileSets(requests), PATIENCE).toContain('hazard_points');
    await still(page);
    await hazards.click();
    const before = requests.length;
    await lookAt(page, [122.3, 30.4], 12);
    expect(tileSets(requests.slice(before))).not.toContain('hazard_points');
    expect(errors).toEqual([]);
  });

  it('are narrowed by kind where they are counted, and the link says so', async () => {
    const { page, requests } = await open('/?on=hazard_points', { as: 'planner' });
    const section = page.getByRole('region', { name: '灾害与危险点', exact: true });
    await section.getByText('按类别').click();
    await section.getByRole('button', { name: /^滑坡/ }).click({ modifiers: ['Alt'] });
    await expect
      .poll(() => requests.some((url) => url.includes('hazard_points') && url.includes('kind=landslide')))
      .toBe(true);
    expect(page.url()).toContain('kind.hazard_points=landslide');
    const answer = await page.request.get('/ogc/collections/hazard_points/items', {
      params: { limit: '1', filter: "kind = 'landslide'", f: 'json' },
    });
    const { numberMatched } = await answer.json();
    expect(await section.locator('.layer-head').textContent()).toBe(
      `灾害与危险点${numberMatched.toLocaleString('zh-CN')}`,
    );
  });

  it('tell of a pipeline what flows, and that it was never inspected', async () => {
    const { page } = await open('/', { as: 'planner' });
    const answer = await page.request.get('/ogc/collections/pipelines/items', {
      params: { limit: '1', filter: "inspection_state = 'not_inspected'", f: 'json' },
    });
    const [line] = (await answer.json()).features;
    await page.goto(`/?on=pipelines&sel=pipelines/${line.id}`);
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByRole('heading', { name: line.properties.name, exact: true }).waitFor();
    await card.getByText('未检验', { exact: true }).first().waitFor();
    await expect.poll(() => drawnIn(page, 'selection'), PATIENCE).toBe(1);
    await picture(page, 'pipeline');
  });

  it('are summed in hexagons that stay where they are when the map moves', async () => {
    const { page, requests, errors } = await open('/?at=122.4,30.3,11', { as: 'planner' });
    const isLibrary = (url: string) => url.includes('density-layers');
    expect(requests.some(isLibrary)).toBe(false);
    const section = page.getByRole('region', { name: '企业', exact: true });
    await section.getByRole('radio', { name: '六边形' }).check();
    await expect.poll(() => drawnIn(page, 'hexagons'), PATIENCE).toBeGreaterThan(10);
    const before = await hexagons(page);
    await picture(page, 'hexagons');
    await lookAt(page, [122.54, 30.36], 11);
    await expect.poll(async () => (await hexagons(page)).join() !== before.join(), PATIENCE).toBe(true);
    const after = await hexagons(page);
    const near = (a: readonly number[], b: readonly number[]) =>
      Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0)) < A_FEW_METRES_DEG;
    const kept = before.filter((place) => after.some((other) => near(place, other)));
    expect(kept.length).toBeGreaterThan(before.length / 4);
    expect(page.url()).toContain('density=hexagons:enterprises');
    expect(requests.every((url) => new URL(url).origin === new URL(page.url()).origin)).toBe(true);
    expect(errors).toEqual([]);
  });
});

/** How many features a source of the screens holds. */
async function drawnIn(page: Page, source: string): Promise<number> {
  return (await featuresOf(page, source)).length;
}

/** Middles of the hexagons on the map. */
async function hexagons(page: Page): Promise<GeoJSON.Position[]> {
  return (await featuresOf(page, 'hexagons')).flatMap(({ geometry }) =>
    geometry.type === 'Point' ? [geometry.coordinates] : [],
  );
}
/** Hexagons of this zoom are a kilometre wide. */
const A_FEW_METRES_DEG = 5e-5;

function featuresOf(page: Page, source: string): Promise<GeoJSON.Feature[]> {
  return page.evaluate(async (id) => {
    const data = await window.__map?.getSource<GeoJSONSource>(id)?.getData();
    return data?.type === 'FeatureCollection' ? data.features : [];
  }, source);
}
