/** A planner goes from the city down to a grid cell, and colours the map by an indicator on a fixed scale. */
import { expect, it } from 'vitest';
import { openBrowser } from './browsing.ts';

interface Row {
  readonly name: string;
  readonly code: string;
  readonly enterprises: Readonly<Record<string, number>>;
}

const open = openBrowser();

it('goes down level by level with the numbers of the server, and colours regions by an indicator', async () => {
  const { page } = await open('/', { as: 'planner' });
  await page.getByRole('button', { name: '区域', exact: true }).click();
  const tool = page.getByRole('region', { name: '区域', exact: true });
  const path = tool.getByRole('navigation', { name: '所在区域' });
  const numbers = async (parent: string | null) =>
    (await (await page.request.get(`/api/region-numbers${parent ? `?parent=${parent}` : ''}`)).json()) as {
      level: string | null;
      rows: Row[];
    };
  let parent: string | null = null;
  for (const title of ['下辖县（区）', '下辖乡镇（街道）', '下辖村（社区）', '下辖网格']) {
    const list = tool.getByRole('region', { name: title });
    await list.waitFor();
    const { rows } = await numbers(parent);
    const [first] = [...rows].sort((a, b) => sum(b) - sum(a));
    const row = list.getByRole('button').filter({ has: page.getByText(first!.name, { exact: true }) });
    expect((await row.textContent())?.replaceAll(',', '')).toContain(`${sum(first!)} 企业`);
    await row.click();
    await path.getByRole('button', { name: first!.name }).and(page.locator('[aria-current]')).waitFor();
    parent = first!.code;
  }
  expect(parent).toHaveLength(14);
  await path.getByRole('button').first().click();
  await tool.getByRole('region', { name: '下辖县（区）' }).waitFor();

  await tool.getByLabel('区域着色').selectOption({ label: '未评估比例' });
  const legend = tool.getByRole('region', { name: '未评估比例图例' });
  const classes = () => legend.getByRole('listitem').allTextContents();
  const fixed = ['< 5', '5 – < 10', '10 – < 20', '20 – < 30', '30 – < 50', '≥ 50', '未知'];
  expect(await classes()).toEqual(fixed);
  await expect.poll(() => page.evaluate(() => Boolean(window.__map?.getLayer('choropleth-fill')))).toBe(true);
  await tool.getByRole('region', { name: '下辖县（区）' }).getByRole('button').first().click();
  await tool.getByRole('region', { name: '下辖乡镇（街道）' }).waitFor();
  expect(await classes()).toEqual(fixed);

  // the link opens the same region and the same colours
  const here = await path.locator('[aria-current]').textContent();
  await page.reload();
  await tool.getByRole('region', { name: '下辖乡镇（街道）' }).waitFor();
  expect(await path.locator('[aria-current]').textContent()).toBe(here);
  expect(await classes()).toEqual(fixed);
  await tool.getByLabel('区域着色').selectOption({ label: '风险等级' });
  await expect
    .poll(() => page.evaluate(() => Boolean(window.__map?.getLayer('choropleth-fill'))))
    .toBe(false);
});

const sum = ({ enterprises }: Row) => Object.values(enterprises).reduce((all, one) => all + one, 0);
