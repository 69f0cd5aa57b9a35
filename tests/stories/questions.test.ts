/** A planner asks along a line, in an area, layer against layer, and for the nearest goods; the numbers are the server's. */
import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBrowser, picture, still } from './browsing.ts';

const open = openBrowser();

interface Feature {
  readonly id: string;
  readonly properties: { readonly name: string; readonly distanceM: number };
}

/** Opens the panel of questions and chooses how to ask. */
async function begin(page: Page, way: string): Promise<void> {
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByRole('button', { name: way, exact: true }).click();
}

/** Asks; what was sent, and what a script gets that sends the same. */
async function ask(page: Page) {
  const sent = page.waitForRequest((one: Request) => one.url().endsWith('/execution'));
  await page.getByRole('button', { name: '开始查询' }).click();
  const request = await sent;
  const { inputs } = request.postDataJSON();
  const answer = await page.request.post(new URL(request.url()).pathname, { data: { inputs } });
  expect(answer.status()).toBe(200);
  return { inputs, answer: await answer.json() };
}

const table = (page: Page) => page.getByRole('table', { name: '查询结果' });
const rows = async (page: Page) => Number(await table(page).getAttribute('aria-rowcount')) - 1;
const sketched = (page: Page) =>
  page.evaluate(
    () =>
      window.__map?.querySourceFeatures('sketch').map(({ geometry }) => geometry.type) ?? ([] as string[]),
  );

describe('a planner', () => {
  it('asks what lies along a line that was typed, and narrows the list to one layer', async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    await begin(page, '沿线');
    await page
      .getByRole('textbox', { name: '各点的经度, 纬度' })
      .fill('122.35, 30.24\n122.41, 30.27\n122.46, 30.31');
    await page.getByRole('button', { name: '500 m', exact: true }).click();
    await page.getByRole('checkbox', { name: '场所', exact: true }).check();
    const { inputs, answer } = await ask(page);
    expect(inputs).toMatchObject({
      layers: ['enterprises', 'places'],
      geometry: { type: 'LineString' },
      radiusM: 500,
    });
    const { enterprises, places } = answer.layers;
    expect(enterprises.count + places.count).toBeGreaterThan(0);
    const all = (enterprises.count + places.count).toLocaleString('zh-CN');
    await page.getByText(`共 ${all} 个`, { exact: true }).waitFor();
    expect(await rows(page)).toBe(enterprises.count + places.count);
    expect(await sketched(page)).toEqual(expect.arrayContaining(['Polygon', 'LineString']));
    await still(page);
    await picture(page, 'question-line');
    await page
      .getByRole('button', { name: new RegExp(`^场所 ?${places.count.toLocaleString('zh-CN')}$`) })
      .click();
    await expect.poll(() => rows(page)).toBe(places.count);
    expect(errors).toEqual([]);
  });

  it('draws an area by clicking, and its numbers are those of what was drawn', async () => {
    const { page } = await open('/?at=122.41,30.27,11', { as: 'planner' });
    await begin(page, '面内');
    await page.getByRole('button', { name: '在地图上画' }).click();
    for (const [x, y] of [
      [520, 200],
      [900, 210],
      [880, 420],
    ] as const)
      await page.mouse.click(x, y);
    await page.mouse.dblclick(560, 430);
    await page.getByRole('button', { name: '在地图上画' }).waitFor();
    const { inputs, answer } = await ask(page);
    expect(inputs.geometry.coordinates[0].length).toBeGreaterThanOrEqual(5);
    const { count } = answer.layers.enterprises;
    await page.getByText(`共 ${count.toLocaleString('zh-CN')} 个`, { exact: true }).waitFor();
    await picture(page, 'question-area');
  });

  it('asks layer against layer with one click, and each row lies within the distance', async () => {
    const { page } = await open('/', { as: 'planner' });
    await begin(page, '图层对图层');
    await page.getByRole('button', { name: '学校距重大危险源 500 m 内' }).click();
    await page.getByRole('textbox', { name: '相距不超过 (米)' }).fill('3000');
    await page.getByRole('textbox', { name: '相距不超过 (米)' }).press('Enter');
    const { inputs, answer } = await ask(page);
    expect(inputs).toMatchObject({
      layers: ['protected_targets'],
      kinds: { protected_targets: ['school', 'kindergarten'] },
      near: { layer: 'major_hazards', radiusM: 3000 },
    });
    const { count, features } = answer.layers.protected_targets;
    expect(count).toBeGreaterThan(0);
    await page.getByText(`共 ${count} 个`, { exact: true }).waitFor();
    const found: Feature[] = features.features;
    expect(found.every(({ properties }) => properties.distanceM <= 3000)).toBe(true);
    const first = table(page).getByRole('row').nth(1);
    expect(await first.textContent()).toContain(found[0]!.properties.name);
    await still(page);
    await picture(page, 'question-layer');
  });

  it('finds the nearest resources of a kind', async () => {
    const { page } = await open('/', { as: 'planner' });
    await begin(page, '最近的');
    await page.getByRole('textbox', { name: '经度, 纬度' }).fill('122.41, 30.27');
    await page.getByRole('combobox', { name: '类别' }).selectOption('fire_station');
    const { inputs, answer } = await ask(page);
    expect(inputs).toMatchObject({ layers: ['resources'], kinds: ['fire_station'], limit: 5 });
    await page.getByText(`共 ${answer.features.length} 个`, { exact: true }).waitFor();
    const names: Feature[] = answer.features;
    const first = table(page).getByRole('row').nth(1);
    expect(await first.textContent()).toContain(names[0]!.properties.name);
    await picture(page, 'question-nearest');
  });
});
