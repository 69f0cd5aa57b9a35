/** The workbench: views saved and shared between two people, a session without a mouse, panels of one's own width. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBrowser, PATIENCE, picture, still } from './browsing.ts';

const open = openBrowser();
/** Without a wait for the map: two at once are much to draw without a graphics card. */
const openSoon = openBrowser({ map: false });
const SMALL = { width: 1024, height: 640 };
const json = async (page: Page, path: string) => (await page.request.get(path)).json();
const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '工具' }).getByRole('button', { name, exact: true });

describe('A saved view', () => {
  it('is shared by a planner; a township opens it, sees less, and nothing fails', async () => {
    const name = `岸线复查 ${Date.now()}`;
    const planner = await openSoon(
      '/?at=122.4,30.3,10&on=cameras&opacity.cameras=0.5&order=cameras,enterprises',
      {
        as: 'planner',
      },
    );
    const { page } = planner;
    await rail(page, '视图').click();
    await page.getByRole('textbox', { name: '新视图的名称' }).fill(name);
    await page.getByRole('checkbox', { name: '共享给同事' }).first().check();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(`已保存“${name}”。`).waitFor();
    await page.getByRole('button', { name: `打开视图“${name}”` }).waitFor();

    const township = await openSoon('/', { as: 'township', viewport: SMALL });
    const other = township.page;
    await rail(other, '视图').click();
    await other.getByRole('button', { name: `打开视图“${name}”` }).click();
    await other.getByText(/有 1 个图层.*看不到/).waitFor();
    await expect.poll(() => other.url(), PATIENCE).toContain('on=cameras');
    expect(other.url()).toContain('order=cameras,enterprises');
    expect(other.url()).toContain('at=122.4,30.3,10');
    // a colleague opens it and changes nothing
    expect(await other.getByRole('button', { name: `“${name}”的更多操作` }).count()).toBe(0);
    await other.goBack();
    await expect.poll(() => other.url(), PATIENCE).not.toContain('on=cameras');
    expect(township.errors).toEqual([]);

    await page.getByRole('button', { name: `“${name}”的更多操作` }).click();
    await page.getByRole('button', { name: `删除“${name}”` }).click();
    await page.getByText(`已删除“${name}”。`).waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: `打开视图“${name}”` }).waitFor();
    expect(planner.errors).toEqual([]);
  });
});

describe('Without a mouse', () => {
  it('an object is found, read, listed and asked about', async () => {
    const { page, errors } = await open('/?at=122.4,30.3,13', { as: 'planner' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' });

    const { features } = await json(page, '/ogc/collections/enterprises/items?filter=grade%3D2&limit=1');
    const { name } = features[0].properties;
    await page.keyboard.press('/');
    await page.keyboard.type(name);
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    const card = page.getByRole('complementary', { name: '对象卡片' });
    await card.getByRole('heading', { name, exact: true }).waitFor();
    await still(page);

    await page.locator('body').press('Escape');
    await card.waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: '搜索' }).blur();
    await page.keyboard.press('l');
    const list = page
      .getByRole('region', { name: '地图内容列表' })
      .getByRole('region', { name: '企业', exact: true });
    await list.getByRole('button').first().waitFor();
    await expect
      .poll(async () => JSON.stringify(await listed(page)) === JSON.stringify(await inView(page)), PATIENCE)
      .toBe(true);
    expect((await listed(page)).length).toBeGreaterThan(0);
    await picture(page, 'map-list');
    await list.getByRole('button').first().press('End');
    const last = list.getByRole('button').last();
    await expect.poll(() => last.evaluate((one) => one === document.activeElement), PATIENCE).toBe(true);
    await last.press('Enter');
    await card.getByRole('button', { name: '周边查询' }).press('Enter');
    await page.getByRole('button', { name: '开始查询' }).press('Enter');
    const fold = page.getByRole('button', { name: '收起', exact: true });
    await fold.waitFor();
    await fold.press('d');
    await page.getByRole('button', { name: '展开', exact: true }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe('The panel at the left', () => {
  it('is widened with the arrow keys, keeps its width, and goes back', async () => {
    const { page, errors } = await open('/', { as: 'planner' });
    const grip = page.getByRole('separator', { name: /^面板宽度/ });
    const width = async () => Number(await grip.getAttribute('aria-valuenow'));
    const usual = await width();
    await grip.press('ArrowRight');
    await grip.press('ArrowRight');
    expect(await width()).toBe(usual + 32);
    expect((await page.locator('.tool-panel').first().boundingBox())?.width).toBe(usual + 32);
    await page.reload();
    await expect.poll(width, PATIENCE).toBe(usual + 32);
    await grip.press('Enter');
    expect(await width()).toBe(usual);
    await page.keyboard.press('c');
    await page.locator('.tool-panel').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('c');
    await page.locator('.tool-panel').first().waitFor();
    expect(errors).toEqual([]);
  });
});

/** Ids of the enterprises in the list. */
function listed(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole('region', { name: '地图内容列表' })
    .getByRole('region', { name: '企业', exact: true })
    .locator('[data-id]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-id')).sort());
}

/** Ids of the enterprises in what the map shows, as the server knows them. */
async function inView(page: Page): Promise<string[]> {
  const box = await page.evaluate(() => {
    const bounds = window.__map?.getBounds();
    return bounds ? [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] : [];
  });
  const { features } = await json(
    page,
    `/ogc/collections/enterprises/items?limit=1000&f=json&bbox=${box.map((one) => one.toFixed(6)).join()}`,
  );
  return features.map(({ id }: { id: string }) => id).sort();
}
