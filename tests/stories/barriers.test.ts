/** Screens that everybody can use: no serious finding of axe, in both themes. */
import { describe, expect, it } from 'vitest';
import { barriers } from './axe.ts';
import { asking, openBrowser } from './browsing.ts';

const open = openBrowser();

async function anyEnterprise(): Promise<string> {
  const asker = await asking('planner');
  const answer = await asker.get('/ogc/collections/enterprises/items', { params: { limit: '1', f: 'json' } });
  const { features } = await answer.json();
  await asker.dispose();
  return features[0].id;
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`Without barriers (${colorScheme})`, () => {
    it('a visitor reads the map and its legend', async () => {
      const { page } = await open('/', { colorScheme });
      await page.getByRole('button', { name: '数据说明：企业' }).click();
      expect(await barriers(page)).toEqual([]);
    });

    it('a planner reads a card, a question and its answer', async () => {
      const id = await anyEnterprise();
      const { page } = await open(`/?circle=122.41,30.27,5000&sel=enterprises/${id}`, {
        colorScheme,
        as: 'planner',
      });
      await page.getByRole('table', { name: '查询结果' }).waitFor();
      await page.getByText('全部信息').click();
      expect(await barriers(page)).toEqual([]);
    });

    it('a planner asks layer against layer, along a line, and for the nearest', async () => {
      const { page } = await open('/', { colorScheme, as: 'planner' });
      await page.getByRole('button', { name: '查询', exact: true }).click();
      for (const way of ['图层对图层', '沿线', '最近的', '选中对象']) {
        await page.getByRole('button', { name: way, exact: true }).click();
        expect([way, await barriers(page)]).toEqual([way, []]);
      }
    });

    it('a planner searches', async () => {
      const { page } = await open('/', { colorScheme, as: 'planner' });
      await page.getByRole('combobox', { name: '搜索' }).fill('化工');
      await page.getByRole('option').first().waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('people sign in', async () => {
      const { page } = await open('/sign-in', { colorScheme });
      await page
        .getByRole('button', { name: /^planner/ })
        .first()
        .waitFor();
      expect(await barriers(page)).toEqual([]);
    });

    it('a visitor opens the layers on a phone', async () => {
      const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
      const { page } = await open('/', { colorScheme, ...phone });
      await page.getByRole('button', { name: '图层', exact: true }).tap();
      await page.getByRole('switch', { name: /显示企业/ }).waitFor();
      expect(await barriers(page)).toEqual([]);
    });
  });
}
