/** What each reader gets of every layer: a planner, a department, a commander and a visitor. */
import { describe, expect, it } from 'vitest';
import { LAYERS } from '../../data/layers/all.ts';
import { asking, drawn, openBrowser, PATIENCE, picture, sourced, still } from './browsing.ts';

interface Summary {
  readonly id: string;
  readonly count: number;
}
interface Item {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | number | null>>;
}

const open = openBrowser();
const card = (page: Awaited<ReturnType<typeof open>>['page']) =>
  page.getByRole('complementary', { name: '对象卡片' });

describe('a planner', () => {
  it('switches pipelines on in the catalogue and keeps natural gas only', async () => {
    const { page, requests, errors } = await open('/', { as: 'planner' });
    // a layer that is off asks for nothing
    expect(requests.some((url) => url.includes('/tiles/pipelines/'))).toBe(false);
    await page.getByRole('button', { name: '目录' }).click();
    await page.getByRole('switch', { name: '管道' }).click();
    await page.getByRole('button', { name: '返回' }).click();
    const section = page.getByRole('region', { name: '管道', exact: true });
    await section.waitFor();
    await expect
      .poll(() => sourced(page, 'pipelines', 'pipelines').then((all) => all.length), PATIENCE)
      .toBeGreaterThan(0);
    await section.getByRole('button', { name: /^天然气/ }).click({ modifiers: ['Alt'] });
    await expect
      .poll(async () => {
        await still(page);
        const drawnOnes = await page.evaluate(() =>
          (window.__map?.queryRenderedFeatures() ?? [])
            .filter(({ source }) => source === 'pipelines')
            .map(({ properties }) => properties.medium as string),
        );
        return [...new Set(drawnOnes)];
      }, PATIENCE)
      .toEqual(['natural_gas']);
    // the link holds what was chosen
    expect(decodeURIComponent(page.url())).toContain('pipelines');
    await picture(page, 'layers-pipelines');
    expect(errors).toEqual([]);
  });

  it('opens a major hazard source: level, inventory with thresholds, chief, and no telephone', async () => {
    const planner = await asking('planner');
    const { features } = await (await planner.get('/ogc/collections/major_hazards/items?limit=1')).json();
    const [hazard] = features as Item[];
    const details = await (await planner.get(`/api/details/major_hazards/${hazard!.id}`)).json();
    const { page, errors } = await open(`/?sel=major_hazards/${hazard!.id}`, { as: 'planner' });
    await card(page)
      .getByRole('heading', { name: String(hazard!.properties.name) })
      .waitFor();
    const text = () => card(page).textContent();
    await expect.poll(text, PATIENCE).toContain(details.inventories[0].substance);
    const chief = details.responsibilities.find((one: { kind: string }) => one.kind === 'chief');
    expect(await text()).toContain(chief.name);
    expect(await text()).toContain('督长');
    expect(await card(page).locator('a[href^="tel:"]').count()).toBe(0);
    await picture(page, 'layers-major-hazard');
    expect(errors).toEqual([]);
  });

  it('reads that a pipeline was never inspected, which is a state of its own', async () => {
    const planner = await asking('planner');
    const filter = encodeURIComponent("inspection_state = 'not_inspected'");
    const answer = await planner.get(`/ogc/collections/pipelines/items?limit=1&filter=${filter}`);
    const [pipeline] = (await answer.json()).features as Item[];
    const { page } = await open(`/?sel=pipelines/${pipeline!.id}`, { as: 'planner' });
    await card(page)
      .getByRole('heading', { name: String(pipeline!.properties.name) })
      .waitFor();
    expect(await card(page).textContent()).toContain('未检验');
  });
});

describe('a department', () => {
  it('sees its own sectors of every layer and nothing of the others', async () => {
    const planner = await asking('planner');
    const { page } = await open('/', { as: 'gas' });
    const counts = async (asker: { get(path: string): Promise<{ json(): Promise<unknown> }> }) => {
      const { layers } = (await (await asker.get('/api/layers')).json()) as { layers: Summary[] };
      return new Map(layers.map(({ id, count }) => [id, count]));
    };
    const [mine, all] = [await counts(page.request), await counts(planner)];
    for (const layer of LAYERS) {
      const shared = !('sector' in layer.fields);
      if (shared) expect(mine.get(layer.id), layer.id).toBe(all.get(layer.id));
      else expect(mine.get(layer.id) ?? 0, layer.id).toBeLessThan(all.get(layer.id) ?? 0);
    }
    expect(mine.get('pipelines')).toBeGreaterThan(0);
    const section = page.getByRole('region', { name: '企业', exact: true });
    await section.waitFor();
    expect(await section.textContent()).toContain(mine.get('enterprises')!.toLocaleString('zh-CN'));
    await picture(page, 'layers-department');
  });
});

describe('a commander', () => {
  it('opens a depot with what it has in stock and whom to call', async () => {
    const commander = await asking('commander');
    const filter = encodeURIComponent("kind = 'depot'");
    const answer = await commander.get(`/ogc/collections/resources/items?limit=1&filter=${filter}`);
    const [depot] = (await answer.json()).features as Item[];
    const { stock } = await (await commander.get(`/api/details/resources/${depot!.id}`)).json();
    const { page } = await open(`/?sel=resources/${depot!.id}`, { as: 'commander' });
    await card(page)
      .getByRole('heading', { name: String(depot!.properties.name) })
      .waitFor();
    await expect.poll(() => card(page).textContent(), PATIENCE).toContain(stock[0].item);
    expect(await card(page).textContent()).toContain(String(depot!.properties.contact_phone));
    await picture(page, 'layers-depot');
  });
});

describe('a visitor', () => {
  it('has five published layers, each with its legend, and finds a shelter by name', async () => {
    const { page, errors } = await open('/', { viewport: { width: 390, height: 844 }, hasTouch: true });
    const { layers } = await (await page.request.get('/api/layers')).json();
    expect((layers as Summary[]).map(({ id }) => id).sort()).toEqual([
      'enterprises',
      'hazard_points',
      'management_areas',
      'regions',
      'resources',
    ]);
    await page.getByRole('button', { name: '图层', exact: true }).click();
    await page.getByRole('region', { name: '避难场所、医院与消防站', exact: true }).waitFor();
    await page.getByRole('region', { name: '地质灾害与内涝', exact: true }).waitFor();
    await picture(page, 'layers-visitor');
    const found = await (
      await page.request.get('/ogc/collections/resources/items?limit=1&filter=kind%3D%27shelter%27')
    ).json();
    const [shelter] = found.features as Item[];
    await page.goto(`/?sel=resources/${shelter!.id}`);
    await drawn(page);
    await card(page)
      .getByRole('heading', { name: String(shelter!.properties.name) })
      .waitFor();
    expect(errors).toEqual([]);
  });
});
